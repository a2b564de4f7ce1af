"""A party before it is live, as the rules of `rooms.rules.preflight` look at it."""

from django.db.models import Q

from rooms.membership.standing import let_in
from rooms.models.items import Item
from rooms.models.parties import Party
from rooms.models.rooms import Member
from rooms.models.terms import Terms
from rooms.rules.preflight import Offered, Plan


def plan_of(party: Party, now: int) -> Plan:
    """The party with what is still for sale in it."""
    found = Item.objects.filter(party=party, withdrawn=False).order_by("place").prefetch_related("variants")
    items = tuple(_offered(item) for item in found)
    watching = Member.objects.filter(let_in(now), room_id=party.room_id, role=Member.MODERATOR)
    return Plan(
        hold_minutes=party.hold_minutes,
        items=items,
        lineup=tuple(seller for seller, _ in party.lineup),
        moderators=watching.count(),
        unshipped=_unshipped(party, {item.seller_id for item in items}),
    )


def _offered(item: Item) -> Offered:
    variants = list(item.variants.all())
    prices = [item.price if one.price is None else one.price for one in variants]
    return Offered(
        item_id=item.pk,
        seller_id=item.seller_id,
        price=min(prices, default=item.price),
        stock=sum(one.stock for one in variants),
        pictures=len(item.pictures),
    )


def _unshipped(party: Party, seller_ids: set[str]) -> frozenset[str]:
    """Those of these sellers who have set no terms here, neither for the room nor for this party."""
    set_here = Terms.objects.filter(
        Q(party=party) | Q(party=None), room_id=party.room_id, seller__in=seller_ids
    )
    return frozenset(seller_ids) - set(set_here.values_list("seller_id", flat=True))
