"""Orders: what one buyer owes one seller for one party. Below claims and auctions, which put into it what they sold.

That a line was added is no fact of its own: the sale is one (`claim.ordered`, a lot that was sold), and an
order's id beside it in the ledger would tell everybody whose order it is. What happens to it later is told as
`order.changed`, by a mark that says nothing to who does not know its id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from livesell.ledger import rows
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.events.orders import OrderChanged
from rooms.membership.standing import standing
from rooms.models.claims import StandIn
from rooms.models.orders import Order, OrderLine
from rooms.rules.orders import mark_of, may_move
from rooms.rules.roles import HOSTS

ORDER_COLUMNS = (
    "id", "party_id", "seller_id", "buyer_id", "state", "opened_at", "reminded", "lapsed", "reason", "tracking"
)  # fmt: skip
LINE_COLUMNS = (
    "id", "order_id", "item_id", "variant_id", "quantity", "price", "source", "source_id", "at", "struck"
)  # fmt: skip
Side = Literal["buyer", "seller", "host", "keeper"]
"""`keeper`: the seller, while the buyer is one by hand, who has no account and nobody else to see to her order."""


@dataclass(frozen=True, slots=True)
class Sale:
    """Something was sold: `quantity` units at `price` each, by the claim, the lot or the giveaway `source_id`.

    `wanted`: it goes to who pays first, so it is not sold before it is paid.
    """

    party_id: str
    seller_id: str
    buyer_id: str
    item_id: str
    variant_id: str
    quantity: int
    price: int
    source: Literal["claim", "lot", "giveaway"]
    source_id: str
    wanted: bool = False


@dataclass(slots=True)
class Opened:
    """An open order, as a turn that adds to it knows it."""

    id: str
    fresh: bool
    sales: list[Sale] = field(default_factory=list)


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
    return turn.record(OrderChanged(mark=mark_of(order.pk, turn.next_offset())))


class Orders:
    """The open orders that the sales of a turn go to, and the sales. Written back in three statements."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._open: dict[tuple[str, str, str], Opened] = {}
        self._bought: dict[str, set[str]] = {}
        self._looked: set[tuple[str, str, str]] = set()
        self._struck: set[str] = set()

    def open(self, sale: Sale) -> Opened:
        """The open order that the sale belongs to, perhaps a new one."""
        key = (sale.party_id, sale.seller_id, sale.buyer_id)
        if key not in self._looked:
            self._load(*key)
        return self._open.setdefault(key, Opened(new_id(), fresh=True))

    def buyers(self, party_id: str) -> set[str]:
        """Which of the batch's actors have bought in the party: a gift is no purchase, nor is what was cancelled or is
        only wanted.
        """
        if party_id not in self._bought:
            self._bought[party_id] = self._load_buyers(party_id)
        unsaved = (sale for order in self._open.values() for sale in order.sales)
        return self._bought[party_id] | {
            sale.buyer_id
            for sale in unsaved
            if sale.party_id == party_id and sale.source != "giveaway" and not sale.wanted
        }

    def _load_buyers(self, party_id: str) -> set[str]:
        these, listed = rows.any_of(self._turn.actors)
        found = rows.select(
            "SELECT DISTINCT o.buyer_id FROM rooms_order o JOIN rooms_orderline l ON l.order_id = o.id"
            " WHERE o.party_id = %s AND o.state <> 'cancelled' AND l.source <> 'giveaway' AND NOT l.struck"
            " AND NOT EXISTS (SELECT 1 FROM rooms_claim c WHERE c.id = l.source_id AND c.state = 'wanted')"
            f" AND o.buyer_id {these}",
            [party_id, listed],
        )
        return {row["buyer_id"] for row in found}

    def is_owed(self, variant_id: str) -> bool:
        """Whether units of it stand on an order that is not paid."""
        if any(sale.variant_id == variant_id for order in self._open.values() for sale in order.sales):
            return True
        return bool(
            rows.select(
                "SELECT 1 FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id WHERE l.variant_id = %s"
                " AND NOT l.struck AND o.state IN ('open', 'confirmed') LIMIT 1",
                [variant_id],
            )
        )

    def strike(self, claim_id: str) -> bool:
        """See `orders.strike`."""
        for order in self._open.values():
            for sale in order.sales:
                if sale.source == "claim" and sale.source_id == claim_id:
                    order.sales.remove(sale)
                    return True
        found = rows.select(
            "SELECT l.id FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id"
            " WHERE l.source = 'claim' AND l.source_id = %s AND o.state = 'open'",
            [claim_id],
        )
        self._struck |= {row["id"] for row in found}
        return bool(found)

    def save(self) -> None:
        """Write back what was opened, struck and added."""
        fresh = [(key, order) for key, order in self._open.items() if order.fresh and order.sales]
        rows.insert(
            "rooms_order",
            ORDER_COLUMNS,
            [(order.id, *key, "open", self._turn.now, 0, False, "", "") for key, order in fresh],
        )
        rows.update("rooms_orderline", ("id", "struck"), [(line, True) for line in sorted(self._struck)])
        rows.insert("rooms_orderline", LINE_COLUMNS, list(self._lines()))

    def _lines(self) -> Iterator[tuple[str | int | bool, ...]]:
        for order in self._open.values():
            for one in order.sales:
                what = (one.item_id, one.variant_id, one.quantity, one.price, one.source, one.source_id)
                yield new_id(), order.id, *what, self._turn.now, False

    def _load(self, party_id: str, seller_id: str, buyer_id: str) -> None:
        """Look for this buyer's, and at once for those of all who act in this batch, or whose claims it is about."""
        these, claims = rows.any_of(self._turn.asked("claim_id"))
        asked = rows.select(f"SELECT DISTINCT buyer_id FROM rooms_claim WHERE id {these}", [claims])
        buyers = {buyer_id, *self._turn.actors, *(row["buyer_id"] for row in asked)}
        these, listed = rows.any_of(sorted(buyers))
        found = rows.select(
            "SELECT id, buyer_id FROM rooms_order WHERE state = 'open' AND party_id = %s AND seller_id = %s"
            f" AND buyer_id {these}",
            [party_id, seller_id, listed],
        )
        self._looked |= {(party_id, seller_id, buyer) for buyer in buyers}
        for row in found:
            key = (party_id, seller_id, row["buyer_id"])
            self._open.setdefault(key, Opened(row["id"], fresh=False))
