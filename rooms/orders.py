"""Orders: what one buyer owes one seller for one party. Below claims and auctions, which put into it what they sold.

That a line was added is no fact of its own: the sale is one (`claim.ordered`, a lot that was sold), and an
order's id beside it in the ledger would tell everybody whose order it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from livesell.ledger import rows
from livesell.ledger.turn import Turn
from livesell.wire.ids import new_id
from rooms.models import OrderLine


@dataclass(frozen=True, slots=True)
class Sale:
    """Something was sold: `quantity` units at `price` each, by the claim, the lot or the giveaway `source_id`."""

    party_id: str
    seller_id: str
    buyer_id: str
    item_id: str
    variant_id: str
    quantity: int
    price: int
    source: Literal["claim", "lot", "giveaway"]
    source_id: str


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
    """Take a sale off the buyer's order, if that is still open; an order that holds nothing any more goes. Not bulk."""
    lines = OrderLine.objects.filter(source=source, source_id=source_id)
    line = lines.filter(order__buyer_id=buyer_id, order__state="open").select_related("order").first()
    if line is None:
        return False
    line.delete()
    if not line.order.lines.exists():
        line.order.delete()
    return True


class Orders:
    """The open orders that the sales of a turn go to, and the sales. Written back in two statements."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._open: dict[tuple[str, str, str], Opened] = {}
        self._bought: dict[str, set[str]] = {}
        self._looked: set[tuple[str, str, str]] = set()

    def open(self, sale: Sale) -> Opened:
        """The open order that the sale belongs to, perhaps a new one."""
        key = (sale.party_id, sale.seller_id, sale.buyer_id)
        if key not in self._looked:
            self._load(*key)
        return self._open.setdefault(key, Opened(new_id(), fresh=True))

    def buyers(self, party_id: str) -> set[str]:
        """Which of the batch's actors have bought in the party: a gift is no purchase, nor is what was cancelled."""
        if party_id not in self._bought:
            self._bought[party_id] = self._load_buyers(party_id)
        unsaved = (sale for order in self._open.values() for sale in order.sales)
        return self._bought[party_id] | {
            sale.buyer_id for sale in unsaved if sale.party_id == party_id and sale.source != "giveaway"
        }

    def _load_buyers(self, party_id: str) -> set[str]:
        these, listed = rows.among(self._turn.actors)
        found = rows.select(
            "SELECT DISTINCT o.buyer_id FROM rooms_order o JOIN rooms_orderline l ON l.order_id = o.id"
            " WHERE o.party_id = %s AND o.state <> 'cancelled' AND l.source <> 'giveaway'"
            f" AND o.buyer_id {these}",
            [party_id, listed],
        )
        return {row["buyer_id"] for row in found}

    def save(self) -> None:
        """Write back what was opened and added."""
        rows.insert(
            "rooms_order",
            ("id", "party_id", "seller_id", "buyer_id", "state", "opened_at"),
            [(order.id, *key, "open", self._turn.now) for key, order in self._open.items() if order.fresh],
        )
        rows.insert(
            "rooms_orderline",
            (
                "id",
                "order_id",
                "item_id",
                "variant_id",
                "quantity",
                "price",
                "source",
                "source_id",
                "at",
            ),
            list(self._lines()),
        )

    def _lines(self) -> Iterator[tuple[str, str, str, str, int, int, str, str, int]]:
        for order in self._open.values():
            for one in order.sales:
                what = (one.item_id, one.variant_id, one.quantity, one.price, one.source, one.source_id)
                yield new_id(), order.id, *what, self._turn.now

    def _load(self, party_id: str, seller_id: str, buyer_id: str) -> None:
        """Look for this buyer's, and at once for those of all whose claims this batch is about."""
        these, claims = rows.among(self._turn.asked("claim_id"))
        asked = rows.select(f"SELECT DISTINCT buyer_id FROM rooms_claim WHERE id {these}", [claims])
        buyers = {buyer_id, *(row["buyer_id"] for row in asked)}
        these, listed = rows.among(sorted(buyers))
        found = rows.select(
            "SELECT id, buyer_id FROM rooms_order WHERE state = 'open' AND party_id = %s AND seller_id = %s"
            f" AND buyer_id {these}",
            [party_id, seller_id, listed],
        )
        self._looked |= {(party_id, seller_id, buyer) for buyer in buyers}
        for row in found:
            key = (party_id, seller_id, row["buyer_id"])
            self._open.setdefault(key, Opened(row["id"], fresh=False))
