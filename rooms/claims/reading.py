"""Claims as they are read outside a turn: by pages, snapshots and stand-ins."""

from typing import Any

from livesell.ledger.shown import shown
from rooms.claims import rows
from rooms.events.claims import ClaimView, MyClaim
from rooms.models.items import Item
from rooms.rules.claims import KEPT_ORDERED
from rooms.stock.rows import Claimed


def claims_since(party_ids: list[str], since: int, most: int) -> list[ClaimView]:
    """The held, waiting, wanted and ordered claims of these parties after a moment, oldest first."""
    return shown(rows.claims_since(party_ids, since, most), _claim_view)


def line_of(variant_id: str, most: int) -> list[ClaimView]:
    """The first of those who wait for a variant."""
    return shown(rows.line(variant_id, most), _claim_view)


def own_claims(room_id: str, party_ids: list[str], user_ids: list[str]) -> dict[str, list[MyClaim]]:
    """What each of these users claimed in these parties, oldest first, and how many wait before her; and what is open
    or was ordered lately in parties of the room that ended before.
    """
    earlier = rows.earlier(room_id, party_ids, user_ids, KEPT_ORDERED)
    claims = shown([*rows.claims_of(party_ids, user_ids), *earlier], _claim_view)
    claims.sort(key=lambda claim: (claim.since, claim.id))
    ahead, items = _ahead(claims), _items(claims)
    own: dict[str, list[MyClaim]] = {}
    for claim in claims:
        title, currency = items[claim.item_id]
        mine = MyClaim(claim=claim, ahead=ahead.get(claim.id, 0), title=title, currency=currency)
        own.setdefault(claim.buyer.id, []).append(mine)
    return own


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
    return rows.ahead(sorted({claim.variant_id for claim in waiting}), [claim.id for claim in waiting])
