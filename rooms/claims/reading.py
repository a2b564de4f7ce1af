"""Claims as they are read outside a turn: by pages, snapshots and stand-ins."""

from typing import Any

from livesell.ledger import rows
from livesell.ledger.shown import shown
from rooms.events.claims import ClaimView, MyClaim
from rooms.models.items import Item
from rooms.rules.claims import KEPT_ORDERED
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


def own_claims(room_id: str, party_ids: list[str], user_ids: list[str]) -> dict[str, list[MyClaim]]:
    """What each of these users claimed in these parties, oldest first, and how many wait before her; and what is open
    or was ordered lately in parties of the room that ended before.
    """
    these, listed = rows.any_of(user_ids)
    claims = claims_in(party_ids, f"c.buyer_id {these}", [listed]) + _earlier(room_id, party_ids, user_ids)
    claims.sort(key=lambda claim: (claim.since, claim.id))
    ahead, items = _ahead(claims), _items(claims)
    own: dict[str, list[MyClaim]] = {}
    for claim in claims:
        title, currency = items[claim.item_id]
        mine = MyClaim(claim=claim, ahead=ahead.get(claim.id, 0), title=title, currency=currency)
        own.setdefault(claim.buyer.id, []).append(mine)
    return own


def _earlier(room_id: str, party_ids: list[str], user_ids: list[str]) -> list[ClaimView]:
    """The claims of these users in ended parties of the room besides these; see `KEPT_ORDERED`."""
    (these, users), (those, parties) = rows.any_of(user_ids), rows.any_of(party_ids)
    kept = (
        "SELECT k.id FROM (SELECT c.id, c.state, ROW_NUMBER() OVER"
        " (PARTITION BY c.buyer_id, c.state ORDER BY c.since DESC, c.id DESC) AS nth"
        " FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id JOIN rooms_item i ON i.id = v.item_id"
        f" JOIN rooms_party p ON p.id = i.party_id WHERE c.buyer_id {these} AND p.room_id = %s"
        f" AND p.state = 'ended' AND NOT (p.id {those}) AND c.state NOT IN ('released', 'expired')) k"
        " WHERE k.state <> 'ordered' OR k.nth <= %s"
    )
    found = rows.select(f"{CLAIMS}c.id IN ({kept})", [users, room_id, parties, KEPT_ORDERED])
    return shown(found, _claim_view)


def _items(claims: list[ClaimView]) -> dict[str, tuple[str, str]]:
    """The title of each item that is claimed, and the currency of its party."""
    items = Item.objects.filter(pk__in={claim.item_id for claim in claims}) if claims else Item.objects.none()
    return {
        pk: (title, currency) for pk, title, currency in items.values_list("pk", "title", "party__currency")
    }


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
