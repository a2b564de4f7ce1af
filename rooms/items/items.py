"""Items: added, changed, withdrawn; also while live, in seconds. Hosts see to all, a seller to her own.

A party's items have numbers, which people call out, and places, which are their order; both are 1, 2, 3
without holes.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Max
from pydantic import ValidationError

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codec import refuse
from livesell.wire.codes import Code
from rooms.events.items import ItemAdded, ItemEdited, ItemFeatured
from rooms.frames.items import AddItem, EditItem, ImportItems, SetPrice, SetStock, WithdrawItem
from rooms.membership.standing import sees_to
from rooms.models.items import Item, Picture, Sheet, Variant
from rooms.models.parties import Party
from rooms.orders import amounts
from rooms.parties import parties
from rooms.presenters import item_view, item_views
from rooms.rules import kinds, prices
from rooms.rules.parties import ANNOUNCED, ON_AIR, OVER
from rooms.stock import waitlist
from rooms.stock.rows import Stock

MAX_ITEMS = 1_000


class Made(NamedTuple):
    """An item to be put into a party, not yet in any table."""

    item: Item
    variants: list[Variant]


def add(turn: Turn, frame: AddItem) -> Recorded:
    """Put an item at the end of a party. The actor sells it."""
    return put(turn, open_party(turn, frame.party_id), [_made(turn, frame)])


def add_sheet(turn: Turn, frame: ImportItems) -> Recorded:
    """Put all items of the actor's sheet at the end of its party. The sheet is used up."""
    sheet = Sheet.objects.filter(pk=frame.sheet_id, owner_id=turn.actor.user_id).first()
    if sheet is None:
        raise Refused(Code.NOT_FOUND)
    party = open_party(turn, sheet.party_id)
    recorded = put(turn, party, [_made(turn, _kept(item)) for item in sheet.items])
    sheet.delete()
    return recorded


def _kept(item: dict[str, Any]) -> AddItem:
    """An item of a sheet, which was read by the bounds of its day; today's may be others."""
    try:
        return AddItem.model_validate(item)
    except ValidationError as error:
        raise Refused(Code.BAD_FRAME, refuse(error, item).detail) from None


def _made(turn: Turn, frame: AddItem) -> Made:
    if wrong := kinds.why_not(frame.axes, [(kind.name, kind.options) for kind in frame.variants]):
        raise Refused(Code.BAD_FRAME, wrong)
    item = Item(
        seller_id=turn.actor.user_id,
        title=frame.title,
        description=frame.description,
        note=frame.note,
        price=frame.price,
        hold_minutes=frame.hold_minutes,
        per_buyer_limit=frame.per_buyer_limit,
        first_paid=frame.first_paid,
        weight=frame.weight,
        axes=frame.axes,
        pictures=_own_pictures(turn, frame.pictures),
    )
    variants = [
        Variant(
            name=kinds.name_of(kind.name, kind.options),
            options=kind.options,
            price=kind.price,
            stock=kind.stock,
        )
        for kind in frame.variants
    ]
    return Made(item, variants)


def put(turn: Turn, party: Party, made: Sequence[Made]) -> Recorded:
    """Put items at the end of a party, all of them or, where it would be too full, none; what the first one made."""
    last = party.items.aggregate(last=Max("number"))["last"] or 0
    if last + len(made) > MAX_ITEMS:
        raise Refused(Code.LIMIT)
    for item, variants in made:
        amounts.check(party.currency, item.price, *(variant.price for variant in variants))
    for number, (item, variants) in enumerate(made, start=last + 1):
        item.party, item.number, item.place = party, number, number
        for place, variant in enumerate(variants):
            variant.item, variant.place = item, place
    Item.objects.bulk_create(item for item, _ in made)
    Variant.objects.bulk_create(variant for _, variants in made for variant in variants)
    if party.state not in ANNOUNCED:
        return parties.tell(turn, party, None)
    put_here = party.items.filter(number__gt=last).select_related("seller").order_by("place")
    first, *_ = [turn.record(ItemAdded(item=view)) for view in item_views(put_here)]
    return first


def edit(turn: Turn, frame: EditItem) -> Recorded:
    """Other words, pictures, hold time, limit, weight or price. Claims made keep the time and price they were promised.

    What sending costs stands still while the party is live, and so does a weight.
    """
    item = to_change(turn, frame.item_id)
    amounts.check(item.party.currency, frame.price)
    if frame.weight is not None:
        if item.party.state in ON_AIR:
            raise Refused(Code.WRONG_STATE)
        item.weight = frame.weight
    if frame.per_buyer_limit is not None:
        item.per_buyer_limit = frame.per_buyer_limit or None
    item.title = item.title if frame.title is None else frame.title
    item.hold_minutes = item.hold_minutes if frame.hold_minutes is None else frame.hold_minutes or None
    item.description = item.description if frame.description is None else frame.description
    if frame.pictures is not None:
        item.pictures = _own_pictures(turn, frame.pictures, kept=item.pictures)
    if frame.price is not None and frame.price != item.price:
        item.was = prices.was(item.price, frame.price, item.was)
        item.price = frame.price
        reprice(turn, item)
    item.save()
    return _tell_edited(turn, item)


def set_price(turn: Turn, frame: SetPrice) -> Recorded:
    """A price of a variant's own, or again that of the item."""
    variant, item = _variant(turn, frame.variant_id)
    amounts.check(item.party.currency, frame.price)
    if variant.price != frame.price:
        variant.price = frame.price
        reprice(turn, item)
        variant.save(update_fields=["price"])
        item.save()
    return _tell_edited(turn, item)


def set_stock(turn: Turn, frame: SetStock) -> Recorded:
    """More units serve the line; fewer than are held and sold cannot be."""
    variant, item = _variant(turn, frame.variant_id)
    if frame.stock < variant.held + variant.sold:
        raise Refused(Code.STOCK_TAKEN)
    variant.stock = frame.stock
    variant.save(update_fields=["stock"])
    recorded = _tell_edited(turn, item)
    if stocked := turn.use(Stock).variant(variant.pk):
        waitlist.serve(turn, stocked)
    return recorded


def withdraw(turn: Turn, frame: WithdrawItem) -> Recorded:
    """Take an item off sale and off air. Holds stay; the line is let go."""
    item = to_change(turn, frame.item_id)
    if item.withdrawn:
        raise Refused(Code.WRONG_STATE)
    return _take_off_sale(turn, item)


def withdraw_all_of(turn: Turn, seller_id: str) -> None:
    """Somebody was shut out: what she sells in parties that are not over is off sale."""
    hers = Item.objects.filter(party__room_id=turn.room_id, seller_id=seller_id, withdrawn=False)
    for item in hers.exclude(party__state__in=OVER).select_related("party", "seller").order_by("pk"):
        _take_off_sale(turn, item)


def _take_off_sale(turn: Turn, item: Item) -> Recorded:
    item.withdrawn = True
    item.pinned = False
    take_flash_off(turn, item)
    item.save()
    recorded = _tell_edited(turn, item)
    if (
        Party.objects.filter(pk=item.party_id, on_air=item.pk).update(on_air="")
        and item.party.state in ANNOUNCED
    ):
        turn.record(ItemFeatured(party_id=item.party_id, item_id=None))
    stock = turn.use(Stock)
    for variant in item.variants.filter(waiting__gt=0):
        if stocked := stock.variant(variant.pk):
            waitlist.serve(turn, stocked)
    return recorded


def reprice(turn: Turn, item: Item) -> None:
    """What the item or one of its variants costs is another price from now on. The caller saves it."""
    item.price_version += 1
    item.priced_at = turn.now


def take_flash_off(turn: Turn, item: Item) -> None:
    """There is no flash sale of the item any more; if it was on, prices are others now."""
    if item.flash_on:
        reprice(turn, item)
    item.flash_percent = item.flash_starts_at = item.flash_ends_at = None
    item.flash_on = False


def to_change(turn: Turn, item_id: str) -> Item:
    """The item of a party that is not over, if it is of this room and the actor's to see to."""
    item = own(turn, item_id)
    if item.party.state in OVER:
        raise Refused(Code.OVER)
    return item


def own(turn: Turn, item_id: str) -> Item:
    """The item, also of a party that is over, if it is of this room and the actor's to see to."""
    items = Item.objects.select_related("party", "seller")
    item = items.filter(pk=item_id, party__room_id=turn.room_id).first()
    if item is None:
        raise Refused(Code.NOT_FOUND)
    if not sees_to(turn, item.seller_id):
        raise Refused(Code.FORBIDDEN)
    return item


def open_party(turn: Turn, party_id: str) -> Party:
    """A party of this room that items can still be put into."""
    party = parties.of_room(turn, party_id)
    if party.state in OVER:
        raise Refused(Code.OVER)
    return party


def _variant(turn: Turn, variant_id: str) -> tuple[Variant, Item]:
    variant = Variant.objects.filter(pk=variant_id).first()
    if variant is None:
        raise Refused(Code.NOT_FOUND)
    return variant, to_change(turn, variant.item_id)


def _own_pictures(turn: Turn, pictures: list[str], kept: list[str] | None = None) -> list[str]:
    """The pictures, if the actor uploaded each of them or the item has it already."""
    if not pictures:
        return []
    own = Picture.objects.filter(pk__in=pictures, owner_id=turn.actor.user_id).values_list("pk", flat=True)
    if not set(pictures) <= {*own, *(kept or ())}:
        raise Refused(Code.NOT_FOUND)
    return list(dict.fromkeys(pictures))


def _tell_edited(turn: Turn, item: Item) -> Recorded:
    return parties.tell(
        turn, item.party, ItemEdited(item=item_view(item)) if item.party.state in ANNOUNCED else None
    )
