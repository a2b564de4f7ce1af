"""The hot tables of auctions, as plain values: lots with what stands, and bids. One unit of a turn."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from livesell.ledger import rows
from livesell.ledger.shown import shown
from livesell.ledger.sql import Sql, filling, names_of, table
from livesell.ledger.turn import Turn
from livesell.wire.envelope import Person
from rooms.events.auctions import AuctionView, MyBid, VoidCode
from rooms.rules.auctions import bids as rules
from rooms.rules.auctions.increments import bands_of

State = Literal["pending", "open", "paused", "offered", "closed"]
Outcome = Literal["", "sold", "passed", "void"]


@dataclass(slots=True)
class Lot:
    """A lot, what was said of it, and how it stands."""

    id: str
    variant_id: str
    item_id: str
    party_id: str
    seller_id: str
    withdrawn: bool
    party_state: str
    currency: str
    on_stage: str
    several_lots: bool
    terms: rules.Terms
    seconds: int
    extend_seconds: int
    grace_ms: int
    prebids: bool
    offer_minutes: int
    state: State
    outcome: Outcome
    board: rules.Board
    leader_name: str
    ends_at: int | None
    left_ms: int | None
    held_up: bool
    closest_late_ms: int | None
    reason: str
    reason_code: VoidCode | Literal[""]
    offered_until: int | None
    changed: bool = False

    @property
    def leader(self) -> Person | None:
        """As everybody may see her."""
        return Person(id=self.board.leader, name=self.leader_name) if self.board.leader else None

    @property
    def next_bid(self) -> int:
        return rules.least(self.board, self.terms)

    @property
    def reserve_met(self) -> bool:
        return rules.is_reserve_met(self.board, self.terms)

    def view(self) -> AuctionView:
        """As everybody may see it: without reserve and ceiling."""
        return AuctionView(
            id=self.id,
            party_id=self.party_id,
            item_id=self.item_id,
            variant_id=self.variant_id,
            state=self.state,
            outcome=self.outcome or None,
            start_price=self.terms.start_price,
            buy_now=self.terms.buy_now,
            reserve_met=self.reserve_met,
            seconds=self.seconds,
            extend_seconds=self.extend_seconds,
            grace_ms=self.grace_ms,
            prebids=self.prebids,
            price=self.board.price,
            leader=self.leader,
            bids=self.board.bids,
            next_bid=self.next_bid,
            ends_at=self.ends_at,
            left_ms=self.left_ms,
            closest_late_ms=self.closest_late_ms,
            reason=self.reason,
            reason_code=self.reason_code or None,
            offered_until=self.offered_until,
        )


@dataclass(slots=True)
class Placed:
    """A bid. By `since` and then by `maximum` they stand in the order in which they were decided."""

    id: str
    auction_id: str
    bidder_id: str
    bidder_name: str
    maximum: int
    price: int
    since: int
    at: int
    grace_ms: int
    told: bool
    struck: bool = False

    @property
    def most(self) -> rules.Most:
        return rules.Most(self.bidder_id, self.maximum)


LOTS = filling(
    (Lot, rules.Terms, rules.Board),
    "FROM rooms_auction a JOIN rooms_variant v ON v.id = a.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id LEFT JOIN accounts_user u ON u.id = a.leader_id WHERE ",
    item_id="v",
    party_id="i",
    seller_id="i",
    withdrawn="i",
    party_state="p.state",
    currency="p",
    on_stage="p",
    several_lots="p",
    terms=None,
    board=None,
    changed=None,
    leader="a.leader_id",
    leader_name="u.name",
)
HERE = f"{LOTS}p.room_id = %s AND "
LOTS_BY_ID = Sql(f"{HERE}a.id = ANY(%s)")
OPEN_OF_PARTY = Sql(f"{HERE}i.party_id = %s AND a.state <> 'closed' ORDER BY a.id")
OPEN_OF_SELLER = Sql(f"{HERE}i.seller_id = %s AND a.state <> 'closed' ORDER BY a.id")
OPEN_WITH_BIDS_OF = Sql(
    f"{HERE}a.state <> 'closed' AND a.id IN"
    " (SELECT b.auction_id FROM rooms_bid b WHERE b.bidder_id = %s AND NOT b.struck) ORDER BY a.id"
)
OF_PARTIES = Sql(f"{LOTS}i.party_id = ANY(%s) ORDER BY a.id")
OFFERED_EARLIER = Sql(
    f"{LOTS}a.state = 'offered' AND a.leader_id = ANY(%s) AND p.room_id = %s AND NOT (p.id = ANY(%s)) ORDER BY a.id"
)
BIDS = Sql(
    filling(
        Placed,
        "FROM rooms_bid b JOIN accounts_user u ON u.id = b.bidder_id"
        " WHERE b.auction_id = %s ORDER BY b.since, b.maximum",
        bidder_name="u.name",
    )
)
MAXIMA = Sql(
    "SELECT b.bidder_id, b.auction_id, MAX(b.maximum) AS maximum FROM rooms_bid b"
    " JOIN rooms_auction a ON a.id = b.auction_id JOIN rooms_variant v ON v.id = a.variant_id"
    " JOIN rooms_item i ON i.id = v.item_id WHERE b.bidder_id = ANY(%s) AND NOT b.struck"
    " AND i.party_id = ANY(%s) AND (a.state IN ('pending', 'open', 'paused')"
    " OR (a.state = 'offered' AND a.leader_id = b.bidder_id))"
    " GROUP BY b.bidder_id, b.auction_id ORDER BY b.auction_id"
)
STANDS = table(
    "rooms_auction", "id", "state", "outcome", "price", "leader_id", "ceiling", "bids", "ends_at", "left_ms", "held_up",
    "closest_late_ms", "reason", "reason_code", "offered_until",
)  # fmt: skip
ADDED = table("rooms_bid", *(name for name in names_of(Placed) if name != "bidder_name"))
STRUCK = table("rooms_bid", "id", "struck")


class Lots:
    """Loads the lots of a batch at once; keeps what changed; writes it back in three statements."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        self._lots: dict[str, Lot] = {}
        self._bids: dict[str, Placed] = {}
        self._fresh: list[Placed] = []
        self._struck: list[Placed] = []
        self._load(turn.asked("auction_id"))

    def lot(self, auction_id: str) -> Lot | None:
        """The lot, if it is of this room."""
        if auction_id not in self._lots:
            self._load([auction_id])
        return self._lots.get(auction_id)

    def of_party(self, party_id: str) -> list[Lot]:
        """The lots of a party that are not closed, in the order in which they were put up."""
        found = self._read(OPEN_OF_PARTY, [party_id])
        return [lot for lot in found if lot.state != "closed"]

    def of_seller(self, seller_id: str) -> list[Lot]:
        """A seller's lots that are not closed, in the order in which they were put up."""
        found = self._read(OPEN_OF_SELLER, [seller_id])
        return [lot for lot in found if lot.state != "closed"]

    def with_bids_of(self, user_id: str) -> list[Lot]:
        """The lots that are not closed and that somebody has bid for."""
        found = self._read(OPEN_WITH_BIDS_OF, [user_id])
        unsaved = {bid.auction_id for bid in self._fresh if bid.bidder_id == user_id and not bid.struck}
        more = [self._lots[auction_id] for auction_id in sorted(unsaved - {lot.id for lot in found})]
        return [lot for lot in (*found, *more) if lot.state != "closed"]

    def bids_of(self, lot: Lot) -> list[Placed]:
        """The bids for a lot that count, in their order."""
        stored = [
            Placed(**row | {name: bool(row[name]) for name in ("told", "struck")})
            for row in rows.select(BIDS, [lot.id])
        ]
        known = [self._bids.setdefault(bid.id, bid) for bid in stored]
        fresh = [bid for bid in self._fresh if bid.auction_id == lot.id]
        return [bid for bid in (*known, *fresh) if not bid.struck]

    def add(self, bid: Placed) -> None:
        """A new bid."""
        self._fresh.append(bid)

    def strike(self, bid: Placed) -> None:
        """The bid does not count any more."""
        bid.struck = True
        if bid.id in self._bids:
            self._struck.append(bid)

    def save(self) -> None:
        """Write back what changed."""
        rows.update(STANDS, [_row(lot) for lot in self._lots.values() if lot.changed])
        rows.insert(ADDED, ADDED.values(self._fresh))
        rows.update(STRUCK, STRUCK.values(self._struck))

    def _load(self, auction_ids: list[str]) -> None:
        if auction_ids:
            self._read(LOTS_BY_ID, [auction_ids])

    def _read(self, sql: Sql, params: list[Any]) -> list[Lot]:
        """The lots of this room that are found, each as the one object this turn knows it by."""
        found = [lot_of(row) for row in rows.select(sql, [self._room_id, *params])]
        return [self._lots.setdefault(lot.id, lot) for lot in found]


def _row(lot: Lot) -> tuple[Any, ...]:
    board = lot.board
    stands = (board.price, board.leader, board.ceiling, board.bids)
    clock = (lot.ends_at, lot.left_ms, lot.held_up, lot.closest_late_ms)
    return (lot.id, lot.state, lot.outcome, *stands, *clock, lot.reason, lot.reason_code, lot.offered_until)


def lot_of(row: dict[str, Any]) -> Lot:
    """A row of `LOTS`."""
    own = [(start, step) for start, step in json.loads(row["bands"])] if row["bands"] else None
    terms = rules.Terms(
        row.pop("start_price"), own or bands_of(row["currency"]), row.pop("reserve"), row.pop("buy_now")
    )
    board = rules.Board(row.pop("price"), row.pop("leader"), row.pop("ceiling"), row.pop("bids"))
    del row["bands"]
    for name in ("withdrawn", "several_lots", "prebids", "held_up"):  # 0 and 1 on SQLite
        row[name] = bool(row[name])
    return Lot(**row | {"terms": terms, "board": board, "leader_name": row["leader_name"] or ""})


def views(party_ids: list[str]) -> list[AuctionView]:
    """The lots of these parties, in the order in which they were put up."""
    return shown(rows.select(OF_PARTIES, [party_ids]), lambda row: lot_of(row).view())


def earlier_offers(room_id: str, party_ids: list[str], user_ids: list[str]) -> dict[str, list[AuctionView]]:
    """The lots on offer to each of these people in parties of the room besides these."""
    found = rows.select(OFFERED_EARLIER, [user_ids, room_id, party_ids])
    own: dict[str, list[AuctionView]] = {}
    for lot in shown(found, lambda row: lot_of(row).view()):
        if lot.leader:
            own.setdefault(lot.leader.id, []).append(lot)
    return own


def maxima(user_ids: list[str], party_ids: list[str]) -> dict[str, list[MyBid]]:
    """The most that each of these people bid for the lots of these parties that may still be bid for, or that are
    offered to her.
    """
    own: dict[str, list[MyBid]] = {}
    for row in rows.select(MAXIMA, [user_ids, party_ids]):
        own.setdefault(row.pop("bidder_id"), []).append(MyBid(**row))
    return own
