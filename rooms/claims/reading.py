"""Claims as they are read outside a turn: by pages, snapshots and stand-ins."""

from typing import Any

from livesell.ledger import rows
from livesell.ledger.shown import shown
from rooms.events.claims import ClaimView
from rooms.stock.rows import CLAIMS, Claimed


def claims_in(party_ids: list[str], where: str, params: list[Any], most: int = 1_000_000) -> list[ClaimView]:
    """The held, waiting, wanted and ordered claims of these parties, oldest first.

    Told by what they are not: by what they are, SQLite would go through all such claims of the server.
    """
    these, listed = rows.any_of(party_ids)
    found = rows.select(
        f"{CLAIMS}{where} AND c.state NOT IN ('released', 'expired') AND v.item_id IN"
        f" (SELECT i.id FROM rooms_item i WHERE i.party_id {these}) ORDER BY c.since, c.id LIMIT %s",
        [*params, listed, most],
    )
    return shown(found, _claim_view)


def line_of(variant_id: str, most: int) -> list[ClaimView]:
    """The first of those who wait for a variant."""
    where = "c.variant_id = %s AND c.state = 'waitlisted' ORDER BY c.place LIMIT %s"
    return shown(rows.select(CLAIMS + where, [variant_id, most]), _claim_view)


def _claim_view(row: dict[str, Any]) -> ClaimView:
    return Claimed(**row).view()
