"""What chat words and entrances ask of the tables of claims and items."""

from typing import Any, NamedTuple

from livesell.ledger import rows
from livesell.ledger.sql import Sql, filling
from rooms.stock.rows import CLAIMS, EVERY


class NamedKind(NamedTuple):
    """A variant as it can be claimed by word."""

    number: int
    variant_id: str
    item_id: str
    name: str
    on_air: bool


KINDS = filling(
    NamedKind,
    "FROM rooms_variant v JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id WHERE ",
    number="i",
    variant_id="v.id",
    on_air="i.id = p.on_air",
)
ON_SALE = Sql(
    f"{KINDS}p.room_id = %s AND p.state IN ('live', 'paused') AND (i.id = p.on_air OR i.number = ANY(%s))"
    " ORDER BY i.number, v.place"
)
KINDS_BY_ID = Sql(f"{KINDS}v.id = ANY(%s) ORDER BY i.number, v.place")
# Told by what they are not: by what they are, SQLite would go through all such claims of the server.
OF_PARTIES = (
    " AND c.state NOT IN ('released', 'expired') AND v.item_id IN"
    " (SELECT i.id FROM rooms_item i WHERE i.party_id = ANY(%s)) ORDER BY c.since, c.id LIMIT %s"
)
CLAIMS_SINCE = Sql(f"{CLAIMS}c.since > %s{OF_PARTIES}")
CLAIMS_OF = Sql(f"{CLAIMS}c.buyer_id = ANY(%s){OF_PARTIES}")
FIRST_IN_LINE = Sql(f"{CLAIMS}c.variant_id = %s AND c.state = 'waitlisted' ORDER BY c.place LIMIT %s")
EARLIER = Sql(
    f"{CLAIMS}c.id IN (SELECT k.id FROM (SELECT c.id, c.state, ROW_NUMBER() OVER"
    " (PARTITION BY c.buyer_id, c.state ORDER BY c.since DESC, c.id DESC) AS nth"
    " FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id WHERE c.buyer_id = ANY(%s) AND p.room_id = %s"
    " AND p.state = 'ended' AND NOT (p.id = ANY(%s)) AND c.state NOT IN ('released', 'expired')) k"
    " WHERE k.state <> 'ordered' OR k.nth <= %s)"
)
AHEAD = Sql(
    "SELECT id, ahead FROM (SELECT c.id, ROW_NUMBER() OVER (PARTITION BY c.variant_id ORDER BY c.place) - 1 AS ahead"
    " FROM rooms_claim c WHERE c.state = 'waitlisted' AND c.variant_id = ANY(%s)) line WHERE id = ANY(%s)"
)


def kinds_on_sale(room_id: str, numbers: list[int]) -> list[NamedKind]:
    """The variants of the items of these numbers in the party that is live, and of the one on air."""
    return [NamedKind(**row) for row in rows.select(ON_SALE, [room_id, numbers])]


def kinds(variant_ids: list[str]) -> list[NamedKind]:
    """These variants, in the order of their items' numbers."""
    return [NamedKind(**row) for row in rows.select(KINDS_BY_ID, [variant_ids])]


def claims_since(party_ids: list[str], since: int, most: int) -> list[dict[str, Any]]:
    """The held, waiting, wanted and ordered claims of these parties after a moment, oldest first."""
    return rows.select(CLAIMS_SINCE, [since, party_ids, most])


def claims_of(party_ids: list[str], user_ids: list[str]) -> list[dict[str, Any]]:
    """Those of these users in these parties, oldest first."""
    return rows.select(CLAIMS_OF, [user_ids, party_ids, EVERY])


def line(variant_id: str, most: int) -> list[dict[str, Any]]:
    """The first claims that wait for a variant."""
    return rows.select(FIRST_IN_LINE, [variant_id, most])


def earlier(room_id: str, party_ids: list[str], user_ids: list[str], most: int) -> list[dict[str, Any]]:
    """The claims of these users in ended parties of the room besides these; of the ordered the latest `most` each."""
    return rows.select(EARLIER, [user_ids, room_id, party_ids, most])


def ahead(variant_ids: list[str], claim_ids: list[str]) -> dict[str, int]:
    """For each of these waiting claims, all of these variants, how many wait before it."""
    return {row["id"]: row["ahead"] for row in rows.select(AHEAD, [variant_ids, claim_ids])}
