"""Orders in a few words: somebody buys, the time to pay runs, money comes."""

import itertools
from typing import Any

from rooms.checkout.cancelling import WakeOrder
from rooms.checkout.settlement import SettleOrder
from rooms.frames.orders import ConfirmOrder, MarkPaid
from rooms.models.items import Variant
from rooms.models.orders import Order
from tests.support.turns import Answer, Room

HOUR = 60
"""In minutes, which `Room.later` takes."""
DAY = 24 * HOUR
_numbers = itertools.count(1)


def buy(room: Room, who: str, variant: Variant, quantity: int = 1) -> Order:
    """A claim that the seller takes as sold; the order on which it stands."""
    claim = room.place(who, variant, quantity)
    assert claim.ok, claim.text
    assert room.confirm("hana", claim.claim).ok
    return order_of(claim.claim)


def order_of(claim: str) -> Order:
    """The order on which a claim stands."""
    return Order.objects.get(lines__source="claim", lines__source_id=claim)


def confirmed(room: Room, who: str, variant: Variant, quantity: int = 1) -> Order:
    """An order that can be paid from now on."""
    order = buy(room, who, variant, quantity)
    room.must(who, ConfirmOrder(order_id=order.pk))
    return fresh(order)


def paid(room: Room, who: str, variant: Variant, quantity: int = 1) -> Order:
    """An order that the seller marked as paid."""
    order = buy(room, who, variant, quantity)
    room.must("sam", MarkPaid(order_id=order.pk))
    return fresh(order)


def lapsed(room: Room, who: str, variant: Variant, quantity: int = 1) -> Order:
    """An order that was not paid in time: the clock wakes it as often as it has to."""
    order = confirmed(room, who, variant, quantity)
    room.later(DAY)
    while fresh(order).state == "confirmed":
        assert wake(room, order).ok
    return fresh(order)


def wake(room: Room, order: Order) -> Answer:
    """The clock looks at an order."""
    return room.do("clock", WakeOrder(order_id=order.pk))


def settlement(order: Order, amount: int | None = None, **more: Any) -> SettleOrder:
    """What a provider says: the right amount under a fresh reference, unless something else is given."""
    total = order.bill.total if amount is None else amount
    said: dict[str, Any] = {"provider": "stripe", "reference": f"pi_{next(_numbers):06}", "currency": "EUR"}
    return SettleOrder(order_id=order.pk, amount=total, **(said | more))


def settle(room: Room, order: Order, amount: int | None = None, **more: Any) -> Answer:
    """Money came."""
    return room.do("clock", settlement(order, amount, **more))


def fresh(order: Order) -> Order:
    """The order as its rows are now."""
    return Order.objects.select_related("party", "bill", "delivery").get(pk=order.pk)
