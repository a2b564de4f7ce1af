"""Money came for an order: decided in one turn, whenever and however often it comes.

An order that can be paid is paid. One that lapsed is taken up again if what stood on it can still be had. What
goes to who pays first is taken now, or is late. Money that is for nothing stays noted, and is owed back: the
wrong amount, a second payment, an order that was cancelled, what came too late.
"""

from typing import Literal

from pydantic import Field

from livesell.ledger.turn import Handler, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.checkout import agreements, billing, fulfilment, news
from rooms.claims import claims
from rooms.frames.orders import MarkPaid
from rooms.models.orders import Order, OrderLine, Payment
from rooms.orders import orders, sanctions
from rooms.permissions import may_keep_time

OUTSIDE = "outside"


class SettleOrder(Command):
    """The server's own command: a provider says that money came. Its id is the provider's for this news."""

    type: Literal["order.settle"] = "order.settle"
    order_id: Id
    provider: str = Field(max_length=20)
    reference: str = Field(max_length=255)
    amount: int = Field(ge=0, le=2**53 - 1)
    currency: str = Field(max_length=3)


def mark_paid(turn: Turn, frame: MarkPaid) -> Recorded:
    """The seller says that all of it came, outside: what the order comes to, if anything still stands on it."""
    order = orders.find(turn, frame.order_id, "seller", "host")
    if order.state == "open":
        billing.close(turn, order)
    if order.state != "confirmed" and not order.lapsed:
        raise Refused(Code.WRONG_STATE)
    if Payment.objects.filter(provider=OUTSIDE, reference=order.pk).exists():
        raise Refused(Code.WRONG_STATE)
    if not order.lines.filter(struck=False).exists():
        raise Refused(Code.WRONG_STATE)
    _receive(turn, order, OUTSIDE, order.pk, order.bill.total)
    return orders.tell(turn, order)


def settle(turn: Turn, frame: SettleOrder) -> Recorded:
    """What a provider says. The same payment told in other news changes nothing."""
    order = (
        Order.objects.select_related("party", "bill", "buyer", "discount")
        .filter(pk=frame.order_id, party__room_id=turn.room_id)
        .first()
    )
    if order is None or not hasattr(order, "bill"):
        raise Refused(Code.NOT_FOUND)
    if Payment.objects.filter(provider=frame.provider, reference=frame.reference).exists():
        raise Refused(Code.WRONG_STATE)
    right = frame.currency == order.party.currency and frame.amount == order.bill.total
    _receive(turn, order, frame.provider, frame.reference, frame.amount, right=right)
    return orders.tell(turn, order)


def _receive(
    turn: Turn, order: Order, provider: str, reference: str, amount: int, *, right: bool = True
) -> None:
    """Keep the payment, and pay the order with it if that can be."""
    Payment.objects.create(order=order, provider=provider, reference=reference, amount=amount, at=turn.now)
    if right and (order.state == "confirmed" or order.lapsed):
        pay(turn, order)
    if fulfilment.owed_back(order):
        for person in (order.buyer_id, order.seller_id):
            news.write(order, "owed_back", to=person)


def pay(turn: Turn, order: Order) -> None:
    """Take what the order is about. What cannot be had any more is struck; if that is all, there is no order."""
    lines = list(order.lines.filter(struck=False).order_by("pk"))
    late = [line for line in lines if not _take(turn, order, line)]
    for line in late:
        line.struck = True
        line.save(update_fields=["struck"])
    order.wake_at = None
    if len(late) == len(lines):
        order.state = "cancelled"
    else:
        if late:
            billing.bill(order, agreements.of(order), most=order.bill.shipping)
        order.state = "paid"
        news.write(order, "paid")
    if order.lapsed and order.state == "paid":
        order.lapsed = False
        sanctions.forget(turn, order)
    order.save()
    claims.settle(turn, {line.variant_id for line in lines})


def _take(turn: Turn, order: Order, line: OrderLine) -> bool:
    """Whether the line is the buyer's. A lot of a lapsed order has gone to the runner-up; a gift that was drawn again
    is struck, any other is hers.
    """
    if line.source == "claim":
        return claims.sell(turn, line.source_id)
    return line.source == "giveaway" or not order.lapsed


SETTLE = Handler(may_keep_time, settle)
