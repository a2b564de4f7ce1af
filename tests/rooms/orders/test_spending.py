"""A buyer's own limits, as they meet her claims."""

from typing import Any

import pytest

from livesell.wire.codes import Code
from rooms.frames.auctions import AcceptOffer, DeclineOffer, OpenAuction
from rooms.frames.orders import CancelOrder, SetLimits
from rooms.models.items import Variant
from rooms.orders import spending
from tests.support import lots
from tests.support.buying import DAY, confirmed, lapsed, paid
from tests.support.turns import Room, party_of, place

pytestmark = pytest.mark.django_db


def limits(room: Room, who: str = "ben", **more: Any) -> None:
    answer = room.do(who, SetLimits.model_validate({"currency": "EUR"} | more))
    assert answer.ok, answer.text
    assert answer.fact is None


def test_claims_beyond_a_day_s_limit_are_refused(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    limits(room, day=1_000)

    assert room.place("ben", jam, 2).ok
    assert room.place("ben", jam).code == Code.OWN_LIMIT
    assert room.place("bea", jam).ok


def test_within_one_batch_too(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    limits(room, day=1_000)

    answers = room.batch(*[room.ask("ben", place(jam)) for _ in range(3)])

    assert [answer.code for answer in answers] == [None, None, Code.OWN_LIMIT]


def test_what_was_bought_counts_and_after_a_day_no_more(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    limits(room, day=500, week=1_000)
    paid(room, "ben", jam)
    assert room.place("ben", jam).code == Code.OWN_LIMIT
    room.later(DAY + 1)
    paid(room, "ben", jam)
    room.later(DAY + 1)
    assert room.place("ben", jam).code == Code.OWN_LIMIT  # the week
    room.later(7 * DAY)

    assert room.place("ben", jam).ok


def test_what_waits_counts_and_what_was_given_back_does_not(room: Room) -> None:
    jam = room.live(stock=1, price=500)
    room.place("bea", jam)
    limits(room, day=500)
    claim = room.place("ben", jam).claim
    assert room.place("ben", jam).code == Code.OWN_LIMIT

    room.release("ben", claim)

    assert room.place("ben", jam).ok


def test_an_order_that_was_cancelled_does_not_count(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    limits(room, day=500)
    order = confirmed(room, "ben", jam)
    room.must("sam", CancelOrder(order_id=order.pk, reason="It broke."))

    assert room.place("ben", jam).ok


def test_time_runs_from_her_first_claim(room: Room) -> None:
    jam = room.live(stock=9)
    limits(room, minutes=30)
    assert room.place("ben", jam).ok
    room.later(29)
    assert room.place("ben", jam).ok
    room.later(1)
    assert room.place("ben", jam).code == Code.OWN_LIMIT
    room.later(DAY - 30)

    assert room.place("ben", jam).ok


def test_a_claim_that_is_refused_begins_no_day(room: Room) -> None:
    jam = room.live(stock=9)
    limits(room, minutes=30)
    assert room.place("ben", jam, 10).code == Code.TOO_MANY
    room.later(60)

    assert room.place("ben", jam).ok


def test_a_bid_is_what_she_may_have_to_pay(room: Room) -> None:
    lot = lots.opened(room)
    limits(room, day=500)

    assert lots.bid(room, "ben", lot, 501).code == Code.OWN_LIMIT
    assert lots.bid(room, "ben", lot, 300).ok
    assert lots.bid(room, "ben", lot, 500).ok  # two hundred more
    assert lots.bid(room, "ben", lot, 510).code == Code.OWN_LIMIT
    assert lots.bid(room, "bea", lot, 600).ok


def test_who_was_outbid_may_spend_it_elsewhere(room: Room) -> None:
    lot = lots.opened(room)
    limits(room, day=500)
    jelly = room.item(party_of(Variant.objects.get(auctions=lot)).pk, price=500).variants.get()
    lots.bid(room, "ben", lot, 500)
    assert room.place("ben", jelly).code == Code.OWN_LIMIT

    lots.bid(room, "bea", lot, 600)

    assert room.place("ben", jelly).ok


def test_who_left_two_orders_unpaid_bids_no_more(room: Room) -> None:
    jam = room.live(stock=9)
    lapsed(room, "ben", jam)
    lapsed(room, "ben", jam)
    lot = lots.put_up(room, jam)
    room.must("sam", OpenAuction(auction_id=lot))

    assert lots.bid(room, "ben", lot, 100).code == Code.UNPAID


def offered(room: Room) -> str:
    """A lot that Bea won from Ben, who would have paid 300, and does not pay for: it is on offer to him."""
    lot = lots.opened(room)
    lots.bid(room, "ben", lot, 300)
    lots.bid(room, "bea", lot, 800)
    lots.run_out(room, lot)
    assert lots.fails_to_pay(room, lot).event["auction"]["leader"]["name"] == "Ben"
    return lot


def test_an_offer_is_spent_when_it_is_taken_and_refused_beyond_a_limit(room: Room) -> None:
    lot = offered(room)
    jelly = room.item(lots.stands(lot).variant.item.party_id, price=500).variants.get()
    limits(room, day=500)
    claim = room.place("ben", jelly).claim  # an offer is nothing that she spends before she takes it

    assert room.why_not("ben", AcceptOffer(auction_id=lot)) == Code.OWN_LIMIT

    room.release("ben", claim)
    room.must("ben", AcceptOffer(auction_id=lot))
    assert room.place("ben", jelly).code == Code.OWN_LIMIT


def test_who_left_two_orders_unpaid_takes_no_offer_but_may_decline_it(room: Room) -> None:
    jam = room.live(stock=9)
    lapsed(room, "ben", jam)
    lot = lots.put_up(room, jam)
    room.must("sam", OpenAuction(auction_id=lot))
    lots.bid(room, "ben", lot, 300)
    lots.bid(room, "bea", lot, 800)
    lots.run_out(room, lot)
    lapsed(room, "ben", jam)
    lots.fails_to_pay(room, lot)

    assert room.why_not("ben", AcceptOffer(auction_id=lot)) == Code.UNPAID
    assert room.must("ben", DeclineOffer(auction_id=lot))["auction"]["outcome"] == "passed"


def test_a_limit_is_raised_after_a_day_and_lowered_at_once(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    limits(room, day=500)
    limits(room, day=1_000)
    assert room.place("ben", jam, 2).code == Code.OWN_LIMIT
    room.later(DAY)
    assert room.place("ben", jam, 2).ok

    limits(room, day=0)

    assert room.place("ben", jam).code == Code.OWN_LIMIT


def test_limits_hold_in_one_room_and_nobody_is_told(room: Room) -> None:
    start = room.offset(), room.offset("desk")

    limits(room, day=500)

    assert (room.offset(), room.offset("desk")) == start
    kept = spending.kept_of(room.id, room.cast["ben"].user_id)
    assert kept is not None
    assert kept.now.day == 500
    assert spending.kept_of(room.id, room.cast["bea"].user_id) is None
