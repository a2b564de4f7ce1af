"""From an open order to one that can be paid: where it goes, codes, the sum, the time to pay."""

from typing import Any

import pytest

from livesell.wire.codes import Code
from rooms.checkout.billing import CloseOrder
from rooms.clock import due
from rooms.frames.orders import (
    CancelOrder,
    ConfirmOrder,
    DeliverOrder,
    FinishOrder,
    MarkPaid,
    NoteRefund,
    RedeemCode,
    ShipOrder,
)
from rooms.frames.parties import EndParty, StartParty
from rooms.frames.terms import DropDiscount, PieceRate, SetDiscount, SetTerms, ShippingRule
from rooms.models.orders import Order, OrderNews
from rooms.models.terms import Discount
from rooms.rules.orders import mark_of
from tests.support.buying import DAY, HOUR, buy, confirmed, fresh, order_of, paid
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db
HOME = {"name": "Ben Miller", "address": "12 Mill Lane, Leipzig", "country": "DE"}


def terms(room: Room, who: str = "sam", **more: Any) -> None:
    rule = {"everywhere": {"by": "pieces", "first": 490, "further": 100}}
    answer = room.do(who, SetTerms.model_validate({"shipping": rule} | more))
    assert answer.ok, answer.text


def deliver(order: Order, **more: Any) -> DeliverOrder:
    return DeliverOrder.model_validate({"order_id": order.pk} | HOME | more)


def redeem(order: Order, code: str = "spring") -> RedeemCode:
    return RedeemCode(order_id=order.pk, code=code)


def end(room: Room, order: Order) -> None:
    room.must("hana", EndParty(party_id=order.party_id))


# Confirmed


def test_a_confirmed_order_has_a_sum_and_a_day_to_pay(room: Room) -> None:
    terms(room, tax_rate=1_900, tax_included=False)
    order = buy(room, "ben", room.live(stock=3), 3)

    room.must("ben", ConfirmOrder(order_id=order.pk))

    order = fresh(order)
    assert (order.state, order.confirmed_at, order.pay_until) == (
        "confirmed",
        room.now,
        room.now + DAY * MINUTE,
    )
    bill = order.bill
    assert (bill.goods, bill.shipping, bill.tax, bill.total) == (1_500, 690, 416, 2_606)
    assert [(one.kind, one.to_id) for one in OrderNews.objects.all()] == [("confirmed", order.buyer_id)]


def test_the_seller_gives_another_time_to_pay(room: Room) -> None:
    terms(room, pay_hours=48)

    order = confirmed(room, "ben", room.live())

    assert order.pay_until == room.now + 2 * DAY * MINUTE


@pytest.mark.parametrize("who", ["ben", "sam", "hana"])
def test_an_order_is_confirmed_by_its_buyer_its_seller_or_a_host(room: Room, who: str) -> None:
    assert room.do(who, ConfirmOrder(order_id=buy(room, "ben", room.live()).pk)).ok


@pytest.mark.parametrize("who", ["bea", "otto", "mona"])
def test_to_others_an_order_does_not_exist(room: Room, who: str) -> None:
    order = buy(room, "ben", room.live())

    for frame in (
        ConfirmOrder(order_id=order.pk),
        deliver(order),
        redeem(order),
        MarkPaid(order_id=order.pk),
        ShipOrder(order_id=order.pk),
        FinishOrder(order_id=order.pk),
        CancelOrder(order_id=order.pk, reason="why"),
        NoteRefund(order_id=order.pk, amount=1, reason="why"),
    ):
        assert room.why_not(who, frame) == Code.NOT_FOUND


def test_another_seller_sees_nothing_of_it(room: Room) -> None:
    room.give("otto", "seller")
    order = buy(room, "ben", room.live(seller="sam"))

    assert room.why_not("otto", MarkPaid(order_id=order.pk)) == Code.NOT_FOUND


def test_each_side_does_what_is_hers(room: Room) -> None:
    order = buy(room, "ben", room.live())

    assert room.why_not("ben", MarkPaid(order_id=order.pk)) == Code.FORBIDDEN
    assert room.why_not("ben", CancelOrder(order_id=order.pk, reason="why")) == Code.FORBIDDEN
    assert room.why_not("sam", deliver(order)) == Code.FORBIDDEN
    assert room.why_not("sam", FinishOrder(order_id=order.pk)) == Code.FORBIDDEN
    assert room.why_not("hana", NoteRefund(order_id=order.pk, amount=1, reason="why")) == Code.FORBIDDEN


def test_what_is_bought_after_that_stands_on_a_new_order(room: Room) -> None:
    jam = room.live(stock=2)
    first = confirmed(room, "ben", jam)

    second = buy(room, "ben", jam)

    assert second.pk != first.pk
    assert room.why_not("ben", ConfirmOrder(order_id=first.pk)) == Code.WRONG_STATE


def test_a_second_order_goes_into_the_parcel_of_the_first(room: Room) -> None:
    terms(room)
    jam = room.live(stock=9)
    first, second = confirmed(room, "ben", jam), confirmed(room, "ben", jam, 2)

    assert (first.bill.shipping, second.bill.shipping) == (490, 200)
    assert confirmed(room, "bea", jam).bill.shipping == 490


def test_what_was_sent_already_or_goes_elsewhere_is_another_parcel(room: Room) -> None:
    terms(room)
    jam = room.live(stock=9)
    first, second = confirmed(room, "ben", jam), confirmed(room, "ben", jam)
    room.must("ben", deliver(first))

    room.must("ben", deliver(second))
    assert fresh(second).bill.shipping == 100
    room.must("ben", deliver(second, address="1 Other Street, Leipzig"))
    assert fresh(second).bill.shipping == 490

    for order in (first, second):
        room.must("sam", MarkPaid(order_id=order.pk))
        room.must("sam", ShipOrder(order_id=order.pk))
    assert confirmed(room, "ben", jam).bill.shipping == 490


def test_an_order_that_is_let_go_makes_no_other_dearer(room: Room) -> None:
    terms(room)
    room.do("sam", SetDiscount(code="SPRING", amount=100))
    jam = room.live(stock=9)
    first, second = confirmed(room, "ben", jam), confirmed(room, "ben", jam)
    room.must("sam", CancelOrder(order_id=first.pk, reason="It broke."))

    room.must("ben", redeem(second))

    assert (fresh(second).bill.shipping, fresh(second).bill.total) == (100, 500)


def test_the_clock_confirms_an_hour_after_the_end(room: Room) -> None:
    order = buy(room, "ben", room.live())
    end(room, order)
    room.later(HOUR - 1)
    assert room.why_not("clock", CloseOrder(order_id=order.pk)) == Code.WRONG_STATE
    assert due.find(room.now) == []
    room.later(1)

    (one,) = due.find(room.now)
    assert room.do("clock", one.frame, key=one.command_id).ok

    assert fresh(order).state == "confirmed"
    assert due.find(room.now) == []


def test_only_the_clock_closes_by_the_clock(room: Room) -> None:
    order = buy(room, "ben", room.live())

    assert room.why_not("hana", CloseOrder(order_id=order.pk)) == Code.FORBIDDEN


# Delivered


def test_the_country_says_what_sending_costs_also_after_the_sum_was_fixed(room: Room) -> None:
    region = {"countries": ["DE"], "rate": {"by": "pieces", "first": 300}}
    everywhere = {"by": "weight", "bands": [{"up_to": 500, "price": 900}], "above": 2_000}
    terms(room, shipping={"everywhere": everywhere, "regions": [region]})
    order = confirmed(room, "ben", room.live(stock=2, weight=400), 2)
    assert order.bill.shipping == 1_800  # two parcels, not a heavy one

    room.must("ben", deliver(order))

    order = fresh(order)
    assert (order.bill.shipping, order.delivery.address) == (300, "12 Mill Lane, Leipzig")


def test_an_address_is_not_written_in_any_ledger(room: Room) -> None:
    order = confirmed(room, "ben", room.live())

    fact = room.do("ben", deliver(order, note="Ring twice")).fact

    assert fact is not None
    assert fact["event"] == {"type": "order.changed", "mark": mark_of(order.pk, fact["offset"])}
    whole = str(room.facts()) + str(room.facts("desk"))
    assert "Mill Lane" not in whole
    assert "Ring twice" not in whole


def test_a_paid_order_may_be_sent_to_another_house_and_not_to_another_country(room: Room) -> None:
    order = buy(room, "ben", room.live())
    room.must("ben", deliver(order))
    room.must("sam", MarkPaid(order_id=order.pk))

    assert room.do("ben", deliver(order, address="1 Kiln Road, Leipzig")).ok
    assert room.why_not("ben", deliver(order, country="NZ")) == Code.WRONG_STATE
    room.must("sam", ShipOrder(order_id=order.pk))
    assert room.why_not("ben", deliver(order)) == Code.WRONG_STATE


def test_a_paid_order_without_an_address_is_given_one(room: Room) -> None:
    order = paid(room, "ben", room.live())

    assert room.do("ben", deliver(order)).ok


# Terms


def test_terms_stand_still_while_somebody_owes_or_the_seller_is_on_air(room: Room) -> None:
    jam = room.live()
    frame = SetTerms(shipping=ShippingRule(everywhere=PieceRate(first=0)))
    assert room.why_not("sam", frame) == Code.WRONG_STATE
    order = buy(room, "ben", jam)
    end(room, order)
    assert room.why_not("sam", frame) == Code.WRONG_STATE

    room.must("ben", ConfirmOrder(order_id=order.pk))

    assert room.do("sam", frame).ok


def test_a_party_may_have_terms_of_its_own(room: Room) -> None:
    terms(room)
    party = room.draft()
    item = room.item(party)
    terms(room, party_id=party, shipping={"everywhere": {"by": "pieces", "first": 0}})
    room.must("hana", StartParty(party_id=party))

    assert confirmed(room, "ben", item.variants.get()).bill.shipping == 0
    room.must("hana", EndParty(party_id=party))
    again = SetTerms(party_id=party, shipping=ShippingRule(everywhere=PieceRate(first=1)))
    assert room.why_not("sam", again) == Code.OVER


def test_terms_are_each_seller_s_own(room: Room) -> None:
    terms(room, who="hana", tax_rate=700)

    assert confirmed(room, "ben", room.live(seller="sam")).bill.shipping == 0


# Discount codes


def discount(room: Room, **more: Any) -> None:
    answer = room.do("sam", SetDiscount.model_validate({"code": "Spring", "points": 1_000} | more))
    assert answer.ok, answer.text
    assert answer.fact is None


def test_a_code_takes_its_part_off_whatever_its_letters(room: Room) -> None:
    discount(room)
    order = buy(room, "ben", room.live())

    room.must("ben", redeem(order, "sPRING"))
    room.must("ben", ConfirmOrder(order_id=order.pk))

    assert (fresh(order).bill.discount, fresh(order).bill.total) == (50, 450)


def test_a_code_may_be_used_until_the_order_is_paid(room: Room) -> None:
    discount(room)
    order = confirmed(room, "ben", room.live())

    room.must("ben", redeem(order))
    assert fresh(order).bill.total == 450

    room.must("sam", MarkPaid(order_id=order.pk))
    assert room.why_not("ben", redeem(order)) == Code.WRONG_STATE


@pytest.mark.parametrize(
    "typed",
    [" plum 10-a ", "PLUM 10-A", "ＰＬＵＭ１０－Ａ", "plum10–a", "Plum\u200b10\u00ad-a", "plum\t10-a\n"],
)
def test_a_code_is_redeemed_as_people_copy_it(room: Room, typed: str) -> None:
    discount(room, code="Plum10-a")
    order = confirmed(room, "ben", room.live())

    room.must("ben", redeem(order, typed))

    assert fresh(order).bill.total == 450


def test_a_code_that_is_unknown_run_out_or_of_another_seller_is_no_code(room: Room) -> None:
    discount(room, code="OLD", expires_at=room.now)
    room.give("otto", "seller")
    room.do("otto", SetDiscount(code="HERS", points=5_000))
    order = buy(room, "ben", room.live())

    for code in ("NONE", "OLD", "HERS"):
        assert room.why_not("ben", redeem(order, code)) == Code.NOT_FOUND


def test_a_buyer_uses_a_code_once(room: Room) -> None:
    discount(room)
    jam = room.live(stock=3)
    first = confirmed(room, "ben", jam)
    room.must("ben", redeem(first))
    second = buy(room, "ben", jam)

    assert room.why_not("ben", redeem(second)) == Code.LIMIT
    room.must("sam", CancelOrder(order_id=first.pk, reason="broken"))
    assert room.do("ben", redeem(second)).ok


def test_a_code_is_used_by_so_many(room: Room) -> None:
    discount(room, most=1)
    jam = room.live(stock=3)
    room.must("ben", redeem(buy(room, "ben", jam)))

    assert room.why_not("bea", redeem(buy(room, "bea", jam))) == Code.LIMIT


def test_a_code_needs_its_sum_of_goods(room: Room) -> None:
    discount(room, goods_from=1_000)
    jam = room.live(stock=3)
    order = buy(room, "ben", jam)

    refused = room.do("ben", redeem(order))
    assert refused.code == Code.GOODS_TOO_LOW
    assert '"detail":"5.00 EUR"' in refused.text  # what is missing; the words are the page's
    buy(room, "ben", jam)
    assert room.do("ben", redeem(order)).ok


def test_a_dropped_code_is_kept_by_who_has_it(room: Room) -> None:
    discount(room)
    jam = room.live(stock=2)
    ben, bea = buy(room, "ben", jam), buy(room, "bea", jam)
    room.must("ben", redeem(ben))

    assert room.do("sam", DropDiscount(code="SPRING")).ok

    assert room.why_not("bea", redeem(bea)) == Code.NOT_FOUND
    room.must("ben", ConfirmOrder(order_id=ben.pk))
    assert fresh(ben).bill.discount == 50
    assert room.why_not("sam", DropDiscount(code="NEVER")) == Code.NOT_FOUND


def test_a_seller_has_so_many_codes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rooms.checkout.terms.MAX_DISCOUNTS", 1)
    discount(room)
    discount(room, points=2_000)  # the same again

    assert room.why_not("sam", SetDiscount(code="OTHER", points=1)) == Code.LIMIT
    assert Discount.objects.get().points == 2_000


@pytest.mark.parametrize("who", ["ben", "clock"])
def test_an_order_from_which_all_was_taken_off_is_let_go_and_nobody_is_asked_to_pay(
    room: Room, who: str
) -> None:
    claim = room.place("ben", room.live(first_paid=True)).claim
    order = order_of(claim)
    room.release("ben", claim)
    room.must("hana", EndParty(party_id=order.party_id))
    room.later(HOUR)

    room.must(who, ConfirmOrder(order_id=order.pk) if who == "ben" else CloseOrder(order_id=order.pk))

    assert fresh(order).state == "cancelled"
    assert not OrderNews.objects.exists()
