"""The hot tables of orders, as plain values: open orders with what is sold, and what stands against a buyer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn
from livesell.wire.ids import new_id

ORDER = table(
    "rooms_order", "id", "party_id", "seller_id", "buyer_id", "state", "opened_at", "reminded", "lapsed", "reason",
    "tracking",
)  # fmt: skip
LINE = table(
    "rooms_orderline", "id", "order_id", "item_id", "variant_id", "quantity", "price", "source", "source_id", "at",
    "struck",
)  # fmt: skip
STRUCK = table("rooms_orderline", "id", "struck")
BOUGHT_IN = Sql(
    "SELECT DISTINCT o.buyer_id FROM rooms_order o JOIN rooms_orderline l ON l.order_id = o.id"
    " WHERE o.party_id = %s AND o.state <> 'cancelled' AND l.source <> 'giveaway' AND NOT l.struck"
    " AND NOT EXISTS (SELECT 1 FROM rooms_claim c WHERE c.id = l.source_id AND c.state = 'wanted')"
    " AND o.buyer_id = ANY(%s)"
)
OWED = Sql(
    "SELECT 1 FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id WHERE l.variant_id = %s"
    " AND NOT l.struck AND o.state IN ('open', 'confirmed') LIMIT 1"
)
LINES_OF_CLAIM = Sql(
    "SELECT l.id FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id"
    " WHERE l.source = 'claim' AND l.source_id = %s AND o.state = 'open'"
)
CLAIMANTS = Sql("SELECT DISTINCT buyer_id FROM rooms_claim WHERE id = ANY(%s)")
OPEN_OF = Sql(
    "SELECT id, buyer_id FROM rooms_order WHERE state = 'open' AND party_id = %s AND seller_id = %s"
    " AND buyer_id = ANY(%s)"
)
LAPSES = Sql("SELECT buyer_id, at FROM rooms_strike WHERE room_id = %s AND NOT lifted AND buyer_id = ANY(%s)")
LIMITS = Sql(
    "SELECT id, user_id, kept, began_at FROM rooms_ownlimits WHERE room_id = %s AND user_id = ANY(%s)"
)
BEGAN = table("rooms_ownlimits", "id", "began_at")
BOUGHT = Sql(
    "SELECT COALESCE(SUM(CASE WHEN l.at >= %s THEN l.price * l.quantity ELSE 0 END), 0) AS day,"
    " COALESCE(SUM(l.price * l.quantity), 0) AS week FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id"
    " JOIN rooms_party p ON p.id = o.party_id WHERE o.buyer_id = %s AND p.room_id = %s AND p.currency = %s"
    " AND l.at >= %s AND NOT l.struck AND o.state <> 'cancelled'"
)
ASKED = Sql(
    "SELECT COALESCE(SUM(c.price * c.quantity), 0) AS asked FROM rooms_claim c JOIN rooms_variant v"
    " ON v.id = c.variant_id JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    " WHERE c.buyer_id = %s AND p.room_id = %s AND p.currency = %s AND c.state IN ('held', 'waitlisted')"
)
LEADS = Sql(
    "SELECT COALESCE(SUM(a.ceiling), 0) AS leads FROM rooms_auction a JOIN rooms_variant v ON v.id = a.variant_id"
    " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    " WHERE a.leader_id = %s AND p.room_id = %s AND p.currency = %s AND a.state IN ('pending', 'open', 'paused')"
)


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
        return {row["buyer_id"] for row in rows.select(BOUGHT_IN, [party_id, self._turn.actors])}

    def is_owed(self, variant_id: str) -> bool:
        """Whether units of it stand on an order that is not paid."""
        if any(sale.variant_id == variant_id for order in self._open.values() for sale in order.sales):
            return True
        return bool(rows.select(OWED, [variant_id]))

    def strike(self, claim_id: str) -> bool:
        """See `orders.strike`."""
        for order in self._open.values():
            for sale in order.sales:
                if sale.source == "claim" and sale.source_id == claim_id:
                    order.sales.remove(sale)
                    return True
        found = rows.select(LINES_OF_CLAIM, [claim_id])
        self._struck |= {row["id"] for row in found}
        return bool(found)

    def save(self) -> None:
        """Write back what was opened, struck and added."""
        fresh = [(key, order) for key, order in self._open.items() if order.fresh and order.sales]
        rows.insert(
            ORDER,
            [(order.id, *key, "open", self._turn.now, 0, False, "", "") for key, order in fresh],
        )
        rows.update(STRUCK, [(line, True) for line in sorted(self._struck)])
        rows.insert(LINE, list(self._lines()))

    def _lines(self) -> Iterator[tuple[str | int | bool, ...]]:
        for order in self._open.values():
            for one in order.sales:
                what = (one.item_id, one.variant_id, one.quantity, one.price, one.source, one.source_id)
                yield new_id(), order.id, *what, self._turn.now, False

    def _load(self, party_id: str, seller_id: str, buyer_id: str) -> None:
        """Look for this buyer's, and at once for those of all who act in this batch, or whose claims it is about."""
        asked = rows.select(CLAIMANTS, [self._turn.asked("claim_id")])
        buyers = {buyer_id, *self._turn.actors, *(row["buyer_id"] for row in asked)}
        found = rows.select(OPEN_OF, [party_id, seller_id, sorted(buyers)])
        self._looked |= {(party_id, seller_id, buyer) for buyer in buyers}
        for row in found:
            key = (party_id, seller_id, row["buyer_id"])
            self._open.setdefault(key, Opened(row["id"], fresh=False))


def lapses(room_id: str, user_ids: list[str]) -> dict[str, list[int]]:
    """When each of these users left an order unpaid; who never did is left out."""
    found: dict[str, list[int]] = {}
    for row in rows.select(LAPSES, [room_id, user_ids]):
        found.setdefault(row["buyer_id"], []).append(row["at"])
    return found


def limits(room_id: str, user_ids: list[str]) -> dict[str, dict[str, Any]]:
    """The own limits of these users, by user."""
    return {row["user_id"]: row for row in rows.select(LIMITS, [room_id, user_ids])}


def spent(room_id: str, user_id: str, currency: str, day: int, week: int) -> tuple[int, int]:
    """What somebody spent since two moments, with what she asks for and the most she bid where she leads."""
    hers = [user_id, room_id, currency]
    (bought,) = rows.select(BOUGHT, [day, *hers, week])
    (asked,) = rows.select(ASKED, hers)
    (leads,) = rows.select(LEADS, hers)
    more = int(asked["asked"]) + int(leads["leads"])
    return int(bought["day"]) + more, int(bought["week"]) + more


def begin_days(began: dict[str, int]) -> None:
    """The day of these limits began then, by the ids of their rows."""
    rows.update(BEGAN, list(began.items()))
