"""Giveaways on the real database: opened, entered, left; each refusal by its name."""

from typing import Any

import pytest

from chat.frames.moderation import BanMember, UnbanMember
from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.ledger import proof
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.claims import ConfirmClaim
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway
from rooms.frames.items import SetStock, WithdrawItem
from rooms.frames.orders import ConfirmOrder
from rooms.frames.parties import EndParty, PauseParty, ScheduleParty
from rooms.frames.rooms import FollowRoom, SetRole
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.giveaways import Entry, Giveaway, Seed
from rooms.rules import giveaways as rules
from tests.support.buying import fresh, order_of, settle
from tests.support.giveaways import drawn, enter, live_party, open_giveaway, winners
from tests.support.turns import MINUTE, NOON, Room, counts, open_room, party_of, place, with_roles

pytestmark = pytest.mark.django_db


def opening(party: str, **more: Any) -> OpenGiveaway:
    return OpenGiveaway(**({"party_id": party, "prize": "A jar"} | more))


def ban(room: Room, who: str) -> None:
    room.must("mona", BanMember(user_id=room.cast[who].user_id, reason="shouted"))


def cancel(room: Room, giveaway: str, *, by: str = "sam") -> Any:
    return room.do(by, CancelGiveaway(giveaway_id=giveaway, reason="the jar broke"))


# Opened


def test_a_giveaway_tells_the_hash_of_its_seed_and_when_it_closes(room: Room) -> None:
    event = room.must("sam", opening(live_party(room), seconds=90, eligible="buyers", places=2))

    view = event["giveaway"]
    assert (view["state"], view["entrants"], view["winners"]) == ("open", 0, [])
    assert (view["eligible"], view["places"], view["closes_at"]) == ("buyers", 2, NOON + 90_000)
    assert view["giver"]["name"] == "Sam"
    assert view["commitment"] == rules.commitment(Seed.objects.get(giveaway=view["id"]).value)


def test_a_prize_from_the_shelf_is_kept_a_unit_for_each_place(room: Room) -> None:
    jam = room.live(stock=3)

    open_giveaway(room, party_of(jam).pk, variant_id=jam.pk, places=2)

    assert counts(jam) == (2, 0, 0)


@pytest.mark.parametrize(
    ("before", "code"), [("draft", Code.NOT_LIVE), ("pause", Code.PAUSED), ("end", Code.OVER)]
)
def test_a_party_that_is_not_live_gives_nothing_away(room: Room, before: str, code: Code) -> None:
    party = room.draft() if before == "draft" else live_party(room)
    if before == "pause":
        room.must("hana", PauseParty(party_id=party))
    if before == "end":
        room.must("hana", EndParty(party_id=party))

    assert room.why_not("sam", opening(party)) == code


@pytest.mark.parametrize("who", ["ben", "mona"])
def test_who_does_not_sell_gives_nothing_away(room: Room, who: str) -> None:
    assert room.why_not(who, opening(live_party(room))) == Code.FORBIDDEN


def test_nobody_gives_away_what_another_sells_but_the_host(room: Room) -> None:
    jam = room.live(stock=2, seller="hana")
    frame = opening(party_of(jam).pk, variant_id=jam.pk)

    assert room.why_not("sam", frame) == Code.FORBIDDEN
    assert room.why_not("hana", frame) is None


def test_what_is_of_another_party_or_of_no_party_is_not_found(room: Room) -> None:
    jam = room.live()
    other = room.item(room.draft("Another")).variants.get()
    room.must("hana", ScheduleParty(party_id=party_of(other).pk, starts_at=NOON + MINUTE))

    for variant in (other.pk, new_id()):
        assert room.why_not("sam", opening(party_of(jam).pk, variant_id=variant)) == Code.NOT_FOUND
    assert room.why_not("sam", opening(new_id())) == Code.NOT_FOUND


def test_a_unit_that_somebody_holds_or_waits_for_is_not_given_away(room: Room) -> None:
    jam = room.live(stock=2)
    frame = opening(party_of(jam).pk, variant_id=jam.pk)
    room.place("ben", jam)

    assert room.why_not("sam", frame.model_copy(update={"places": 2})) == Code.STOCK_TAKEN
    room.place("bea", jam, 2)
    assert room.why_not("sam", frame) == Code.STOCK_TAKEN
    assert counts(jam) == (1, 0, 1)


def test_what_was_withdrawn_is_not_given_away(room: Room) -> None:
    jam = room.live()
    room.must("sam", WithdrawItem(item_id=jam.item_id))

    assert room.why_not("sam", opening(party_of(jam).pk, variant_id=jam.pk)) == Code.WITHDRAWN


def test_three_are_open_at_a_time(room: Room) -> None:
    party = live_party(room)
    for _ in range(rules.MAX_OPEN):
        first = open_giveaway(room, party)

    assert room.why_not("sam", opening(party)) == Code.LIMIT
    assert cancel(room, first).ok
    assert room.why_not("sam", opening(party)) is None


def test_what_is_kept_cannot_be_claimed(room: Room) -> None:
    jam = room.live(stock=1)
    open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)

    assert room.place("ben", jam).event["type"] == "claim.waitlisted"
    assert room.why_not("sam", SetStock(variant_id=jam.pk, stock=0)) == Code.STOCK_TAKEN


# The seed


def test_nobody_can_read_the_seed_before_the_draw(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)
    seed = Seed.objects.get(giveaway=giveaway).value

    shown = show(room.id).model_dump_json()
    told = [
        *proof.lines(room.ledger()),
        *proof.lines(room.ledger("desk")),
        shown,
        *(answer.json for answer in room.last.answers),
    ]
    assert not [text for text in told if seed in text]
    drawn(room, giveaway)
    assert [line for line in proof.lines(room.ledger()) if seed in line]


# Entered


def test_an_entry_is_a_fact_with_a_name(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))

    answer = enter(room, "ben", giveaway)

    assert answer.event["entrant"] == {"id": room.cast["ben"].user_id, "name": "Ben"}
    entry = Entry.objects.get()
    assert answer.fact
    assert (entry.user_id, entry.offset) == (room.cast["ben"].user_id, answer.fact["offset"])
    assert Giveaway.objects.get().entrants == 1


def test_once_a_person_also_within_one_turn(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    frame = EnterGiveaway(giveaway_id=giveaway)

    answers = room.batch(room.ask("ben", frame), room.ask("bea", frame), room.ask("ben", frame))

    assert [answer.code for answer in answers] == [None, None, Code.LIMIT]
    assert enter(room, "ben", giveaway).code == Code.LIMIT
    assert Giveaway.objects.get().entrants == 2


@pytest.mark.parametrize("who", ["hana", "sam", "mona"])
def test_staff_do_not_take_part(room: Room, who: str) -> None:
    assert enter(room, who, open_giveaway(room, live_party(room))).code == Code.OWN_ITEM


def test_who_gave_it_does_not_take_part_though_she_sells_no_more(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert enter(room, "sam", giveaway).code == Code.OWN_ITEM


def test_the_banned_do_not_take_part(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    ban(room, "ben")

    assert enter(room, "ben", giveaway).code == Code.BANNED


def test_what_is_not_there_or_of_another_room_cannot_be_entered(room: Room, users: dict[str, User]) -> None:
    giveaway = open_giveaway(room, live_party(room))
    elsewhere = with_roles(open_room("hana", users))

    assert enter(room, "ben", new_id()).code == Code.NOT_FOUND
    assert enter(elsewhere, "ben", giveaway).code == Code.NOT_FOUND


def test_entries_end_at_the_announced_moment_before_the_clock_has_come(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), seconds=60)
    room.now += 59_999
    assert enter(room, "ben", giveaway).ok
    room.now += 1

    assert enter(room, "bea", giveaway).code == Code.WRONG_STATE


@pytest.mark.parametrize("move", [PauseParty, EndParty])
def test_neither_a_pause_nor_the_end_changes_the_announced_time(room: Room, move: type) -> None:
    party = live_party(room)
    giveaway = open_giveaway(room, party)
    room.must("hana", move(party_id=party))

    assert enter(room, "ben", giveaway).ok
    assert drawn(room, giveaway) == ["ben"]


def test_for_buyers_means_that_something_was_sold_to_her_in_this_party(room: Room) -> None:
    jam = room.live(stock=2)
    giveaway = open_giveaway(room, party_of(jam).pk, eligible="buyers")
    claim = room.place("ben", jam).claim

    assert enter(room, "ben", giveaway).code == Code.NOT_ELIGIBLE
    room.confirm("sam", claim)
    assert enter(room, "ben", giveaway).ok
    assert enter(room, "bea", giveaway).code == Code.NOT_ELIGIBLE


def test_a_gift_makes_nobody_a_buyer(room: Room) -> None:
    jam = room.live(stock=2)
    party = party_of(jam).pk
    first = open_giveaway(room, party, variant_id=jam.pk)
    enter(room, "ben", first)
    drawn(room, first)

    assert enter(room, "ben", open_giveaway(room, party, eligible="buyers")).code == Code.NOT_ELIGIBLE


def test_who_only_wants_what_goes_to_who_pays_first_is_a_buyer_when_she_paid(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    giveaway = open_giveaway(room, party_of(jam).pk, eligible="buyers")
    order = order_of(room.place("ben", jam).claim)

    assert enter(room, "ben", giveaway).code == Code.NOT_ELIGIBLE
    room.must("ben", ConfirmOrder(order_id=order.pk))
    assert enter(room, "ben", giveaway).code == Code.NOT_ELIGIBLE
    settle(room, fresh(order))
    assert enter(room, "ben", giveaway).ok


def test_who_wants_and_enters_in_one_batch_is_no_buyer_either(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    giveaway = open_giveaway(room, party_of(jam).pk, eligible="buyers")

    answers = room.batch(room.ask("ben", place(jam)), room.ask("ben", EnterGiveaway(giveaway_id=giveaway)))

    assert [one.code for one in answers] == [None, Code.NOT_ELIGIBLE]


def test_for_followers_means_those_who_follow_at_that_moment(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), eligible="followers")

    assert enter(room, "ben", giveaway).code == Code.NOT_ELIGIBLE
    room.must("ben", FollowRoom())
    assert enter(room, "ben", giveaway).ok


def test_what_was_done_before_in_the_same_turn_counts(room: Room) -> None:
    """Ben follows and enters, Bea's jar is sold and she enters, all in one batch."""
    jam = room.live()
    party = party_of(jam).pk
    fans, buyers = (open_giveaway(room, party, eligible=group) for group in ("followers", "buyers"))
    claim = room.place("bea", jam).claim

    answers = room.batch(
        room.ask("ben", EnterGiveaway(giveaway_id=fans)),
        room.ask("ben", FollowRoom()),
        room.ask("ben", EnterGiveaway(giveaway_id=fans)),
        room.ask("bea", EnterGiveaway(giveaway_id=buyers)),
        room.ask("sam", ConfirmClaim(claim_id=claim)),
        room.ask("bea", EnterGiveaway(giveaway_id=buyers)),
    )

    assert [one.code for one in answers] == [Code.NOT_ELIGIBLE, None, None, Code.NOT_ELIGIBLE, None, None]


def test_a_full_list_takes_nobody_more(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    Giveaway.objects.update(entrants=rules.MAX_ENTRANTS)

    assert enter(room, "ben", giveaway).code == Code.LIMIT
    Giveaway.objects.update(entrants=0)


# Left


def test_a_ban_takes_her_off_the_list(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)
    enter(room, "bea", giveaway)
    start = room.offset()

    ban(room, "ben")

    assert room.types(after=start)[:2] == ["member.banned", "giveaway.left"]
    assert drawn(room, giveaway) == ["bea"]


def test_a_ban_in_the_turn_of_the_draw_comes_first_or_not_at_all(room: Room) -> None:
    """By offset: who was banned before the list was frozen is not on it."""
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)
    room.later(10)
    frame = BanMember(user_id=room.cast["ben"].user_id, reason="shouted")

    answers = room.batch(room.ask("mona", frame), room.ask("clock", CloseGiveaway(giveaway_id=giveaway)))

    assert [answer.ok for answer in answers] == [True, True]
    assert winners(giveaway) == []


def test_who_comes_back_from_a_ban_may_enter_again(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)
    ban(room, "ben")
    room.must("mona", UnbanMember(user_id=room.cast["ben"].user_id, reason="said sorry"))

    assert enter(room, "ben", giveaway).ok
    assert Giveaway.objects.get().entrants == 1


def test_who_becomes_staff_is_off_the_list(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)

    room.give("ben", "moderator")

    assert room.facts()[-1]["event"]["reason"] == "staff"
    assert drawn(room, giveaway) == []
