"""Who led does not pay: the lot is offered to the next, at her own bid."""

import pytest

from chat.frames.moderation import BanMember
from livesell.app.protocol import Mine
from livesell.wire.codes import Code
from rooms.frames.auctions import (
    AcceptOffer,
    DeclineOffer,
)
from rooms.frames.parties import (
    EndParty,
    PauseParty,
)
from rooms.models.orders import OrderLine
from tests.support.lots import (
    bid,
    fails_to_pay,
    lapse,
    leader,
    opened,
    run_out,
    stands,
)
from tests.support.turns import MINUTE, Room, counts

pytestmark = pytest.mark.django_db


# The winner did not pay


def won(room: Room, **more: object) -> str:
    """Bea won it from Ben, who bid 300, and Otto, who bid 200."""
    lot = opened(room, **more)
    for who, amount in (("otto", 200), ("ben", 300), ("bea", 800)):
        assert bid(room, who, lot, amount).ok
    run_out(room, lot)
    assert leader(lot) == ("bea", 310)
    return lot


def test_of_two_runners_up_with_the_same_bid_the_earlier_one_is_asked(room: Room) -> None:
    lot = opened(room)
    for who, amount in (("ben", 300), ("bea", 300), ("otto", 500)):
        assert bid(room, who, lot, amount).ok
    run_out(room, lot)

    assert fails_to_pay(room, lot).event["auction"]["leader"]["name"] == "Ben"


def test_the_runner_up_is_offered_it_at_her_own_bid(room: Room) -> None:
    lot = won(room, offer_minutes=60)

    event = fails_to_pay(room, lot).event

    auction = event["auction"]
    assert (event["type"], auction["state"]) == ("auction.offered", "offered")
    assert (auction["leader"]["name"], auction["price"], auction["reserve_met"]) == ("Ben", None, True)
    assert auction["offered_until"] == room.now + 60 * MINUTE
    assert counts(stands(lot).variant) == (1, 0, 0)


def test_her_own_part_of_the_snapshot_says_what_it_costs_her(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    own = {who: Mine.model_validate_json(room.entrance(who).mine).bids for who in ("ben", "bea", "otto")}
    assert [(one.auction_id, one.maximum) for one in own.pop("ben")] == [(lot, 300)]
    assert own == {"bea": [], "otto": []}


def test_who_accepts_owes_it(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    event = room.must("ben", AcceptOffer(auction_id=lot))

    assert (event["auction"]["outcome"], event["auction"]["price"]) == ("sold", None)
    assert OrderLine.objects.get(source_id=lot, order__buyer_id=room.cast["ben"].user_id).price == 300
    assert counts(stands(lot).variant) == (0, 1, 0)


@pytest.mark.parametrize("move", [PauseParty, EndParty])
def test_an_offer_stands_in_a_pause_and_after_the_show_since_its_time_runs_on(room: Room, move: type) -> None:
    lot = won(room)
    fails_to_pay(room, lot)
    room.must("hana", move(party_id=stands(lot).variant.item.party_id))

    assert room.must("ben", AcceptOffer(auction_id=lot))["auction"]["outcome"] == "sold"


def test_who_declines_leaves_it_to_the_next_and_then_it_passes(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    assert room.must("ben", DeclineOffer(auction_id=lot))["auction"]["leader"]["name"] == "Otto"
    passed = room.must("otto", DeclineOffer(auction_id=lot))["auction"]
    assert (passed["outcome"], passed["price"], passed["leader"]) == ("passed", None, None)
    assert counts(stands(lot).variant) == (0, 0, 0)


def test_who_does_not_answer_is_passed_over(room: Room) -> None:
    lot = won(room, offer_minutes=60)
    fails_to_pay(room, lot)
    room.later(59)
    assert lapse(room, lot).code == Code.WRONG_STATE
    room.later(1)

    assert lapse(room, lot).event["auction"]["leader"]["name"] == "Otto"


def test_nobody_is_offered_it_below_the_reserve(room: Room) -> None:
    lot = won(room, reserve=250)
    fails_to_pay(room, lot)

    assert room.must("ben", DeclineOffer(auction_id=lot))["auction"]["outcome"] == "passed"


def test_the_banned_are_not_asked(room: Room) -> None:
    lot = won(room)
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted"))

    assert fails_to_pay(room, lot).event["auction"]["leader"]["name"] == "Otto"
    room.must("mona", BanMember(user_id=room.cast["otto"].user_id, reason="shouted"))
    assert (stands(lot).state, stands(lot).outcome) == ("closed", "passed")


def test_an_offer_is_answered_by_whom_it_was_made_to_and_only_while_it_stands(room: Room) -> None:
    lot = won(room)
    assert room.why_not("ben", AcceptOffer(auction_id=lot)) == Code.WRONG_STATE
    fails_to_pay(room, lot)

    assert room.why_not("otto", AcceptOffer(auction_id=lot)) == Code.FORBIDDEN
    assert room.why_not("otto", DeclineOffer(auction_id=lot)) == Code.FORBIDDEN
    assert bid(room, "otto", lot, 900).code == Code.TOO_LATE
    assert fails_to_pay(room, lot).code == Code.WRONG_STATE
