"""A party before it is live, as the rules of `rooms.rules.preflight` look at it."""

from django.db.models import Q

from rooms.membership.standing import let_in
from rooms.models.items import Item
from rooms.models.parties import Party
from rooms.models.rooms import Member
from rooms.models.terms import Discount, Terms
from rooms.rules.orders import is_good_in
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
        **_of_sellers(party, {item.seller_id for item in items}, now),
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


def _of_sellers(party: Party, seller_ids: set[str], now: int) -> dict[str, frozenset[str]]:
    """Which of these sellers have set no terms here, neither for the room nor for this party, and whose terms or codes
    are in another currency."""
    found = Terms.objects.filter(Q(party=party) | Q(party=None), room_id=party.room_id, seller__in=seller_ids)
    own = {one.seller_id: one for one in sorted(found, key=lambda one: one.party_id is not None)}
    codes = Discount.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), room_id=party.room_id, seller__in=seller_ids
    )
    return {
        "unshipped": frozenset(seller_ids - own.keys()),
        "other_terms": frozenset(who for who, one in own.items() if one.currency != party.currency),
        "other_codes": frozenset(
            one.seller_id
            for one in codes
            if not is_good_in(party.currency, one.currency, has_money=one.has_money)
        ),
    }
