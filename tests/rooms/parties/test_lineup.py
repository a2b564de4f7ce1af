"""Many sellers in one party: their turns, the stage, and that each sees to what is hers alone."""

import pytest

from chat.frames.moderation import BanMember
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.auctions import OpenAuction, PauseAuction, ResumeAuction
from rooms.frames.claims import ConfirmClaim, ReleaseClaim
from rooms.frames.items import EditItem, FeatureItem, MoveItem, NoteItem, PinItem, SetStock, WithdrawItem
from rooms.frames.lineup import HandOnStage, SetLineup, Slot
from rooms.frames.parties import EndParty, ScheduleParty
from rooms.frames.rooms import SetRole
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item
from rooms.models.parties import Party
from tests.support import lots
from tests.support.giveaways import open_giveaway
from tests.support.turns import MINUTE, NOON, Room, counts, line, party_of, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(room: Room) -> str:
    """A live party of Sam's and Ben's, both in the line-up, an item each."""
    room.give("ben", "seller")
    party = party_of(room.live(stock=5)).pk
    room.item(party, seller="ben", title="Ben's jam")
    room.must("hana", lineup(room, party, "sam", "ben"))
    return party


def lineup(room: Room, party: str, *names: str) -> SetLineup:
    slots = [Slot(seller_id=room.cast[name].user_id, minutes=30) for name in names]
    return SetLineup(party_id=party, slots=slots)


def on_stage(room: Room, party: str) -> str:
    found = Party.objects.get(pk=party).on_stage
    return next((name for name, actor in room.cast.items() if actor.user_id == found), "")


def test_the_turns_are_told_in_their_order(room: Room, party: str) -> None:
    event = room.must("hana", lineup(room, party, "ben", "hana"))

    assert [(slot["seller"]["name"], slot["minutes"]) for slot in event["lineup"]["slots"]] == [
        ("Ben", 30),
        ("Hana", 30),
    ]
    assert (event["lineup"]["on_stage"], event["lineup"]["since"]) == (None, None)


def test_the_line_up_of_a_draft_is_a_note_on_the_desk(room: Room) -> None:
    before = room.offset()
    assert room.must("hana", lineup(room, room.draft(), "sam"))["type"] == "draft.changed"
    assert room.offset() == before


@pytest.mark.parametrize("names", [("sam", "sam"), ("sam", "bea"), ("mona",)])
def test_a_line_up_holds_sellers_of_the_room_each_once(
    room: Room, party: str, names: tuple[str, ...]
) -> None:
    assert room.why_not("hana", lineup(room, party, *names)) == Code.NOT_FOUND


def test_a_party_that_is_over_has_no_turns_any_more(room: Room, party: str) -> None:
    room.must("hana", EndParty(party_id=party))

    assert room.why_not("hana", lineup(room, party, "sam")) == Code.OVER
    assert room.why_not("hana", HandOnStage(party_id=party)) == Code.OVER


def test_the_stage_goes_from_one_to_the_next_and_to_nobody_after_the_last(room: Room, party: str) -> None:
    event = room.must("hana", HandOnStage(party_id=party))
    sam = room.cast["sam"].user_id
    assert (event["lineup"]["on_stage"], event["lineup"]["since"]) == (sam, NOON)

    room.must("sam", HandOnStage(party_id=party))
    assert on_stage(room, party) == "ben"
    assert room.must("ben", HandOnStage(party_id=party))["lineup"]["on_stage"] is None


def test_who_has_the_stage_or_a_host_hands_it_on_and_nobody_else(room: Room, party: str) -> None:
    back = HandOnStage(party_id=party, seller_id=room.cast["sam"].user_id)
    assert room.why_not("sam", back) == Code.FORBIDDEN
    room.must("hana", back)
    assert room.why_not("ben", HandOnStage(party_id=party)) == Code.FORBIDDEN
    assert room.why_not("hana", back) == Code.WRONG_STATE
    room.must("sam", HandOnStage(party_id=party))
    assert room.must("ben", back)["lineup"]["on_stage"] == room.cast["sam"].user_id


def test_the_stage_is_handed_to_sellers_of_the_line_up_only(room: Room, party: str) -> None:
    for who in ("hana", "bea"):
        frame = HandOnStage(party_id=party, seller_id=room.cast[who].user_id)
        assert room.why_not("hana", frame) == Code.NOT_FOUND
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))
    room.must("hana", HandOnStage(party_id=party))

    assert on_stage(room, party) == "ben"


def test_there_is_no_stage_before_the_show(room: Room) -> None:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    assert room.why_not("hana", HandOnStage(party_id=party)) == Code.NOT_LIVE


def test_who_is_taken_out_of_the_line_up_leaves_the_stage_and_others_keep_it(room: Room, party: str) -> None:
    room.must("hana", HandOnStage(party_id=party))
    room.must("hana", lineup(room, party, "ben", "sam"))
    assert on_stage(room, party) == "sam"
    room.must("hana", lineup(room, party, "ben"))
    assert on_stage(room, party) == ""


# What is hers alone


def test_a_seller_shows_her_own_items_while_nobody_else_has_the_stage(room: Room, party: str) -> None:
    sams, bens = Party.objects.get(pk=party).items.order_by("number")
    assert room.why_not("ben", FeatureItem(party_id=party, item_id=sams.pk)) == Code.FORBIDDEN
    room.must("ben", FeatureItem(party_id=party, item_id=bens.pk))
    assert room.why_not("sam", FeatureItem(party_id=party, item_id=None)) == Code.FORBIDDEN
    room.must("hana", HandOnStage(party_id=party))
    assert room.why_not("ben", FeatureItem(party_id=party, item_id=bens.pk)) == Code.FORBIDDEN
    room.must("sam", FeatureItem(party_id=party, item_id=sams.pk))
    room.must("hana", FeatureItem(party_id=party, item_id=bens.pk))


def test_another_seller_opens_and_resumes_no_lot_during_somebody_s_turn(room: Room, party: str) -> None:
    bens = Party.objects.get(pk=party).items.order_by("number")[1].variants.get()
    lot = lots.put_up(room, bens, "ben")
    room.must("hana", HandOnStage(party_id=party))

    assert room.why_not("ben", OpenAuction(auction_id=lot)) == Code.FORBIDDEN
    room.must("hana", OpenAuction(auction_id=lot))
    room.must("ben", PauseAuction(auction_id=lot))
    assert room.why_not("ben", ResumeAuction(auction_id=lot)) == Code.FORBIDDEN
    room.must("sam", HandOnStage(party_id=party))
    room.must("ben", ResumeAuction(auction_id=lot))


def test_a_seller_changes_nothing_of_another_sellers(room: Room, party: str) -> None:
    sams = Party.objects.get(pk=party).items.order_by("number")[0]
    variant = sams.variants.get()
    claim = room.place("bea", variant).claim
    tries = [
        EditItem(item_id=sams.pk, title="Mine now"),
        SetStock(variant_id=variant.pk, stock=9),
        WithdrawItem(item_id=sams.pk),
        PinItem(item_id=sams.pk, pinned=True),
        MoveItem(item_id=sams.pk, before=None),
        NoteItem(item_id=sams.pk, note="hm"),
    ]

    assert {room.why_not("ben", frame) for frame in tries} == {Code.FORBIDDEN}
    assert room.why_not("ben", ConfirmClaim(claim_id=claim)) == Code.NOT_FOUND
    assert room.why_not("ben", ReleaseClaim(claim_id=claim)) == Code.NOT_FOUND


def test_a_party_of_another_room_or_of_none_has_no_stage(room: Room) -> None:
    assert room.why_not("hana", HandOnStage(party_id=new_id())) == Code.NOT_FOUND


# Who is shut out


def shut_out(room: Room, who: str = "sam") -> None:
    room.must("mona", BanMember(user_id=room.cast[who].user_id, reason="sold what was not there"))


def test_a_seller_who_is_shut_out_leaves_the_line_up_and_the_next_has_the_stage(
    room: Room, party: str
) -> None:
    room.must("hana", HandOnStage(party_id=party))
    before = room.offset()

    shut_out(room)

    assert on_stage(room, party) == "ben"
    (told,) = [
        fact["event"] for fact in room.facts(after=before) if fact["event"]["type"] == "lineup.changed"
    ]
    assert [slot["seller"]["name"] for slot in told["lineup"]["slots"]] == ["Ben"]


def test_who_sells_no_more_leaves_the_line_up_too_and_her_items_stay(room: Room, party: str) -> None:
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert [seller for seller, _ in Party.objects.get(pk=party).lineup] == [room.cast["ben"].user_id]
    assert not Item.objects.filter(withdrawn=True).exists()


def test_what_she_sells_is_off_sale_and_the_others_sell_on(room: Room, party: str) -> None:
    jam = Item.objects.get(party=party, seller_id=room.cast["sam"].user_id).variants.get()
    hers = room.item(room.draft(), title="For Saturday")
    held, waits = room.place("bea", jam, 5).claim, room.place("otto", jam).claim

    shut_out(room)

    assert set(Item.objects.filter(withdrawn=True)) == {jam.item, hers}
    assert (state(held), state(waits), line(jam)) == ("held", "released", [])  # a host sees to it
    assert room.confirm("hana", held).ok
    assert room.place("otto", jam).code == Code.WITHDRAWN


def test_her_lots_and_giveaways_are_over_and_nobody_is_served_from_them(room: Room, party: str) -> None:
    jam = Item.objects.get(party=party, seller_id=room.cast["sam"].user_id).variants.get()
    gift = open_giveaway(room, party, giver="sam", variant_id=jam.pk)
    lot, offered = lots.put_up(room, jam), lots.put_up(room, jam)
    room.must("sam", OpenAuction(auction_id=offered))
    lots.bid(room, "otto", offered, 100)
    lots.bid(room, "bea", offered, 200)
    lots.run_out(room, offered)
    lots.fails_to_pay(room, offered)
    waits = room.place("bea", jam, 3).claim

    shut_out(room)

    assert [lots.stands(one).outcome for one in (lot, offered)] == ["void", "void"]
    assert Giveaway.objects.get(pk=gift).state == "cancelled"
    assert (counts(jam), state(waits)) == ((0, 0, 0), "released")


def test_what_was_over_before_stays_as_it_was(room: Room, party: str) -> None:
    room.must("hana", EndParty(party_id=party))

    shut_out(room)

    assert not Item.objects.filter(withdrawn=True).exists()
    assert len(Party.objects.get(pk=party).lineup) == 2
