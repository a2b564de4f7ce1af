"""The hot tables of selling, as plain values: variants with their stock, and claims. One unit of a turn."""

from dataclasses import dataclass
from typing import Any, Literal

from livesell.ledger import rows
from livesell.ledger.sql import Sql, filling, names_of, table
from livesell.ledger.turn import Turn
from livesell.wire.envelope import Person
from rooms.events.claims import ClaimView
from rooms.rules.claims import BUYER_LIMIT, Offer, Shelf
from rooms.rules.prices import price_now

EVERY = 1_000_000
State = Literal["held", "waitlisted", "wanted", "released", "expired", "ordered"]
OVER = frozenset({"released", "expired"})
"""States in which a claim counts for nothing any more."""
ACTIVE: tuple[State, ...] = ("held", "waitlisted", "wanted")
"""States in which a claim can be given back."""


@dataclass(slots=True)
class Stocked:
    """A variant on the shelf, what one unit costs at this moment, and how its item is offered."""

    variant_id: str
    item_id: str
    party_id: str
    seller_id: str
    currency: str
    price: int
    shelf: Shelf
    offer: Offer
    changed: bool = False


@dataclass(slots=True)
class Claimed:
    """A claim. `place` orders the line; `called` counts how often she was served from it."""

    id: str
    variant_id: str
    item_id: str
    buyer_id: str
    buyer_name: str
    network: str | None
    quantity: int
    price: int
    state: State
    since: int
    place: int
    called: int
    held_until: int | None

    def view(self) -> ClaimView:
        """As everybody may see it; what is over is not shown."""
        assert self.state in ("held", "waitlisted", "wanted", "ordered")
        return ClaimView(
            id=self.id,
            item_id=self.item_id,
            variant_id=self.variant_id,
            buyer=Person(id=self.buyer_id, name=self.buyer_name),
            network=self.network,
            quantity=self.quantity,
            price=self.price,
            state=self.state,
            since=self.since,
            place=self.place,
            held_until=self.held_until,
        )


SHELVES = Sql(
    filling(
        (Stocked, Shelf, Offer),
        "FROM rooms_variant v JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
        " WHERE p.room_id = %s AND p.state <> 'draft' AND v.id = ANY(%s)",
        variant_id="v.id",
        shelf=None,
        offer=None,
        changed=None,
        party_id="i",
        seller_id="i",
        currency="p",
        price="i",
        own_price="v.price",
        off="CASE WHEN i.flash_on THEN i.flash_percent ELSE 0 END",
        party_state="p.state",
        price_version="i",
        priced_at="i",
        withdrawn="i",
        per_buyer_limit="i",
        hold_minutes="COALESCE(i.hold_minutes, p.hold_minutes)",
        first_paid="i",
    )
)
CLAIMS = filling(
    Claimed,
    "FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id JOIN accounts_user u ON u.id = c.buyer_id"
    " LEFT JOIN rooms_standin s ON s.user_id = c.buyer_id WHERE ",
    item_id="v",
    buyer_name="u.name",
    network="CASE WHEN s.simulated THEN NULL ELSE s.network END",
)
CLAIMS_BY_ID = Sql(f"{CLAIMS}c.id = ANY(%s)")
LINE = Sql(
    f"{CLAIMS}c.variant_id = %s AND c.state = 'waitlisted' AND c.quantity <= %s ORDER BY c.place LIMIT %s"
)
ACTIVE_OF = Sql(
    f"{CLAIMS}c.buyer_id = %s AND c.state = ANY(%s) AND c.variant_id IN"
    " (SELECT x.id FROM rooms_variant x JOIN rooms_item i ON i.id = x.item_id"
    " JOIN rooms_party p ON p.id = i.party_id WHERE p.room_id = %s) ORDER BY c.since"
)
# The state stands outside of the condition: in it, SQLite takes the index of the line and reads every claim of the
# variant (beside 400 others' claims 2,072 of its steps) instead of hers (227).
UNITS = Sql(
    "SELECT c.buyer_id, SUM(CASE WHEN c.state IN ('held', 'waitlisted', 'wanted', 'ordered')"
    " THEN c.quantity ELSE 0 END) AS units FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id"
    " WHERE v.item_id = %s AND c.buyer_id = ANY(%s) GROUP BY c.buyer_id"
)
COUNTED = table("rooms_variant", "id", "held", "sold", "waiting")
ADDED = table(
    "rooms_claim", *(name for name in names_of(Claimed) if name not in ("item_id", "buyer_name", "network"))
)
MOVED = table("rooms_claim", "id", "state", "place", "called", "held_until")


class Stock:
    """Loads what the batch asks for at once; keeps what changed; writes it back in three statements."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._stocked: dict[str, Stocked] = {}
        self._claims: dict[str, Claimed] = {}
        self._units: dict[tuple[str, str], int] = {}
        self._fresh: dict[str, Claimed] = {}
        self._dirty: dict[str, Claimed] = {}
        self._load_shelves(turn.asked("variant_id"))
        self._load_claims(turn.asked("claim_id"))

    def variant(self, variant_id: str) -> Stocked | None:
        """The variant, if it is announced in this room."""
        if variant_id not in self._stocked:
            self._load_shelves([variant_id])
        return self._stocked.get(variant_id)

    def claim(self, claim_id: str) -> Claimed | None:
        """The claim, if it is of this room."""
        if claim_id not in self._claims:
            self._load_claims([claim_id])
        claim = self._claims.get(claim_id)
        return claim if claim and self.variant(claim.variant_id) else None

    def units_of(self, buyer_id: str, item_id: str) -> int:
        """Units of the item that the buyer claimed and did not give back."""
        key = (buyer_id, item_id)
        if key not in self._units:
            self._count_units(item_id, sorted({*self._turn.actors, buyer_id}))
        return self._units[key]

    def line(self, stocked: Stocked, *, upto: int = EVERY, most: int = EVERY) -> list[Claimed]:
        """Those who wait for the variant, for no more than `upto` units each, longest first: the first `most`."""
        claims = self._read(LINE, [stocked.variant_id, upto, most + len(self._dirty)])
        known = {claim.id: claim for claim in (*claims, *self._dirty.values(), *self._fresh.values())}
        of_variant = [claim for claim in known.values() if claim.variant_id == stocked.variant_id]
        waiting = [claim for claim in of_variant if claim.state == "waitlisted" and claim.quantity <= upto]
        return sorted(waiting, key=lambda claim: claim.place)[:most]

    def active_of(self, buyer_id: str) -> list[Claimed]:
        """The buyer's claims in this room that are held, in line or wanted, oldest first."""
        found = self._read(ACTIVE_OF, [buyer_id, list(ACTIVE), self._turn.room_id])
        fresh = [claim for claim in self._fresh.values() if claim.buyer_id == buyer_id]
        return [claim for claim in (*found, *fresh) if claim.state in ACTIVE]

    def add(self, claim: Claimed) -> None:
        """A new claim."""
        self._claims[claim.id] = self._fresh[claim.id] = claim
        self._count(claim, claim.quantity)

    def move(self, claim: Claimed, state: State, held_until: int | None = None) -> None:
        """The claim is in another state; who gave back may claim again."""
        was, claim.state, claim.held_until = claim.state, state, held_until
        if claim.id not in self._fresh:
            self._dirty[claim.id] = claim
        if (state in OVER) != (was in OVER):
            self._count(claim, -claim.quantity if state in OVER else claim.quantity)

    def save(self) -> None:
        """Write back what changed."""
        shelves = [(one.variant_id, one.shelf) for one in self._stocked.values() if one.changed]
        rows.update(COUNTED, [(pk, shelf.held, shelf.sold, shelf.waiting) for pk, shelf in shelves])
        rows.insert(ADDED, ADDED.values(self._fresh.values()))
        rows.update(MOVED, MOVED.values(self._dirty.values()))

    def _count(self, claim: Claimed, units: int) -> None:
        key = (claim.buyer_id, claim.item_id)
        if key in self._units:
            self._units[key] += units

    def _count_units(self, item_id: str, buyer_ids: list[str]) -> None:
        found = rows.select(UNITS, [item_id, buyer_ids])
        stored = {row["buyer_id"]: int(row["units"]) for row in found}
        self._units |= {(buyer_id, item_id): stored.get(buyer_id, 0) for buyer_id in buyer_ids}
        unsaved = [(claim, claim.quantity) for claim in self._fresh.values() if claim.state not in OVER]
        unsaved += [(claim, -claim.quantity) for claim in self._dirty.values() if claim.state in OVER]
        for claim, units in unsaved:
            if claim.item_id == item_id:
                self._count(claim, units)

    def _load_shelves(self, variant_ids: list[str]) -> None:
        if variant_ids:
            for row in rows.select(SHELVES, [self._turn.room_id, variant_ids]):
                self._stocked[row["variant_id"]] = _stocked(row)

    def _load_claims(self, claim_ids: list[str]) -> None:
        if claim_ids:
            self._read(CLAIMS_BY_ID, [claim_ids])

    def _read(self, sql: Sql, params: list[Any]) -> list[Claimed]:
        """The claims found, each as the one object this turn knows it by."""
        found = [Claimed(**row) for row in rows.select(sql, params)]
        return [self._claims.setdefault(claim.id, claim) for claim in found]


def _stocked(row: dict[str, Any]) -> Stocked:
    return Stocked(
        variant_id=row["variant_id"],
        item_id=row["item_id"],
        party_id=row["party_id"],
        seller_id=row["seller_id"],
        currency=row["currency"],
        price=price_now(row["price"], row["own_price"], row["off"]),
        shelf=Shelf(row["stock"], row["held"], row["sold"], row["waiting"]),
        offer=Offer(
            row["party_state"],
            row["price_version"],
            row["priced_at"],
            bool(row["withdrawn"]),
            row["per_buyer_limit"] or BUYER_LIMIT,
            row["hold_minutes"],
            bool(row["first_paid"]),
        ),
    )
