"""What is paid is sent, arrives, and is done. And the notes that money was given back."""

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.checkout import news
from rooms.frames.orders import FinishOrder, NoteRefund, ShipOrder
from rooms.models.orders import Order, Refund
from rooms.orders import orders
from rooms.rules.orders import DONE_AFTER


def ship(turn: Turn, frame: ShipOrder) -> Recorded:
    """It is on its way; unless its buyer says so earlier, it is done in two weeks."""
    order = orders.find(turn, frame.order_id, "seller", "host")
    orders.move(order, "shipped")
    order.tracking, order.wake_at = frame.tracking, turn.now + DONE_AFTER
    news.write(order, "shipped")
    return orders.tell(turn, order)


def finish(turn: Turn, frame: FinishOrder) -> Recorded:
    """The buyer has it."""
    order = orders.find(turn, frame.order_id, "buyer")
    return done(turn, order)


def done(turn: Turn, order: Order) -> Recorded:
    """An order that was shipped is done."""
    orders.move(order, "done")
    order.wake_at = None
    return orders.tell(turn, order)


def refund(turn: Turn, frame: NoteRefund) -> Recorded:
    """Money was given back, outside. Never more than came."""
    order = orders.find(turn, frame.order_id, "seller")
    if frame.amount > received(order) - given(order):
        raise Refused(Code.LIMIT)
    Refund.objects.create(order=order, amount=frame.amount, reason=frame.reason, at=turn.now)
    return orders.tell(turn, order)


def received(order: Order) -> int:
    """All money that came for it."""
    return sum(payment.amount for payment in order.payments.all())


def given(order: Order) -> int:
    """What of it was given back."""
    return sum(one.amount for one in order.refunds.all())


def owed_back(order: Order) -> int:
    """What the seller owes the buyer: money for nothing, or more than the order comes to."""
    kept = order.bill.total if order.state in ("paid", "shipped", "done") else 0
    return max(0, received(order) - given(order) - kept)
