"""Stories of selling: for every event the act that makes it, seen by somebody who was there."""

import time

from chat.frames.moderation import BanMember, UnbanMember
from livesell.access.actor import GUEST
from rooms.frames.claims import ClaimFor, LinkFor, OverrideClaim, ReleaseClaim, TakeOver
from rooms.frames.items import (
    AnnounceFlash,
    AskItem,
    CarryItems,
    EditItem,
    FeatureItem,
    MoveItem,
    NewVariant,
    PinItem,
    SetPrice,
    SetStock,
    WithdrawItem,
)
from rooms.frames.lineup import HandOnStage, SetLineup, Slot
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    EditParty,
    EndParty,
    GiveRsvp,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.rooms import DeclineRole, EditRoom, FollowRoom, SetRole, UnfollowRoom
from rooms.frames.series import Repeat, RepeatParty
from rooms.items.flash_sales import FlashDue
from rooms.membership import invitations
from rooms.models.claims import Claim
from rooms.models.items import Picture, Variant
from rooms.models.parties import Series
from rooms.parties.outages import InterruptParty
from rooms.parties.series import AnnounceNext
from rooms.rehearsals.rehearsals import DismissMember
from tests.support.rehearsing import by_the_clock, rehearse
from tests.support.scenarios import Scenario, story, verify
from tests.support.turns import NOON, Room, party_of, place


def next_party(room: Room, title: str = "Saturday finds") -> str:
    """A draft whose id comes after those of all earlier ones: within one millisecond ids are in no order."""
    time.sleep(0.003)
    return room.draft(title)


def flash(variant: Variant, *, lead_seconds: int = 0) -> AnnounceFlash:
    """Twenty percent off for a minute."""
    return AnnounceFlash(item_id=variant.item_id, percent=20, seconds=60, lead_seconds=lead_seconds)


@story("room.opened")
def a_room_begins(room: Room) -> Scenario:
    """Nobody is there yet when a room is opened: before it there is a room that says nothing."""
    with verify(room, "otto") as scenario:
        pass
    there = scenario.before["snapshot"]
    view = there["room"] | {"title": "", "about": "", "followers": 0}
    scenario.facts = room.facts()
    scenario.before = {"snapshot": there | {"room": view}, "mine": scenario.before["mine"] | {"offset": 0}}
    return scenario


@story("room.edited")
def a_room_says_something_else(room: Room) -> Scenario:
    with verify(room, "otto") as scenario:
        room.must("hana", EditRoom(title="Hana's cellar", about="Jam, mostly."))
    return scenario


@story("room.followed")
def somebody_follows_the_room(room: Room) -> Scenario:
    room.must("ben", FollowRoom())
    with verify(room, "bea") as scenario:
        room.must("bea", FollowRoom())
    return scenario


@story("room.unfollowed")
def two_follow_no_more(room: Room) -> Scenario:
    """Ben is not Bea: his going changes nothing of hers."""
    for name in ("ben", "bea"):
        room.must(name, FollowRoom())
    with verify(room, "bea") as scenario:
        room.must("ben", UnfollowRoom())
        room.must("bea", UnfollowRoom())
        room.must("ben", FollowRoom())
    return scenario


@story("member.role_offered")
def somebody_is_offered_a_role(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.must("hana", SetRole(user_id=room.cast["bea"].user_id, role="moderator"))
    return scenario


@story("member.role_declined")
def somebody_does_not_want_a_role(room: Room) -> Scenario:
    room.must("hana", SetRole(user_id=room.cast["bea"].user_id, role="seller"))
    with verify(room, "bea") as scenario:
        room.must("bea", DeclineRole())
    return scenario


@story("member.role_set")
def somebody_becomes_a_moderator(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.give("bea", "moderator")
    return scenario


@story("member.role_set-of-another")
def somebody_else_becomes_a_seller(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.give("otto", "seller")
    return scenario


@story("member.left")
def one_of_the_staff_is_out_of_a_rehearsal(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    beside = rehearse(room, party)
    room.must("hana", SetRole(user_id=room.cast["mona"].user_id, role="buyer"))
    with verify(beside, "sam") as scenario:
        by_the_clock(beside, DismissMember)
    return scenario


@story("member.banned")
def a_ban_takes_claims_and_serves_those_behind(room: Room) -> Scenario:
    """Ben holds two of the jam and waits twice; Bea, who looks, waits behind him."""
    jam = room.live(stock=2)
    room.place("ben", jam, 2)
    room.place("ben", jam, 1)
    room.place("bea", jam, 1)
    room.place("ben", jam, 1)
    room.place("otto", jam, 2)
    with verify(room, "bea") as scenario:
        room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted at Sam"))
    return scenario


@story("member.banned-and-back")
def who_comes_back_from_a_ban_is_a_buyer(room: Room) -> Scenario:
    """Otto sells no more: his role and his claims went with the ban."""
    room.give("otto", "seller")
    jam = room.live(stock=1)
    room.place("otto", jam)
    otto = room.cast["otto"].user_id
    with verify(room, "otto") as scenario:
        room.must("mona", BanMember(user_id=otto, reason="shouted at Sam"))
        room.must("mona", UnbanMember(user_id=otto, reason="said sorry"))
    return scenario


@story("member.unbanned")
def somebody_may_come_back(room: Room) -> Scenario:
    """Nothing can be seen of it but the fact."""
    ben = room.cast["ben"].user_id
    room.must("mona", BanMember(user_id=ben, reason="shouted at Sam"))
    with verify(room, "bea") as scenario:
        room.must("mona", UnbanMember(user_id=ben, reason="said sorry"))
    return scenario


@story("party.scheduled")
def a_party_is_announced_with_its_items(room: Room) -> Scenario:
    """Two parties are drafted; the later one was announced first."""
    first, second = room.draft(), next_party(room)
    for number, party in enumerate((first, first, second)):
        room.item(party, title=f"Jar {number}", variants=[NewVariant(name=size, stock=3) for size in "SL"])
    room.must("hana", ScheduleParty(party_id=second, starts_at=NOON + 7_200_000))
    with verify(room, "bea") as scenario:
        room.must("hana", ScheduleParty(party_id=first, starts_at=NOON + 3_600_000))
    return scenario


@story("party.scheduled-again")
def a_party_is_brought_forward(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 7_200_000))
    with verify(room, "bea") as scenario:
        room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    return scenario


@story("party.postponed")
def a_party_is_postponed(room: Room) -> Scenario:
    """Bea said that she comes, and still does."""
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=party, coming=True))
    with verify(room, "bea") as scenario:
        later = ScheduleParty(party_id=party, starts_at=NOON + 7_200_000, reason="The kiln is cold")
        room.must("hana", later)
    return scenario


@story("party.restarted")
def a_party_goes_on_after_its_end(room: Room) -> Scenario:
    """What Bea holds is as it was. An earlier party, which this one's end took out of sight, does not come back."""
    first = party_of(room.live()).pk
    room.must("hana", EndParty(party_id=first))
    second = next_party(room)
    jam = room.item(second, stock=2).variants.get()
    room.must("hana", StartParty(party_id=second))
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=second))
    room.later(5)
    with verify(room, "bea") as scenario:
        room.must("hana", RestartParty(party_id=second))
    return scenario


@story("party.interrupted")
def the_host_is_away(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    with verify(room, "bea") as scenario:
        room.must("clock", InterruptParty(party_id=party, cause="host"))
    return scenario


@story("party.interrupted-by-the-server-too")
def the_server_is_away_while_the_host_is(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="host"))
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", InterruptParty(party_id=party, cause="server"))
    return scenario


@story("party.continued")
def the_host_lets_the_show_go_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="bidders"))
    room.later(0.5)
    with verify(room, "bea") as scenario:
        room.must("hana", ContinueParty(party_id=party))
    return scenario


@story("party.continued-by-a-pause")
def a_pause_ends_an_interruption(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="host"))
    with verify(room, "bea") as scenario:
        room.must("hana", PauseParty(party_id=party))
    return scenario


@story("party.edited")
def a_party_changes_its_terms(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana = room.cast["hana"].user_id
    cover = Picture.objects.create(owner_id=hana, small="small.webp", large="large.webp", created_at=NOON)
    with verify(room, "bea") as scenario:
        words = {"rules": "Sold as seen.", "notes": "Tea at four.", "cover": cover.pk}
        edit = EditParty(party_id=party, title="Friday's last finds", hold_minutes=5, **words)
        room.must("hana", edit)
    return scenario


@story("party.started")
def a_draft_goes_live_at_once(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.item(party, title="A jar of quince jelly", stock=4)
    with verify(room, None) as scenario:
        room.must("hana", StartParty(party_id=party))
    return scenario


@story("party.started-as-announced")
def an_announced_party_goes_live(room: Room) -> Scenario:
    party = room.draft()
    item = room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("hana", FeatureItem(party_id=party, item_id=item.pk))
    room.later(5)
    with verify(room, "bea") as scenario:
        room.must("hana", StartParty(party_id=party))
    return scenario


@story("party.paused")
def a_party_is_paused(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    with verify(room, "bea") as scenario:
        room.must("hana", PauseParty(party_id=party))
    return scenario


@story("party.resumed")
def a_party_goes_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("hana", PauseParty(party_id=party))
    with verify(room, "bea") as scenario:
        room.must("hana", ResumeParty(party_id=party))
    return scenario


@story("party.ended")
def a_party_ends_and_hopeless_lines_are_let_go(room: Room) -> Scenario:
    """Of two jars one is free; Bea wants two and waits, Ben behind her: nothing can come for either."""
    jam = room.live(stock=2)
    sold = room.place("otto", jam).claim
    room.confirm("sam", sold)
    room.place("bea", jam, 2)
    room.place("ben", jam, 1)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party_of(jam).pk))
    return scenario


@story("party.ended-with-holds")
def a_party_ends_and_a_line_still_hopes(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party_of(jam).pk))
    return scenario


@story("party.ended-a-second-one")
def the_end_of_a_second_party_takes_the_first_out_of_sight(room: Room) -> Scenario:
    """Bea has bought, holds and waits in the first party and holds in the second; the first goes, and hers stays."""
    first = room.live(stock=2, hold_minutes=60)
    room.confirm("sam", room.place("bea", first).claim)
    room.place("bea", first)
    room.place("ben", first)
    room.place("bea", first)
    room.must("hana", EndParty(party_id=party_of(first).pk))
    room.later(10)
    second = next_party(room)
    jam = room.item(second, title="A jar of quince jelly", stock=3).variants.get()
    room.must("hana", StartParty(party_id=second))
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=second))
    return scenario


@story("claim.held-in-a-party-out-of-sight")
def what_is_waited_for_in_an_earlier_party_is_served(room: Room) -> Scenario:
    """Two parties ended since. Ben gives back, so Bea is served; and she buys what she held."""
    jam = room.live(stock=2, hold_minutes=60)
    held = room.place("bea", jam).claim
    given_back = room.place("ben", jam).claim
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    for _ in range(2):
        room.later(10)
        other = next_party(room)
        room.item(other, title="A jar of quince jelly", stock=3)
        room.must("hana", StartParty(party_id=other))
        room.must("hana", EndParty(party_id=other))
    with verify(room, "bea") as scenario:
        room.confirm("bea", held)
        room.release("ben", given_back)
    return scenario


@story("claim.ordered-and-the-oldest-falls-off")
def of_what_was_bought_in_earlier_parties_the_last_twenty_stay(room: Room) -> Scenario:
    jam = room.live(stock=30, hold_minutes=60, per_buyer_limit=30)
    claims = [room.place("bea", jam).claim for _ in range(22)]
    for claim in claims[:20]:
        room.confirm("bea", claim)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    room.later(10)
    other = next_party(room)
    room.item(other, title="A jar of quince jelly", stock=3)
    room.must("hana", StartParty(party_id=other))
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=other))
        for claim in claims[20:]:
            room.confirm("bea", claim)
    return scenario


@story("party.rsvp_given")
def people_say_that_they_come(room: Room) -> Scenario:
    """Bea comes to two parties and thinks again about one."""
    parties = [room.draft(), next_party(room)]
    for party in parties:
        room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=parties[1], coming=True))
    with verify(room, "bea") as scenario:
        room.must("ben", GiveRsvp(party_id=parties[0], coming=True))
        room.must("bea", GiveRsvp(party_id=parties[0], coming=True))
        room.must("bea", GiveRsvp(party_id=parties[1], coming=False))
    return scenario


@story("party.rsvp_given-to-one-that-is-called-off")
def who_comes_to_a_party_that_is_called_off_comes_to_none(room: Room) -> Scenario:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=party, coming=True))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("lineup.changed")
def sellers_are_given_their_turns(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana, sam = (room.cast[name].user_id for name in ("hana", "sam"))
    with verify(room, "bea") as scenario:
        slots = [Slot(seller_id=sam, minutes=30), Slot(seller_id=hana, minutes=45)]
        room.must("hana", SetLineup(party_id=party, slots=slots))
    return scenario


@story("stage.handed_on")
def the_stage_goes_to_the_first_and_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana, sam = (room.cast[name].user_id for name in ("hana", "sam"))
    slots = [Slot(seller_id=sam, minutes=30), Slot(seller_id=hana, minutes=45)]
    room.must("hana", SetLineup(party_id=party, slots=slots))
    with verify(room, "bea") as scenario:
        room.must("hana", HandOnStage(party_id=party))
        room.later(30)
        room.must("sam", HandOnStage(party_id=party))
    return scenario


@story("party.repeated")
def a_party_comes_again_and_the_next_is_announced(room: Room) -> Scenario:
    """When the first is live the clock announces the second; then the host has enough of it."""
    time.sleep(0.003)
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    weekly = Repeat(every=1, unit="week", zone="Europe/Berlin", until=None, times=4)
    with verify(room, "bea") as scenario:
        room.must("hana", RepeatParty(party_id=party, repeat=weekly))
        time.sleep(0.003)
        room.must("hana", StartParty(party_id=party))
        room.must("clock", AnnounceNext(series_id=Series.objects.get().pk))
        room.must("hana", RepeatParty(party_id=party, repeat=None))
    return scenario


@story("party.repeated-until-its-end")
def a_series_that_ended_is_not_told_of_with_its_last_party(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    twice = Repeat(every=1, unit="month", zone="Europe/Berlin", until=None, times=2)
    room.must("hana", RepeatParty(party_id=party, repeat=twice))
    room.must("hana", StartParty(party_id=party))
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party))
    return scenario


@story("party.cancelled")
def an_announced_party_is_called_off(room: Room) -> Scenario:
    """Another, which is live, stays."""
    room.live()
    party = next_party(room)
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("item.added")
def an_item_is_added_while_live(room: Room) -> Scenario:
    """It goes to the end of its party, with pictures and kinds; a coming party's items stay behind it."""
    party = party_of(room.live()).pk
    coming = next_party(room)
    room.item(coming)
    room.must("hana", ScheduleParty(party_id=coming, starts_at=NOON + 3_600_000))
    sam = room.cast["sam"].user_id
    picture = Picture.objects.create(owner_id=sam, small="small.webp", large="large.webp", created_at=NOON)
    variants = [NewVariant(name="red", stock=2), NewVariant(name="blue", stock=0)]
    with verify(room, "bea") as scenario:
        room.item(party, title="A wool scarf", pictures=[picture.pk], per_buyer_limit=2, variants=variants)
    return scenario


@story("item.edited")
def the_price_changes_and_claims_keep_theirs(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.place("bea", jam, 2)
    with verify(room, "bea") as scenario:
        room.must("sam", EditItem(item_id=jam.item_id, title="Plum jam of 2025", price=650))
    return scenario


@story("item.edited-own-price")
def a_kind_has_a_price_of_its_own(room: Room) -> Scenario:
    """The large scarf costs more; Bea holds one at the old price."""
    sizes = [NewVariant(options=[size], stock=3) for size in ("S", "L")]
    room.item(party := room.draft(), title="A wool scarf", axes=["Size"], variants=sizes)
    room.must("hana", StartParty(party_id=party))
    _, large = Variant.objects.order_by("place")
    room.place("bea", large)
    with verify(room, "bea") as scenario:
        room.must("sam", SetPrice(variant_id=large.pk, price=700))
    return scenario


@story("flash.announced")
def a_flash_sale_is_to_come(room: Room) -> Scenario:
    jam = room.live(stock=3)
    with verify(room, "bea") as scenario:
        room.must("sam", flash(jam, lead_seconds=30))
    return scenario


@story("flash.begun")
def a_flash_sale_begins(room: Room) -> Scenario:
    """Ben claims at the price before, Bea at the one it is now."""
    jam = room.live(stock=3)
    room.must("sam", flash(jam, lead_seconds=30))
    room.later(0.5)
    with verify(room, "bea") as scenario:
        room.place("ben", jam)
        room.must("clock", FlashDue(item_id=jam.item_id))
        room.place("bea", jam, price_version=2)
    return scenario


@story("flash.ended")
def a_flash_sale_ends(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.must("sam", flash(jam))
    room.place("bea", jam, price_version=2)
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", FlashDue(item_id=jam.item_id))
    return scenario


@story("item.edited-more-stock")
def more_stock_serves_the_line(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("sam", SetStock(variant_id=jam.pk, stock=3))
    return scenario


@story("item.edited-less-stock")
def less_stock_passes_over_those_who_want_more(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.place("otto", jam)
    room.place("ben", jam, 3)
    room.place("bea", jam, 1)
    with verify(room, "bea") as scenario:
        room.must("sam", SetStock(variant_id=jam.pk, stock=2))
    return scenario


@story("item.withdrawn")
def an_item_on_air_is_withdrawn(room: Room) -> Scenario:
    """Otto's hold stays, the line is let go, nothing is on air."""
    jam = room.live(stock=1)
    room.must("sam", FeatureItem(party_id=party_of(jam).pk, item_id=jam.item_id))
    room.place("otto", jam)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("sam", WithdrawItem(item_id=jam.item_id))
    return scenario


@story("item.featured")
def an_item_goes_on_air(room: Room) -> Scenario:
    jam = room.live()
    with verify(room, "bea") as scenario:
        room.must("sam", FeatureItem(party_id=party_of(jam).pk, item_id=jam.item_id))
    return scenario


@story("item.featured-none")
def nothing_is_on_air(room: Room) -> Scenario:
    jam = room.live()
    party = party_of(jam).pk
    room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    with verify(room, None) as scenario:
        room.must("sam", FeatureItem(party_id=party, item_id=None))
    return scenario


@story("item.moved")
def items_change_places(room: Room) -> Scenario:
    """Jar 3 comes first, jar 1 last; a party before this one and one behind it keep theirs."""
    party, coming = room.draft(), next_party(room)
    jars = [room.item(party, title=f"Jar {number}") for number in range(1, 5)]
    room.item(coming)
    for each in (party, coming):
        room.must("hana", ScheduleParty(party_id=each, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("sam", MoveItem(item_id=jars[2].pk, before=jars[0].pk))
        room.must("hana", MoveItem(item_id=jars[0].pk, before=None))
        room.item(party, title="Jar 5")
    return scenario


@story("item.pinned")
def items_are_pinned_and_one_is_not_any_more(room: Room) -> Scenario:
    jam = room.live()
    tea = room.item(party_of(jam).pk, title="Tea")
    room.must("sam", PinItem(item_id=jam.item_id))
    with verify(room, None) as scenario:
        room.must("sam", PinItem(item_id=jam.item_id, pinned=False))
        room.must("sam", PinItem(item_id=tea.pk))
    return scenario


@story("item.asked")
def viewers_ask_for_items_and_one_comes_up(room: Room) -> Scenario:
    """Bea asked for both; the jam is shown, and she and Ben are answered."""
    jam = room.live()
    party = party_of(jam).pk
    tea = room.item(party, title="Tea")
    room.must("bea", AskItem(item_id=jam.item_id))
    with verify(room, "bea") as scenario:
        room.must("ben", AskItem(item_id=jam.item_id))
        room.must("bea", AskItem(item_id=tea.pk))
        room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    return scenario


@story("item.asked-in-a-party-that-is-called-off")
def what_was_asked_for_goes_with_its_party(room: Room) -> Scenario:
    party = room.draft()
    jam = room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", AskItem(item_id=jam.pk))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("item.added-carried-over")
def unsold_items_are_carried_into_the_next_party(room: Room) -> Scenario:
    """Of three jars one is sold and one held: one moves."""
    jam = room.live(stock=3)
    room.confirm("sam", room.place("ben", jam).claim)
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    coming = next_party(room)
    room.must("hana", ScheduleParty(party_id=coming, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("sam", CarryItems(from_id=party_of(jam).pk, party_id=coming))
    return scenario


@story("flash.ended-out-of-sight")
def a_flash_sale_of_a_party_nobody_sees_any_more(room: Room) -> Scenario:
    """The first party ended during a flash sale, then a second one: what the clock does now changes nothing."""
    jam = room.live(stock=1)
    room.must("sam", flash(jam))
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    second = next_party(room)
    room.item(second)
    room.must("hana", StartParty(party_id=second))
    room.must("hana", EndParty(party_id=second))
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", FlashDue(item_id=jam.item_id))
    return scenario


@story("claim.held")
def a_claim_is_held(room: Room) -> Scenario:
    jam = room.live(stock=3)
    with verify(room, "ben") as scenario:
        room.place("ben", jam, 2)
    return scenario


@story("claim.held-seen-by-a-guest")
def a_claim_of_another_is_seen_by_a_guest(room: Room) -> Scenario:
    jam = room.live(stock=3)
    assert GUEST.is_guest
    with verify(room, None) as scenario:
        room.place("ben", jam, 2)
    return scenario


@story("claim.waitlisted")
def three_stand_in_line_and_one_looks(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    with verify(room, "bea") as scenario:
        for who in ("ben", "bea", "mona", "bea"):
            room.place(who, jam)
    return scenario


@story("claim.released")
def a_line_moves_up_by_one(room: Room) -> Scenario:
    """Otto gives back, Ben is served, Bea comes one forward."""
    jam = room.live(stock=1)
    held = room.place("otto", jam).claim
    for who in ("ben", "bea", "mona"):
        room.place(who, jam)
    with verify(room, "bea") as scenario:
        room.release("otto", held)
    return scenario


@story("claim.released-from-the-line")
def somebody_before_and_somebody_behind_leave_the_line(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    before, _, behind = (room.place(who, jam).claim for who in ("ben", "bea", "mona"))
    with verify(room, "bea") as scenario:
        room.release("mona", behind)
        room.release("ben", before)
    return scenario


@story("claim.released-ones-own")
def one_gives_back_what_one_held_and_waited_for(room: Room) -> Scenario:
    jam = room.live(stock=2)
    held, waiting = room.place("bea", jam, 2).claim, room.place("bea", jam).claim
    with verify(room, "bea") as scenario:
        room.release("bea", waiting)
        room.release("bea", held)
    return scenario


@story("claim.expired")
def a_hold_runs_out_and_several_are_served(room: Room) -> Scenario:
    """Three jars come free: Ben, who wants one, and Bea, who wants two, are served; Mona waits on."""
    jam = room.live(stock=3)
    held = room.place("otto", jam, 3).claim
    for who, quantity in (("ben", 1), ("bea", 2), ("mona", 1)):
        room.place(who, jam, quantity)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(held)
    return scenario


@story("claim.expired-and-one-wants-too-many")
def nobody_is_served_before_who_waits_longer(room: Room) -> Scenario:
    jam = room.live(stock=3)
    kept = room.place("otto", jam, 1).claim
    held = room.place("otto", jam, 2).claim
    assert kept != held
    for who, quantity in (("ben", 3), ("bea", 1)):
        room.place(who, jam, quantity)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(held)
    return scenario


@story("claim.expired-and-waits-again")
def who_was_away_stands_at_the_end_once_more(room: Room) -> Scenario:
    """Bea was served from the line and away; her second claim stands before her first one now."""
    jam = room.live(stock=1)
    otto = room.place("otto", jam).claim
    bea = room.place("bea", jam).claim
    for who in ("ben", "bea"):
        room.place(who, jam)
    room.release("otto", otto)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(bea)
    return scenario


@story("claim.moved")
def a_host_moves_somebody_to_the_head(room: Room) -> Scenario:
    jam = room.live(stock=1)
    for who in ("otto", "bea", "ben", "mona", "bea"):
        last = room.place(who, jam).claim
    ben = Claim.objects.get(buyer__name="Ben").pk
    with verify(room, "bea") as scenario:
        for claim, to in ((ben, "first"), (last, "first"), (ben, "last")):
            frame = {"claim_id": claim, "to": to, "reason": "she had asked on the phone"}
            room.must("hana", OverrideClaim.model_validate(frame))
    return scenario


@story("claim.held-by-hand")
def a_buyer_from_another_network_is_named(room: Room) -> Scenario:
    jam = room.live(stock=1)
    ann = {"variant_id": jam.pk, "price_version": 1, "name": "Ann", "network": "Instagram"}
    with verify(room, "bea") as scenario:
        room.must("sam", ClaimFor.model_validate(ann))
        room.must("hana", ClaimFor.model_validate(ann))
        room.place("bea", jam)
    return scenario


@story("claim.taken_over")
def she_comes_with_an_account(room: Room) -> Scenario:
    """What was claimed for Bea by hand, held and in line, is hers; what Ann claimed stays Ann's."""
    jam = room.live(stock=2)
    token = "a-secret-of-enough-letters"
    for name, quantity in (("Bee", 1), ("Ann", 1), ("Bee", 2), ("Ann", 1)):
        frame = {"variant_id": jam.pk, "price_version": 1, "name": name, "network": "Instagram"}
        room.must("sam", ClaimFor.model_validate(frame | {"quantity": quantity}))
        room.place("bea", jam)
    bee = Claim.objects.filter(buyer__name="Bee").first()
    assert bee is not None
    room.do("sam", LinkFor(buyer_id=bee.buyer_id, token_hash=invitations.hash_of(token)))
    with verify(room, "bea") as scenario:
        room.must("bea", TakeOver(token=token))
    return scenario


@story("claim.ordered")
def a_hold_becomes_a_sale(room: Room) -> Scenario:
    jam = room.live(stock=3)
    held = room.place("bea", jam, 2).claim
    with verify(room, "bea") as scenario:
        room.confirm("sam", held)
    return scenario


@story("claim.ordered-of-another")
def the_last_hold_of_an_ended_party_becomes_a_sale(room: Room) -> Scenario:
    """Bea hoped for it; now nothing can come."""
    jam = room.live(stock=1)
    held = room.place("ben", jam).claim
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    with verify(room, "bea") as scenario:
        room.confirm("sam", held)
    return scenario


@story("several-acts-in-one-turn")
def a_turn_of_many(room: Room) -> Scenario:
    """Two variants, four buyers, one turn: facts of different lines stand between each other."""
    party = room.draft()
    item = room.item(party, variants=[NewVariant(name="small", stock=1), NewVariant(name="large", stock=2)])
    room.must("hana", StartParty(party_id=party))
    small, large = Variant.objects.filter(item=item).order_by("place")
    held = room.place("otto", small).claim
    with verify(room, "bea") as scenario:
        answers = room.batch(
            room.ask("bea", place(large)),
            room.ask("ben", place(small)),
            room.ask("bea", place(small)),
            room.ask("otto", ReleaseClaim(claim_id=held)),
            room.ask("mona", place(large, 2)),
            room.ask("sam", FeatureItem(party_id=party, item_id=item.pk)),
        )
    assert all(answer.ok for answer in answers)
    return scenario
