"""From an open order to one that can be paid: where it goes, which code is used, what it comes to, until when."""

from dataclasses import asdict, replace
from typing import Literal

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.checkout import agreements, news, terms
from rooms.checkout.agreements import Agreement, Off
from rooms.frames.orders import ConfirmOrder, DeliverOrder, RedeemCode
from rooms.models.orders import Bill, Delivery, Order
from rooms.models.terms import Discount as Offered
from rooms.orders import orders
from rooms.rules import orders as rules
from rooms.rules.money import shown
from rooms.rules.totals import Discount, Line, Parcel, Tax, Totals, reckon


class CloseOrder(Command):
    """The clock's own command: an order is still open an hour after its party's end."""

    type: Literal["order.close"] = "order.close"
    order_id: Id


def confirm(turn: Turn, frame: ConfirmOrder) -> Recorded:
    """Fix the sum; the time to pay begins."""
    order = orders.find(turn, frame.order_id, "buyer", "seller", "host")
    close(turn, order)
    return orders.tell(turn, order)


def close_by_clock(turn: Turn, frame: CloseOrder) -> Recorded:
    """What nobody confirmed is confirmed when its party is long over."""
    order = Order.objects.select_related("party", "discount").filter(pk=frame.order_id).first()
    if order is None or order.state != "open" or not may_close(order, turn.now):
        raise Refused(Code.WRONG_STATE)
    close(turn, order)
    return orders.tell(turn, order)


def deliver(turn: Turn, frame: DeliverOrder) -> Recorded:
    """Where it goes, said by the buyer; for a buyer by hand the seller says it, until she takes over.

    Another country may cost something else by what was agreed, so once it is paid the country stays. The same
    address again changes no sum.
    """
    order = orders.find(turn, frame.order_id, "buyer", "keeper")
    known = Delivery.objects.filter(order=order).first()
    moved = known is None or known.country != frame.country
    given = Delivery(**frame.model_dump(include={"name", "address", "country"}))
    same = known is not None and _is_one_place(known, given)
    if order.state not in ("open", "confirmed", "paid") or (moved and known and order.state == "paid"):
        raise Refused(Code.WRONG_STATE)
    Delivery.objects.update_or_create(
        order=order, defaults=frame.model_dump(include={"name", "address", "country", "note"})
    )
    if order.state == "confirmed" and not same:
        _bill_again(turn, order)
    return orders.tell(turn, order)


def redeem(turn: Turn, frame: RedeemCode) -> Recorded:
    """Use a code of the seller's: known, not run out, not used up, and not used by this buyer on another order."""
    order = orders.find(turn, frame.order_id, "buyer")
    if order.state not in rules.UNPAID:
        raise Refused(Code.WRONG_STATE)
    discount = Offered.objects.filter(
        room_id=turn.room_id, seller_id=order.seller_id, code=frame.code
    ).first()
    if discount is None or (discount.expires_at is not None and discount.expires_at <= turn.now):
        raise Refused(Code.NOT_FOUND)
    others = discount.orders.exclude(state="cancelled").exclude(pk=order.pk)
    if others.filter(buyer_id=order.buyer_id).exists():
        raise Refused(Code.LIMIT)
    if discount.most is not None and others.count() >= discount.most:
        raise Refused(Code.LIMIT)
    if not rules.is_good_in(order.party.currency, discount.currency, has_money=discount.has_money):
        raise Refused(Code.OTHER_CURRENCY, discount.currency)
    if missing := max(0, discount.goods_from - goods_of(order)):
        raise Refused(Code.GOODS_TOO_LOW, shown(missing, order.party.currency))
    order.discount = discount
    if order.state == "confirmed":
        _bill_again(turn, order, most=order.bill.shipping, off=agreements.Off.of(discount))
    return orders.tell(turn, order)


def close(turn: Turn, order: Order) -> None:
    """Confirm an open order; one from which all was taken off is let go. What comes to nothing is paid by the clock at
    once. The caller tells.
    """
    if not order.lines.filter(struck=False).exists():
        orders.move(order, "cancelled")
        return
    orders.move(order, "confirmed")
    total = bill(order, agreements.today(order)).total
    hours = order.bill.agreed["terms"]["pay_hours"]
    order.confirmed_at, order.pay_until = turn.now, turn.now + hours * rules.HOUR
    order.wake_at = rules.next_wake(turn.now, order.pay_until, 0) if total else turn.now
    news.write(order, "confirmed")


def may_close(order: Order, now: int) -> bool:
    """Whether its party is over for so long that the clock confirms it."""
    ended_at = order.party.ended_at
    return order.party.state == "ended" and ended_at is not None and ended_at + rules.CLOSE_AFTER <= now


def bill(order: Order, agreed: Agreement, most: int | None = None) -> Bill:
    """Write down what the order comes to by what was agreed. `most`: shipping is not more than that."""
    totals = reckoned(order, agreed, most)
    values = asdict(totals) | {
        "total": totals.total,
        "tax_rate": agreed.terms.tax_rate,
        "agreed": agreed.kept(),
    }
    order.bill = Bill.objects.update_or_create(order=order, defaults=values)[0]
    return order.bill


def _bill_again(turn: Turn, order: Order, most: int | None = None, off: Off | None = None) -> None:
    """A confirmed order comes to something else by its buyer's own doing: another place, or a code. What comes to
    nothing now is paid by the clock at once."""
    agreed = agreements.of(order)
    if not bill(order, replace(agreed, off=off or agreed.off), most).total:
        order.wake_at = turn.now


def reckoned(order: Order, agreed: Agreement, most: int | None = None) -> Totals:
    """What the order comes to by these terms."""
    delivery = _delivery(order)
    lines = lines_of(order, agreed)
    return reckon(
        lines,
        terms.shipping_of(agreed.terms),
        Tax(agreed.terms.tax_rate, agreed.terms.tax_included),
        _off(agreed.off, _goods(lines)),
        delivery.country if delivery else "",
        most,
        _parcel(order, delivery),
    )


def code_missing(order: Order, agreed: Agreement) -> int:
    """How much more of goods the order's code asks for before it takes anything off; 0 where it does."""
    return max(0, agreed.off.goods_from - goods_of(order)) if agreed.off else 0


def goods_of(order: Order) -> int:
    """What the lines that stand come to."""
    return sum(line.price * line.quantity for line in order.lines.all() if not line.struck)


def lines_of(order: Order, agreed: Agreement) -> list[Line]:
    """The lines that stand, as the rules know them."""
    return [
        Line(line.price, line.quantity, agreed.lines[line.pk].weight, gift=line.source == "giveaway")
        for line in sorted(order.lines.all(), key=lambda line: line.pk)
        if not line.struck
    ]


def _goods(lines: list[Line]) -> int:
    return sum(line.price * line.quantity for line in lines)


def _delivery(order: Order) -> Delivery | None:
    return Delivery.objects.filter(order=order).first()


def _parcel(order: Order, delivery: Delivery | None) -> Parcel:
    """What she bought of that seller at that party before, has not been sent, and goes to the same place, if known."""
    hers = Order.objects.filter(party_id=order.party_id, seller_id=order.seller_id, buyer_id=order.buyer_id)
    before = hers.filter(state__in=("confirmed", "paid"), pk__lt=order.pk).select_related("bill", "party")
    along = [one for one in before if _is_one_place(_delivery(one), delivery)]
    return Parcel(
        tuple(line for one in along for line in lines_of(one, agreements.of(one))),
        sum(one.bill.shipping for one in along),
    )


def _is_one_place(one: Delivery | None, other: Delivery | None) -> bool:
    """Whether both go to the same address, as far as it is known."""
    if one is None or other is None:
        return True
    return (one.name, one.address, one.country) == (other.name, other.address, other.country)


def _off(off: Off | None, goods: int) -> Discount:
    if off is None or goods < off.goods_from:
        return Discount()
    return Discount(off.points, off.amount)
