"""Claims as they are read outside a turn: by pages, snapshots and stand-ins."""

from typing import Any

from livesell.ledger import rows
from livesell.ledger.shown import shown
from rooms.events.claims import ClaimView, MyClaim
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


def own_claims(party_ids: list[str], user_ids: list[str]) -> dict[str, list[MyClaim]]:
    """What each of these users claimed in these parties, oldest first, and how many wait before her."""
    these, listed = rows.any_of(user_ids)
    claims = claims_in(party_ids, f"c.buyer_id {these}", [listed])
    ahead = _ahead(claims)
    own: dict[str, list[MyClaim]] = {}
    for claim in claims:
        own.setdefault(claim.buyer.id, []).append(MyClaim(claim=claim, ahead=ahead.get(claim.id, 0)))
    return own


def _claim_view(row: dict[str, Any]) -> ClaimView:
    return Claimed(**row).view()


def _ahead(claims: list[ClaimView]) -> dict[str, int]:
    """For each waiting claim, how many wait before it."""
    waiting = [claim for claim in claims if claim.state == "waitlisted"]
    if not waiting:
        return {}
    these, ids = rows.any_of([claim.id for claim in waiting])
    those, variants = rows.any_of(sorted({claim.variant_id for claim in waiting}))
    found = rows.select(
        "SELECT id, ahead FROM (SELECT c.id,"
        " ROW_NUMBER() OVER (PARTITION BY c.variant_id ORDER BY c.place) - 1 AS ahead"
        f" FROM rooms_claim c WHERE c.state = 'waitlisted' AND c.variant_id {those}) line WHERE id {these}",
        [variants, ids],
    )
    return {row["id"]: row["ahead"] for row in found}
