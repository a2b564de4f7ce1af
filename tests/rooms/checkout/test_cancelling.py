"""What was not paid in time: reminders, the end, where it goes, and what follows for the buyer."""

import pytest

from livesell.wire.codes import Code
from rooms.checkout import fulfilment
from rooms.checkout.cancelling import WakeOrder
from rooms.clock import due
from rooms.frames.auctions import AcceptOffer
from rooms.frames.giveaways import EnterGiveaway, OpenGiveaway
from rooms.frames.orders import (
    AppealStep,
    CancelOrder,
    ConfirmOrder,
    FinishOrder,
    LetBuyer,
    LiftStep,
    MarkPaid,
    ShipOrder,
)
from rooms.frames.parties import EndParty
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.orders import Order, OrderNews
from rooms.orders import sanctions
from tests.support import lots
from tests.support.buying import DAY, HOUR, buy, confirmed, fresh, lapsed, paid, settle, wake
from tests.support.turns import MINUTE, Room, counts, party_of, state

pytestmark = pytest.mark.django_db


def mails_of(order: Order) -> list[str]:
    return [one.kind for one in OrderNews.objects.filter(order=order).order_by("pk")]


# Reminders


def test_the_buyer_is_reminded_twice_and_then_it_is_over(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    told = []
    for _ in range(25):
        told += [
            (one.frame.type, room.do("clock", one.frame, key=one.command_id).ok) for one in due.find(room.now)
        ]
        room.later(HOUR)

    assert told == [("order.wake", True)] * 3
    assert mails_of(order) == ["confirmed", "reminder", "reminder", "lapsed"]
    assert (fresh(order).state, fresh(order).lapsed) == ("cancelled", True)


def test_two_processes_that_find_the_same_remind_once(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    room.later(12 * HOUR)
    (one,), (other,) = due.find(room.now), due.find(room.now)

    assert room.do("clock", one.frame, key=one.command_id) == room.do(
        "clock", other.frame, key=other.command_id
    )
    assert mails_of(order).count("reminder") == 1


def test_a_clock_that_comes_twice_under_other_ids_reminds_once(room: Room) -> None:
    """As after a crash: the act was done, nobody heard so, and a second later it is looked at again."""
    order = confirmed(room, "ben", room.live())
    room.later(12 * HOUR)

    assert wake(room, order).ok
    assert wake(room, order).code == Code.WRONG_STATE
    assert mails_of(order).count("reminder") == 1


def test_who_paid_is_not_reminded(room: Room) -> None:
    paid(room, "ben", room.live())

    assert due.find(room.now + 3 * DAY * MINUTE) == []


def test_a_server_that_slept_reminds_no_more_when_it_is_over(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    room.later(2 * DAY)

    assert wake(room, order).ok
    assert (fresh(order).state, mails_of(order)) == ("cancelled", ["confirmed", "lapsed"])


def test_only_the_clock_wakes(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    room.later(DAY)

    assert room.why_not("hana", WakeOrder(order_id=order.pk)) == Code.FORBIDDEN


# Where it goes


def test_units_go_to_who_waits(room: Room) -> None:
    jam = room.live(stock=1)
    order = confirmed(room, "ben", jam)
    bea = room.place("bea", jam).claim
    room.later(DAY)

    assert wake(room, order).ok

    assert state(bea) == "held"
    assert counts(jam) == (1, 0, 0)
    assert room.types()[-3:] == ["claim.released", "claim.held", "order.changed"]


def test_also_long_after_the_end_and_she_has_a_day_to_come_back(room: Room) -> None:
    jam = room.live(stock=1)
    order = confirmed(room, "ben", jam)
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=order.party_id))
    room.later(DAY)

    wake(room, order)

    (held,) = [fact["event"] for fact in room.facts() if fact["event"]["type"] == "claim.held"][1:]
    assert held["claim"]["held_until"] == room.now + DAY * MINUTE


def test_without_anybody_in_line_they_are_on_sale_again(room: Room) -> None:
    jam = room.live(stock=2)
    lapsed(room, "ben", jam, 2)

    assert counts(jam) == (0, 0, 0)
    assert room.place("bea", jam, 2).ok


def test_the_room_does_not_learn_why(room: Room) -> None:
    """Not paid or called off by the seller: it reads the same."""
    jam = room.live(stock=2)
    off = confirmed(room, "bea", jam)
    not_paid = confirmed(room, "ben", jam)
    start = room.offset()
    room.must("sam", CancelOrder(order_id=off.pk, reason="It broke."))
    middle = room.offset()
    room.later(DAY)
    wake(room, not_paid)

    def said(first: int, last: int) -> list[tuple[str, str | None]]:
        facts = [fact for fact in room.facts(after=first) if fact["offset"] <= last]
        return [(fact["event"]["type"], fact["event"].get("reason")) for fact in facts]

    assert said(start, middle) == said(middle, room.offset())
    assert said(start, middle) == [("claim.released", "cancelled"), ("order.changed", None)]


def test_no_fact_says_which_order_it_is_or_that_two_are_of_one(room: Room) -> None:
    """The claim that is let go beside it says whose it was."""
    order = confirmed(room, "ben", room.live())
    room.must("sam", CancelOrder(order_id=order.pk, reason="It broke."))

    marks = [fact["event"]["mark"] for fact in room.facts() if fact["event"]["type"] == "order.changed"]
    assert len(marks) == len(set(marks)) >= 2
    assert order.pk not in str(room.facts()) + str(room.facts("desk"))


def test_a_cancelled_order_is_over(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    room.must("sam", CancelOrder(order_id=order.pk, reason="It broke."))

    assert fresh(order).reason == "It broke."
    for frame in (
        ConfirmOrder(order_id=order.pk),
        CancelOrder(order_id=order.pk, reason="Again."),
        ShipOrder(order_id=order.pk),
    ):
        assert room.why_not("sam", frame) == Code.WRONG_STATE
    assert room.why_not("sam", MarkPaid(order_id=order.pk)) == Code.WRONG_STATE


def test_a_lot_goes_to_the_runner_up_at_her_own_bid(room: Room) -> None:
    lot = lots.opened(room)
    lots.bid(room, "bea", lot, 150)
    lots.bid(room, "ben", lot, 300)
    lots.run_out(room, lot)
    order = Order.objects.get()
    room.must("ben", ConfirmOrder(order_id=order.pk))
    room.later(DAY)

    assert wake(room, order).ok

    assert room.types()[-2:] == ["auction.offered", "order.changed"]
    room.must("bea", AcceptOffer(auction_id=lot))
    hers = Order.objects.get(buyer_id=room.cast["bea"].user_id)
    assert [(line.source, line.price) for line in hers.lines.all()] == [("lot", 150)]


def test_late_money_for_a_lot_that_was_offered_on_is_owed_back(room: Room) -> None:
    lot = lots.opened(room)
    lots.bid(room, "ben", lot, 300)
    lots.run_out(room, lot)
    order = Order.objects.get()
    room.must("ben", ConfirmOrder(order_id=order.pk))
    room.later(DAY)
    wake(room, order)
    order = fresh(order)

    settle(room, order)

    assert (fresh(order).state, fulfilment.owed_back(fresh(order))) == ("cancelled", order.bill.total)


# Steps


def step(room: Room, who: str = "ben") -> int:
    return sanctions.in_force(room.id, room.cast[who].user_id, room.now)[0]


def test_one_is_a_notice_two_needs_a_seller_three_is_out(room: Room) -> None:
    jam = room.live(stock=9)
    lapsed(room, "ben", jam)
    assert step(room) == 1
    lapsed(room, "ben", jam)
    assert step(room) == 2
    assert room.place("ben", jam).code == Code.UNPAID

    assert room.do("sam", LetBuyer(user_id=room.cast["ben"].user_id)).ok
    lapsed(room, "ben", jam)

    assert step(room) == 3
    assert room.place("ben", jam).code == Code.UNPAID
    assert room.place("bea", jam).ok


def test_a_seller_lets_her_claim_from_this_seller_only(room: Room) -> None:
    room.give("otto", "seller")
    jam = room.live(stock=9, seller="sam")
    scarf = room.item(jam.item.party_id, seller="otto", stock=9).variants.get()
    lapsed(room, "ben", jam)
    lapsed(room, "ben", jam)
    room.do("sam", LetBuyer(user_id=room.cast["ben"].user_id))

    assert room.place("ben", jam).ok
    assert room.place("ben", scarf).code == Code.UNPAID


def test_steps_end_by_themselves(room: Room) -> None:
    jam = room.live(stock=9)
    for _ in range(3):
        room.do("sam", LetBuyer(user_id=room.cast["ben"].user_id))
        lapsed(room, "ben", jam)
    room.later(15 * DAY)
    assert step(room) == 2
    room.later(90 * DAY)

    assert step(room) == 0


def test_a_host_lifts_them_for_a_reason_that_the_desk_reads(room: Room) -> None:
    jam = room.live(stock=9)
    lapsed(room, "ben", jam)
    lapsed(room, "ben", jam)
    ben = room.cast["ben"].user_id
    room.must("ben", AppealStep(text="I was ill."))
    assert sanctions.all_in_force(room.id, room.now)[0].appeal == "I was ill."

    lifted = room.must("hana", LiftStep(user_id=ben, reason="Was ill."))

    assert (lifted["type"], lifted["step"], lifted["reason"]) == ("buyer.stepped", 0, "Was ill.")
    assert room.place("ben", jam).ok
    assert sanctions.all_in_force(room.id, room.now) == []
    assert room.why_not("hana", LiftStep(user_id=ben, reason="Again.")) == Code.WRONG_STATE


def test_the_room_reads_nothing_of_it(room: Room) -> None:
    lapsed(room, "ben", room.live())
    room.must("ben", AppealStep(text="I was ill."))

    assert not {"buyer.stepped", "buyer.appealed"} & set(room.types())
    assert "ill" not in str(room.facts())


def test_who_is_at_no_step_has_nothing_to_appeal(room: Room) -> None:
    assert room.why_not("ben", AppealStep(text="Why?")) == Code.WRONG_STATE


def test_nobody_lifts_her_own(room: Room) -> None:
    room.give("mona", "host")
    mona = room.cast["mona"].user_id

    assert room.why_not("mona", LiftStep(user_id=mona, reason="mine")) == Code.FORBIDDEN


def test_what_goes_to_who_pays_first_kept_nothing_and_counts_for_nothing(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    room.place("ben", jam)
    order = Order.objects.get()
    room.must("ben", ConfirmOrder(order_id=order.pk))
    room.later(DAY)

    assert wake(room, order).ok
    assert step(room) == 0


# Sent and done


def test_what_was_shipped_is_done_by_its_buyer_or_two_weeks_later(room: Room) -> None:
    jam = room.live(stock=2)
    ben, bea = paid(room, "ben", jam), paid(room, "bea", jam)
    for order in (ben, bea):
        room.must("sam", ShipOrder(order_id=order.pk, tracking="JD01"))
    room.must("ben", FinishOrder(order_id=ben.pk))
    assert wake(room, bea).code == Code.WRONG_STATE
    room.later(14 * DAY)

    (one,) = due.find(room.now)
    assert room.do("clock", one.frame, key=one.command_id).ok

    assert (fresh(ben).state, fresh(bea).state, fresh(bea).tracking) == ("done", "done", "JD01")
    assert room.why_not("ben", FinishOrder(order_id=ben.pk)) == Code.WRONG_STATE


def test_nothing_is_shipped_that_is_not_paid(room: Room) -> None:
    order = buy(room, "ben", room.live())

    assert room.why_not("sam", ShipOrder(order_id=order.pk)) == Code.WRONG_STATE
    assert room.why_not("ben", FinishOrder(order_id=order.pk)) == Code.WRONG_STATE


def test_who_waits_after_the_end_for_a_gift_that_is_let_go_is_told(room: Room) -> None:
    """A gift stays the winner's until it is drawn again: it is nothing to wait for."""
    jam = room.live(stock=1)
    frame = OpenGiveaway(
        party_id=party_of(jam).pk, prize="Jam", variant_id=jam.pk, eligible="everyone", places=1, seconds=60
    )
    gift = room.must("sam", frame)["giveaway"]["id"]
    room.must("ben", EnterGiveaway(giveaway_id=gift))
    bea = room.place("bea", jam).claim
    room.later(1)
    room.must("clock", CloseGiveaway(giveaway_id=gift))
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    assert state(bea) == "waitlisted"

    room.must("sam", CancelOrder(order_id=Order.objects.get().pk, reason="It broke."))

    assert state(bea) == "released"
    assert counts(jam) == (0, 1, 0)
