"""Items once more: one of them cloned, or what a party left unsold carried into another."""

from collections.abc import Iterable

from django.db.models import Sum

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.items import ItemEdited
from rooms.frames.items import CarryItems, CloneItem
from rooms.items.items import Made, open_party, own, put
from rooms.membership.standing import standing
from rooms.models.claims import Claim
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from rooms.parties import parties
from rooms.presenters import item_views
from rooms.rules.roles import HOSTS

COPIED = (
    "seller_id",
    "title",
    "description",
    "note",
    "price",
    "hold_minutes",
    "per_buyer_limit",
    "first_paid",
    "weight",
    "axes",
    "pictures",
)


def clone(turn: Turn, frame: CloneItem) -> Recorded:
    """The same item again, its whole stock too; the seller stays who she is."""
    item = own(turn, frame.item_id)
    party = open_party(turn, frame.party_id or item.party_id)
    if party.currency != item.party.currency:
        raise Refused(Code.WRONG_STATE)
    variants = item.variants.order_by("place")
    return put(turn, party, [_copy(item, ((variant, variant.stock) for variant in variants))])


def carry(turn: Turn, frame: CarryItems) -> Recorded:
    """Move free units of what the actor sees to; held ones stay, and those that somebody waits for or wants."""
    source, party = parties.of_room(turn, frame.from_id), open_party(turn, frame.party_id)
    if source.state != "ended" or source.currency != party.currency:
        raise Refused(Code.WRONG_STATE)
    left = source.items.filter(withdrawn=False).select_related("seller").order_by("place")
    if standing(turn).role not in HOSTS:
        left = left.filter(seller_id=turn.actor.user_id)
    wanted = _wanted(source)
    unsold = {item: _unsold(item, wanted) for item in left.prefetch_related("variants")}
    carried = [item for item, variants in unsold.items() if variants]
    if not carried:
        raise Refused(Code.NOTHING_TO_SELL)
    recorded = put(turn, party, [_copy(item, unsold[item]) for item in carried])
    moved = [(variant, units) for item in carried for variant, units in unsold[item]]
    for variant, units in moved:
        variant.stock -= units
    Variant.objects.bulk_update([variant for variant, _ in moved], ["stock"])
    for view in item_views(carried):
        turn.record(ItemEdited(item=view))
    return recorded


def _wanted(party: Party) -> dict[str, int]:
    """For each variant, the units that somebody wants and has not paid for yet."""
    claims = Claim.objects.filter(variant__item__party=party, state="wanted")
    return dict(claims.values_list("variant_id").annotate(Sum("quantity")))


def _unsold(item: Item, wanted: dict[str, int]) -> list[tuple[Variant, int]]:
    """The variants of which something can be moved, in their order, and how much."""
    found = sorted(item.variants.all(), key=lambda variant: variant.place)
    free = [
        (one, one.stock - one.held - one.sold - wanted.get(one.pk, 0)) for one in found if not one.waiting
    ]
    return [(one, units) for one, units in free if units > 0]


def _copy(item: Item, variants: Iterable[tuple[Variant, int]]) -> Made:
    return Made(
        Item(**{name: getattr(item, name) for name in COPIED}, copy_of=item.copy_of or item.pk),
        [
            Variant(name=one.name, options=one.options, price=one.price, stock=units)
            for one, units in variants
        ],
    )
