"""Orders: what one buyer owes one seller for one party. Below claims and auctions, which put into it what they sold.

That a line was added is no fact of its own: the sale is one (`claim.ordered`, a lot that was sold), and an
order's id beside it in the ledger would tell everybody whose order it is. What happens to it later is told as
`order.changed`, by a mark that says nothing to who does not know its id.
"""

from typing import Literal

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.orders import OrderChanged
from rooms.membership.standing import standing
from rooms.models.claims import StandIn
from rooms.models.orders import Order, OrderLine, OrderNews
from rooms.orders.rows import Orders, Sale as Sale
from rooms.rules.orders import mark_of, may_move
from rooms.rules.roles import HOSTS

Side = Literal["buyer", "seller", "host", "keeper"]
"""`keeper`: the seller, while the buyer is one by hand, who has no account and nobody else to see to her order."""


def owe(turn: Turn, sale: Sale) -> None:
    """Put a sale on the buyer's open order with that seller, which is opened where there is none. May be bulk."""
    turn.use(Orders).open(sale).sales.append(sale)


def take_off(source: str, source_id: str, buyer_id: str) -> bool:
    """Strike a sale, if its order is open or was let go; an open order that holds nothing else is let go. Not bulk.

    No fact of its own either: beside a redraw it would say whose order it is.
    """
    lines = OrderLine.objects.filter(source=source, source_id=source_id, struck=False)
    line = lines.filter(order__buyer_id=buyer_id, order__state__in=("open", "cancelled")).first()
    if line is None:
        return False
    line.struck = True
    line.save(update_fields=["struck"])
    order = line.order
    if order.state == "open" and not order.lines.filter(struck=False).exists():
        move(order, "cancelled")
        order.save(update_fields=["state"])
    return True


def hand_over(was: str, buyer_id: str) -> None:
    """All orders of one buyer are another's; an open one joins what she has open with that seller. Not bulk."""
    for order in Order.objects.filter(buyer_id=was):
        same = Order.objects.filter(party_id=order.party_id, seller_id=order.seller_id, buyer_id=buyer_id)
        joined = same.filter(state="open").first() if order.state == "open" else None
        if joined is None:
            order.buyer_id = buyer_id
            order.save(update_fields=["buyer"])
        else:
            order.lines.update(order=joined)
            order.delete()


def is_owed(turn: Turn, variant_id: str) -> bool:
    """Whether units of the variant were sold and are not paid yet: they may come back."""
    return turn.use(Orders).is_owed(variant_id)


def strike(turn: Turn, claim_id: str) -> bool:
    """Take a claim that nothing was held for off its open order; False where that is confirmed already."""
    return turn.use(Orders).strike(claim_id)


def find(turn: Turn, order_id: str, *by: Side) -> Order:
    """The order, if it is the actor's as one of these. To whom it does not concern at all it does not exist."""
    orders = Order.objects.select_related("party", "discount", "bill", "delivery")
    order = orders.filter(pk=order_id, party__room_id=turn.room_id).first()
    if order is None:
        raise Refused(Code.NOT_FOUND)
    sides: dict[Side, bool] = {
        "buyer": order.buyer_id == turn.actor.user_id,
        "seller": order.seller_id == turn.actor.user_id,
        "host": standing(turn).role in HOSTS,
        "keeper": order.seller_id == turn.actor.user_id and is_by_hand(order),
    }
    if not any(sides.values()):
        raise Refused(Code.NOT_FOUND)
    if not any(sides[side] for side in by):
        raise Refused(Code.FORBIDDEN)
    return order


def is_by_hand(order: Order) -> bool:
    """Whether its buyer was named by staff, and has not taken over."""
    return StandIn.objects.filter(user_id=order.buyer_id).exists()


def move(order: Order, to: str) -> None:
    """Bring an order into another state, or refuse. The caller saves it."""
    if not may_move(order.state, to):
        raise Refused(Code.WRONG_STATE)
    order.state = to


def tell(turn: Turn, order: Order) -> Recorded:
    """Save an order, and say that it changed."""
    order.save()
    OrderNews.objects.filter(order=order, offset=None).update(offset=turn.next_offset())
    return turn.record(OrderChanged(mark=mark_of(order.pk, turn.next_offset())))
