"""Money that comes: in time, late, twice, too little, for what is gone; in whatever order it comes."""

import pytest
from django.db.models import Sum

from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.checkout import fulfilment
from rooms.checkout.settlement import SettleOrder
from rooms.clock import due
from rooms.frames.claims import ReleaseClaim
from rooms.frames.giveaways import RedrawGiveaway
from rooms.frames.orders import CancelOrder, ConfirmOrder, MarkPaid, NoteRefund
from rooms.frames.terms import SetTerms
from rooms.models.items import Variant
from rooms.models.orders import Order, OrderNews, Payment
from rooms.orders import sanctions
from rooms.rules.orders import mark_of
from tests.support.buying import confirmed, fresh, lapsed, order_of, paid, settle, settlement, wake
from tests.support.giveaways import drawn, enter, open_giveaway
from tests.support.lots import put_up
from tests.support.turns import Room, counts, party_of, state

pytestmark = pytest.mark.django_db


def owed(order: Order) -> int:
    return fulfilment.owed_back(fresh(order))


def told(kind: str) -> int:
    return OrderNews.objects.filter(kind=kind).count()


def wanted(room: Room, who: str, jam: Variant, quantity: int = 1) -> Order:
    order = order_of(room.place(who, jam, quantity).claim)
    if order.state == "open":
        room.must(who, ConfirmOrder(order_id=order.pk))
    return fresh(order)


# In time


def test_the_right_amount_pays_an_order(room: Room) -> None:
    order = confirmed(room, "ben", room.live())

    assert settle(room, order).event == {"type": "order.changed", "mark": mark_of(order.pk, room.offset())}

    assert (fresh(order).state, owed(order)) == ("paid", 0)
    assert told("paid") == 1


def test_the_seller_marks_an_open_order_as_paid_and_it_is_confirmed_by_that(room: Room) -> None:
    order = paid(room, "ben", room.live())

    assert (order.state, order.bill.total) == ("paid", 500)
    assert room.why_not("sam", MarkPaid(order_id=order.pk)) == Code.WRONG_STATE


def test_only_the_server_settles(room: Room) -> None:
    order = confirmed(room, "ben", room.live())

    assert room.why_not("hana", settlement(order)) == Code.FORBIDDEN


def test_an_order_that_comes_to_nothing_is_paid_by_the_clock_at_once(room: Room) -> None:
    order = confirmed(room, "ben", room.live(stock=1, price=0))

    (one,) = due.find(room.now)
    assert room.do("clock", one.frame, key=one.command_id).ok

    assert fresh(order).state == "paid"
    assert due.find(room.now) == []


# Twice


def test_the_same_news_under_the_same_id_is_one_payment(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    frame = settlement(order)

    first = room.do("clock", frame, key="stripe-evt_1")
    again = room.do("clock", frame, key="stripe-evt_1")

    assert first == again
    assert Payment.objects.count() == 1


def test_the_same_payment_in_other_news_changes_nothing(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    frame = settlement(order)
    room.do("clock", frame, key="stripe-evt_1")

    assert room.do("clock", frame, key="stripe-evt_2").code == Code.WRONG_STATE
    assert (Payment.objects.count(), owed(order)) == (1, 0)


def test_a_second_payment_is_owed_back_and_both_are_told(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    settle(room, order)

    settle(room, order)

    assert (fresh(order).state, owed(order)) == ("paid", 500)
    assert {one.to_id for one in OrderNews.objects.filter(kind="owed_back")} == {
        order.buyer_id,
        order.seller_id,
    }


# Wrong


@pytest.mark.parametrize(("amount", "currency"), [(499, "EUR"), (501, "EUR"), (500, "USD"), (0, "EUR")])
def test_another_amount_or_currency_pays_nothing_and_is_owed_back(
    room: Room, amount: int, currency: str
) -> None:
    order = confirmed(room, "ben", room.live())

    assert settle(room, order, amount, currency=currency).ok

    assert (fresh(order).state, owed(order)) == ("confirmed", amount)


def test_money_for_an_order_that_is_not_there_is_refused(room: Room) -> None:
    frame = SettleOrder(order_id=new_id(), provider="stripe", reference="pi_1", amount=500, currency="EUR")

    assert room.why_not("clock", frame) == Code.NOT_FOUND


def test_an_open_order_has_no_sum_that_could_be_paid(room: Room) -> None:
    order = order_of(room.place("ben", room.live(first_paid=True)).claim)
    frame = SettleOrder(order_id=order.pk, provider="stripe", reference="pi_1", amount=500, currency="EUR")

    assert room.why_not("clock", frame) == Code.NOT_FOUND


def test_money_for_an_order_that_the_seller_cancelled_is_owed_back(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    room.must("sam", CancelOrder(order_id=order.pk, reason="It broke."))

    settle(room, order)

    assert (fresh(order).state, owed(order)) == ("cancelled", 500)


# Late


def test_money_that_comes_late_takes_the_order_up_again_if_all_is_still_there(room: Room) -> None:
    jam = room.live(stock=1)
    order = lapsed(room, "ben", jam)
    assert sanctions.in_force(room.id, order.buyer_id, room.now)[0] == 1

    settle(room, order)

    assert (fresh(order).state, fresh(order).lapsed, owed(order)) == ("paid", False, 0)
    assert counts(jam) == (0, 1, 0)
    assert sanctions.in_force(room.id, order.buyer_id, room.now)[0] == 0


def test_money_that_comes_too_late_is_owed_back(room: Room) -> None:
    jam = room.live(stock=1)
    order = lapsed(room, "ben", jam)
    bea = room.place("bea", jam).claim

    settle(room, order)

    assert (fresh(order).state, owed(order)) == ("cancelled", 500)
    assert (state(bea), counts(jam)) == ("held", (1, 0, 0))
    assert told("owed_back") == 2


def test_late_money_jumps_no_line(room: Room) -> None:
    """One jar is free again, one is an open lot; Bea waits for two."""
    jam = room.live(stock=2)
    order = confirmed(room, "ben", jam)
    put_up(room, jam)
    room.place("bea", jam, 2)
    room.later(24 * 60)
    while fresh(order).state == "confirmed":
        wake(room, order)

    settle(room, order)

    assert (fresh(order).state, owed(order)) == ("cancelled", 500)


def test_what_can_be_had_of_a_late_order_is_sold_and_the_rest_owed_back(room: Room) -> None:
    jam = room.live(stock=1)
    jelly = room.item(jam.item.party_id, stock=1, price=300).variants.get()
    room.confirm("sam", room.place("ben", jelly).claim)
    order = lapsed(room, "ben", jam)
    room.place("bea", jam)

    settle(room, order, 800)

    assert (fresh(order).state, fresh(order).bill.total, owed(order)) == ("paid", 300, 500)
    assert counts(jelly) == (0, 1, 0)


# First paid, first served


def test_nothing_is_held_for_a_claim_and_who_pays_first_is_served(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    ben, bea = wanted(room, "ben", jam), wanted(room, "bea", jam)
    assert counts(jam) == (0, 0, 0)

    settle(room, bea)
    assert counts(jam) == (0, 1, 0)
    settle(room, ben)

    assert (fresh(bea).state, owed(bea)) == ("paid", 0)
    assert (fresh(ben).state, owed(ben)) == ("cancelled", 500)
    assert [
        fact["event"]["reason"] for fact in room.facts() if fact["event"]["type"] == "claim.released"
    ] == ["late"]


def test_both_in_one_batch_and_one_is_served(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    orders = [wanted(room, who, jam) for who in ("ben", "bea", "otto")]

    answers = room.batch(*[room.ask("clock", settlement(order)) for order in orders])

    assert all(answer.ok for answer in answers)
    assert [fresh(order).state for order in orders] == ["paid", "cancelled", "cancelled"]
    assert counts(jam) == (0, 1, 0)


def test_what_is_sold_out_takes_no_more_claims(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    settle(room, wanted(room, "ben", jam))

    assert room.place("bea", jam).code == Code.STOCK_TAKEN


def test_who_is_late_for_a_part_pays_for_the_rest(room: Room) -> None:
    jam = room.live(stock=1, first_paid=True)
    jelly = room.item(jam.item.party_id, stock=1, price=300, first_paid=True).variants.get()
    room.place("ben", jelly)
    ben, bea = wanted(room, "ben", jam), wanted(room, "bea", jam)
    settle(room, bea)

    settle(room, ben)

    assert (fresh(ben).state, fresh(ben).bill.total, owed(ben)) == ("paid", 300, 500)


def test_a_claim_for_what_goes_to_who_pays_first_can_be_given_back_until_it_is_confirmed(room: Room) -> None:
    jam = room.live(stock=2, first_paid=True)
    first, second = room.place("ben", jam).claim, room.place("ben", jam).claim
    order = order_of(first)

    assert room.release("ben", first).ok
    room.must("ben", ConfirmOrder(order_id=order.pk))

    assert fresh(order).bill.total == 500
    assert room.release("ben", second).code == Code.WRONG_STATE


def test_given_back_in_the_batch_in_which_it_was_claimed(room: Room) -> None:
    """The second batch knows both by their rows, the first only what it has just made."""
    jam = room.live(stock=2, first_paid=True)
    claim = room.place("ben", jam).claim

    answers = room.batch(
        room.ask("ben", ReleaseClaim(claim_id=claim)), room.ask("ben", ReleaseClaim(claim_id=claim))
    )

    assert [answer.code for answer in answers] == [None, Code.WRONG_STATE]


def test_per_buyer_limits_hold_for_what_is_only_wanted(room: Room) -> None:
    jam = room.live(stock=9, first_paid=True, per_buyer_limit=1)
    room.place("ben", jam)

    assert room.place("ben", jam).code == Code.BUYER_LIMIT


# Given back


def test_a_refund_is_noted_and_never_more_than_came(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    settle(room, order)
    settle(room, order)

    assert room.why_not("sam", NoteRefund(order_id=order.pk, amount=1_001, reason="paid twice")) == Code.LIMIT
    room.must("sam", NoteRefund(order_id=order.pk, amount=500, reason="paid twice"))

    assert owed(order) == 0
    room.must("sam", NoteRefund(order_id=order.pk, amount=500, reason="broken, sorry"))
    assert room.why_not("sam", NoteRefund(order_id=order.pk, amount=1, reason="no")) == Code.LIMIT


def test_what_was_paid_for_a_cancelled_order_is_owed_back(room: Room) -> None:
    jam = room.live(stock=1)
    order = paid(room, "ben", jam)

    room.must("sam", CancelOrder(order_id=order.pk, reason="It broke."))

    assert (owed(order), counts(jam)) == (500, (0, 0, 0))
    assert Payment.objects.aggregate(all=Sum("amount"))["all"] == 500


def test_money_outside_for_what_is_gone_is_marked_once(room: Room) -> None:
    jam = room.live(stock=1)
    order = lapsed(room, "ben", jam)
    paid(room, "bea", jam)
    room.must("sam", MarkPaid(order_id=order.pk))

    assert room.why_not("sam", MarkPaid(order_id=order.pk)) == Code.WRONG_STATE
    assert owed(order) == 500


def test_where_nothing_stands_any_more_no_money_is_noted_that_nobody_sent(room: Room) -> None:
    """The provider's money came too late and is owed back already."""
    jam = room.live(stock=1)
    order = lapsed(room, "ben", jam)
    paid(room, "bea", jam)
    settle(room, order)

    assert room.why_not("sam", MarkPaid(order_id=order.pk)) == Code.WRONG_STATE
    assert (owed(order), Payment.objects.filter(order=order).count()) == (500, 1)


def test_what_was_struck_before_is_no_part_of_what_came(room: Room) -> None:
    """Ben's gift, which cost nothing to send, was drawn again when his order had lapsed."""
    rule = {"everywhere": {"by": "pieces", "first": 490, "further": 100}}
    room.do("sam", SetTerms.model_validate({"shipping": rule}))
    jam = room.live(stock=2)
    gift = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", gift)
    drawn(room, gift)
    order = lapsed(room, "ben", jam)
    assert order.bill.total == 990
    ben = room.cast["ben"].user_id
    room.must("sam", RedrawGiveaway(giveaway_id=gift, winner_id=ben, reason="no answer"))

    room.must("sam", MarkPaid(order_id=order.pk))

    assert (fresh(order).state, fresh(order).bill.total, owed(order)) == ("paid", 990, 0)
    assert Payment.objects.get(order=order).amount == 990
