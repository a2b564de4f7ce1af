"""What a newcomer needs to see of the selling, and what is her own. Read inside one moment."""

from collections.abc import Sequence
from typing import Any

from livesell.ledger import rows
from livesell.ledger.shown import shown
from rooms.auctions import rows as lots
from rooms.claims.reading import claims_in
from rooms.events.claims import ClaimView, MyClaim
from rooms.events.parties import PartyView
from rooms.events.snapshots import Mine, Showcase
from rooms.giveaways import rows as entries
from rooms.membership import lists as rolls
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item
from rooms.models.parties import Party
from rooms.models.rooms import RoleOffer, Room
from rooms.presenters import giveaway_view, item_views, party_views, room_view
from rooms.rules.roles import Standing


def showcase(room_id: str) -> Showcase:
    """Announced parties that are not over, the one that ended last, and all their items."""
    parties = shown_parties(room_id)
    items = Item.objects.filter(party__in=[party.id for party in parties]).select_related("seller")
    room = Room.objects.get(pk=room_id)
    giveaways = Giveaway.objects.filter(party__in=[party.id for party in parties])
    return Showcase(
        room=room_view(room),
        parties=parties,
        items=item_views(items.order_by("party_id", "place")),
        giveaways=shown(giveaways.select_related("giver", "variant").order_by("first"), giveaway_view),
        auctions=lots.views([party.id for party in parties]),
    )


def shown_parties(room_id: str) -> list[PartyView]:
    """The parties that a room shows, by id."""
    announced = Party.objects.filter(room_id=room_id, state__in=("scheduled", "live", "paused"))
    last = Party.objects.filter(room_id=room_id, ended_at__isnull=False).order_by("-ended_at")[:1]
    ended = (party for party in last if party.state == "ended")  # it may have been restarted
    return sorted(party_views((*announced, *ended)), key=lambda view: view.id)


def mine(room_id: str, people: Sequence[Standing], offset: int) -> dict[str, Mine]:
    """What is each reader's own: role, claims, and the lists she stands on.

    The queries are as many for a thousand readers as for one, and those of a role who have nothing share one answer.
    """
    if not people:
        return {}
    users = [one.user_id for one in people]
    parties = [party.id for party in shown_parties(room_id)]
    these, listed = rows.any_of(users)
    claims = claims_in(parties, f"c.buyer_id {these}", [listed])
    ahead = _ahead(claims)
    own: dict[str, list[MyClaim]] = {}
    for claim in claims:
        own.setdefault(claim.buyer.id, []).append(MyClaim(claim=claim, ahead=ahead.get(claim.id, 0)))
    follows = rolls.lists_of(rolls.FOLLOWERS, users, [room_id])
    coming = rolls.lists_of(rolls.COMING, users, parties)
    entered = entries.entered(parties, users)
    items = list(Item.objects.filter(party__in=parties).values_list("pk", flat=True))
    asked = rolls.lists_of(rolls.ASKERS, users, items)
    bids = lots.maxima(users, parties)
    offers = RoleOffer.objects.filter(room_id=room_id, user_id__in=users)
    offered: dict[str, Any] = dict(offers.values_list("user_id", "role"))
    nothing: dict[str, Mine] = {}
    found: dict[str, Mine] = {}
    for one in people:
        who = one.user_id
        has_some = who in follows or any(
            who in lists for lists in (coming, asked, own, entered, bids, offered)
        )
        whose = None if has_some else nothing.get(one.role)
        if whose is None:
            whose = Mine(
                offset=offset,
                role=one.role,
                offered=offered.get(who),
                follows=who in follows,
                coming=coming.get(who, []),
                asked=asked.get(who, []),
                claims=own.get(who, []),
                entered=entered.get(who, []),
                bids=bids.get(who, []),
            )
        if not has_some:
            nothing[one.role] = whose
        found[who] = whose
    return found


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
