"""What happens to an order by the clock, and where it goes when it is let go. Above claims and auctions.

What was sold goes back to where it came from: a claim's units to those who wait for them, a lot to the runner-up.
"""

from typing import Literal

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.auctions import closing
from rooms.checkout import fulfilment, news, settlement
from rooms.claims import claims
from rooms.frames.orders import CancelOrder
from rooms.models.orders import Order, OrderLine
from rooms.orders import orders, sanctions
from rooms.rules.orders import next_wake


class WakeOrder(Command):
    """The clock's own command: it is time to remind, to let go, or to be done."""

    type: Literal["order.wake"] = "order.wake"
    order_id: Id


def wake(turn: Turn, frame: WakeOrder) -> Recorded:
    """What is due for an order at this moment. What was due several times is done once a turn."""
    order = (
        Order.objects.select_related("party", "buyer", "bill", "discount").filter(pk=frame.order_id).first()
    )
    if order is None or order.wake_at is None or order.wake_at > turn.now:
        raise Refused(Code.WRONG_STATE)
    if order.state == "shipped":
        return fulfilment.done(turn, order)
    assert order.confirmed_at is not None, "only confirmed and shipped orders are woken"
    assert order.pay_until is not None
    if order.bill.total == 0:
        settlement.pay(turn, order)
        return orders.tell(turn, order)
    if turn.now >= order.pay_until:
        return _lapse(turn, order)
    order.reminded += 1
    order.wake_at = next_wake(order.confirmed_at, order.pay_until, order.reminded)
    news.write(order, "reminder")
    return orders.tell(turn, order)


def cancel(turn: Turn, frame: CancelOrder) -> Recorded:
    """The seller or a host lets it go."""
    order = orders.find(turn, frame.order_id, "seller", "host")
    let_go(turn, order, frame.reason)
    news.write(order, "cancelled")
    if fulfilment.owed_back(order):
        news.write(order, "owed_back", to=order.seller_id)
    return orders.tell(turn, order)


def let_go(turn: Turn, order: Order, reason: str) -> None:
    """Cancel an order, and give back what stood on it. The caller tells."""
    orders.move(order, "cancelled")
    order.reason, order.wake_at = reason, None
    order.save()
    lines = list(order.lines.filter(struck=False).order_by("pk"))
    for line in lines:
        _give_back(turn, line)
    claims.settle(turn, {line.variant_id for line in lines})


def _lapse(turn: Turn, order: Order) -> Recorded:
    """It was not paid in time. That something was kept for her counts against her; what was not kept does not."""
    kept = _kept_something(order)
    let_go(turn, order, "")
    order.lapsed = True
    news.write(order, "lapsed")
    if kept:
        sanctions.strike(turn, order)
    return orders.tell(turn, order)


def _kept_something(order: Order) -> bool:
    lines = order.lines.exclude(source="giveaway").select_related("item")
    return any(line.source == "lot" or not line.item.first_paid for line in lines)


def _give_back(turn: Turn, line: OrderLine) -> None:
    if line.source == "claim":
        claims.take_back(turn, line.source_id)
    elif line.source == "lot":
        closing.offer_runner_up(turn, line.source_id)
    # a gift stays the winner's until it is drawn again: its seller sees to it
