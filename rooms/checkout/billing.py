"""From an open order to one that can be paid: where it goes, which code is used, what it comes to, until when."""

from dataclasses import asdict

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.checkout import mails, terms
from rooms.frames.orders import ConfirmOrder, DeliverOrder, RedeemCode
from rooms.models.orders import Bill, Delivery, Order
from rooms.models.terms import Discount, Terms
from rooms.orders import orders
from rooms.rules import orders as rules
from rooms.rules.totals import Discount as Off, Line, Parcel, Tax, Totals, reckon


class CloseOrder(Command):
    """The clock's own command: an order is still open an hour after its party's end."""

    type: str = "order.close"
    order_id: str


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

    Another country may cost something else, so once it is paid the country stays.
    """
    order = orders.find(turn, frame.order_id, "buyer", "keeper")
    known = Delivery.objects.filter(order=order).first()
    moved = known is None or known.country != frame.country
    if order.state not in ("open", "confirmed", "paid") or (moved and known and order.state == "paid"):
        raise Refused(Code.WRONG_STATE)
    Delivery.objects.update_or_create(
        order=order, defaults=frame.model_dump(include={"name", "address", "country", "note"})
    )
    if order.state == "confirmed":
        bill(order)
    return orders.tell(turn, order)


def redeem(turn: Turn, frame: RedeemCode) -> Recorded:
    """Use a code of the seller's: known, not run out, not used up, and not used by this buyer on another order."""
    order = orders.find(turn, frame.order_id, "buyer")
    if order.state not in rules.UNPAID:
        raise Refused(Code.WRONG_STATE)
    discount = Discount.objects.filter(
        room_id=turn.room_id, seller_id=order.seller_id, code=frame.code
    ).first()
    if discount is None or (discount.expires_at is not None and discount.expires_at <= turn.now):
        raise Refused(Code.NOT_FOUND)
    others = discount.orders.exclude(state="cancelled").exclude(pk=order.pk)
    if others.filter(buyer_id=order.buyer_id).exists():
        raise Refused(Code.LIMIT)
    if discount.most is not None and others.count() >= discount.most:
        raise Refused(Code.LIMIT)
    if sum(line.price * line.quantity for line in lines_of(order)) < discount.goods_from:
        raise Refused(Code.WRONG_STATE)
    order.discount = discount
    if order.state == "confirmed":
        bill(order, most=order.bill.shipping)
    return orders.tell(turn, order)


def close(turn: Turn, order: Order) -> None:
    """Confirm an open order; one from which all was taken off is let go. What comes to nothing is paid by the clock at
    once. The caller tells.
    """
    if not order.lines.filter(struck=False).exists():
        orders.move(order, "cancelled")
        return
    orders.move(order, "confirmed")
    total = bill(order).total
    hours = terms_of(order).pay_hours
    order.confirmed_at, order.pay_until = turn.now, turn.now + hours * rules.HOUR
    order.wake_at = rules.next_wake(turn.now, order.pay_until, 0) if total else turn.now
    mails.write(turn, order, "confirmed")


def may_close(order: Order, now: int) -> bool:
    """Whether its party is over for so long that the clock confirms it."""
    ended_at = order.party.ended_at
    return order.party.state == "ended" and ended_at is not None and ended_at + rules.CLOSE_AFTER <= now


def bill(order: Order, most: int | None = None) -> Bill:
    """Write down what the order comes to now. `most`: shipping is not more than that."""
    totals = reckoned(order, most)
    values = asdict(totals) | {"total": totals.total, "tax_rate": terms_of(order).tax_rate}
    return Bill.objects.update_or_create(order=order, defaults=values)[0]


def reckoned(order: Order, most: int | None = None) -> Totals:
    """What the order comes to, by the seller's terms."""
    own = terms_of(order)
    delivery = _delivery(order)
    lines = lines_of(order)
    return reckon(
        lines,
        terms.shipping_of(own),
        Tax(own.tax_rate, own.tax_included),
        _off(order, lines),
        delivery.country if delivery else "",
        most,
        _parcel(order, delivery),
    )


def lines_of(order: Order) -> list[Line]:
    """The lines that stand, as the rules know them."""
    found = order.lines.filter(struck=False).select_related("item").order_by("pk")
    return [
        Line(line.price, line.quantity, line.item.weight, gift=line.source == "giveaway") for line in found
    ]


def _delivery(order: Order) -> Delivery | None:
    return Delivery.objects.filter(order=order).first()


def _parcel(order: Order, delivery: Delivery | None) -> Parcel:
    """What she bought of that seller at that party before, has not been sent, and goes to the same place, if known."""
    hers = Order.objects.filter(party_id=order.party_id, seller_id=order.seller_id, buyer_id=order.buyer_id)
    before = hers.filter(state__in=("confirmed", "paid"), pk__lt=order.pk).select_related("bill")
    along = [one for one in before if _is_one_place(_delivery(one), delivery)]
    return Parcel(
        tuple(line for one in along for line in lines_of(one)), sum(one.bill.shipping for one in along)
    )


def _is_one_place(one: Delivery | None, other: Delivery | None) -> bool:
    """Whether both go to the same address, as far as it is known."""
    if one is None or other is None:
        return True
    return (one.name, one.address, one.country) == (other.name, other.address, other.country)


def terms_of(order: Order) -> Terms:
    return terms.of_seller(order.party.room_id, order.seller_id, order.party_id)


def _off(order: Order, lines: list[Line]) -> Off:
    discount = order.discount
    if discount is None or sum(line.price * line.quantity for line in lines) < discount.goods_from:
        return Off()
    return Off(discount.points, discount.amount)
