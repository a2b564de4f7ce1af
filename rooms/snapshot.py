"""What a newcomer needs to see of the selling, and what is her own. Read inside one moment."""

from livesell.ledger import rows
from rooms import rolls
from rooms.events import ClaimView, Mine, MyClaim, PartyView, Showcase
from rooms.models import Item, Party, Room
from rooms.rules.roles import Standing
from rooms.showing import item_views, party_views, room_view
from rooms.stock import CLAIMS, Claimed


def showcase(room_id: str) -> Showcase:
    """Announced parties that are not over, the one that ended last, and all their items."""
    parties = shown_parties(room_id)
    items = Item.objects.filter(party__in=[party.id for party in parties]).select_related("seller")
    room = Room.objects.get(pk=room_id)
    return Showcase(
        room=room_view(room), parties=parties, items=item_views(items.order_by("party_id", "number"))
    )


def shown_parties(room_id: str) -> list[PartyView]:
    """The parties that a room shows, by id."""
    announced = Party.objects.filter(room_id=room_id, state__in=("scheduled", "live", "paused"))
    last = Party.objects.filter(room_id=room_id, state="ended").order_by("-ended_at", "-pk")[:1]
    return sorted(party_views((*announced, *last)), key=lambda view: view.id)


def mine(room_id: str, standing: Standing, offset: int) -> Mine:
    """The reader's role, claims, and the lists she stands on."""
    parties = [party.id for party in shown_parties(room_id)]
    claims = claims_in(parties, "c.buyer_id = %s", [standing.user_id])
    ahead = _ahead(claims)
    return Mine.model_validate(
        {
            "offset": offset,
            "role": standing.role,
            "follows": bool(rolls.lists_of(rolls.FOLLOWERS, standing.user_id, [room_id])),
            "coming": rolls.lists_of(rolls.COMING, standing.user_id, parties),
            "claims": [MyClaim(claim=claim, ahead=ahead.get(claim.id, 0)) for claim in claims],
        }
    )


def claims_in(party_ids: list[str], where: str = "1 = 1", params: list[str] | None = None) -> list[ClaimView]:
    """The held, waiting and ordered claims of these parties, oldest first."""
    these, listed = rows.among(party_ids)
    found = rows.select(
        f"{CLAIMS}{where} AND c.state IN ('held', 'waitlisted', 'ordered') AND v.item_id IN"
        f" (SELECT i.id FROM rooms_item i WHERE i.party_id {these}) ORDER BY c.since, c.id",
        [*(params or []), listed],
    )
    return [Claimed(**row).view() for row in found]


def _ahead(claims: list[ClaimView]) -> dict[str, int]:
    """For each waiting claim, how many wait before it."""
    waiting = [claim for claim in claims if claim.state == "waitlisted"]
    if not waiting:
        return {}
    these, ids = rows.among([claim.id for claim in waiting])
    found = rows.select(
        "SELECT m.id, COUNT(o.id) AS ahead FROM rooms_claim m LEFT JOIN rooms_claim o ON o.variant_id = m.variant_id"
        " AND o.state = 'waitlisted' AND o.since < m.since"
        f" WHERE m.id {these} GROUP BY m.id",
        [ids],
    )
    return {row["id"]: row["ahead"] for row in found}
