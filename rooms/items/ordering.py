"""The order of a party's items, its pins, and what a seller notes for herself."""

from django.db.models import F, Max

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.items import ItemMoved, ItemNoted, ItemPinned
from rooms.frames.items import MoveItem, NoteItem, PinItem
from rooms.items.items import to_change
from rooms.models.items import Item
from rooms.parties import parties
from rooms.rules.ordering import MAX_PINS, shift
from rooms.rules.parties import ANNOUNCED


def move(turn: Turn, frame: MoveItem) -> Recorded:
    """Put an item before another of its party, or at the end."""
    item = to_change(turn, frame.item_id)
    if frame.before == item.pk:
        raise Refused(Code.WRONG_STATE)
    siblings = Item.objects.filter(party_id=item.party_id)
    before = siblings.filter(pk=frame.before).values_list("place", flat=True).first()
    if before is None and frame.before is not None:
        raise Refused(Code.NOT_FOUND)
    end = siblings.aggregate(last=Max("place"))["last"] + 1
    moved = shift(item.place, end if before is None else before)
    siblings.filter(place__range=(moved.first, moved.last)).update(place=F("place") + moved.step)
    siblings.filter(pk=item.pk).update(place=moved.place)
    event = ItemMoved(item_id=item.pk, before=frame.before)
    return parties.tell(turn, item.party, event if item.party.state in ANNOUNCED else None)


def pin(turn: Turn, frame: PinItem) -> Recorded:
    """Pin an item, or take the pin out."""
    item = to_change(turn, frame.item_id)
    if item.pinned is frame.pinned:
        raise Refused(Code.WRONG_STATE)
    if item.withdrawn:
        raise Refused(Code.WITHDRAWN)
    if frame.pinned and Item.objects.filter(party_id=item.party_id, pinned=True).count() >= MAX_PINS:
        raise Refused(Code.LIMIT)
    item.pinned = frame.pinned
    item.save(update_fields=["pinned"])
    event = ItemPinned(item_id=item.pk, pinned=item.pinned)
    return parties.tell(turn, item.party, event if item.party.state in ANNOUNCED else None)


def note(turn: Turn, frame: NoteItem) -> Recorded:
    """The words themselves stand in no ledger."""
    item = to_change(turn, frame.item_id)
    item.note = frame.note
    item.save(update_fields=["note"])
    return turn.record(ItemNoted(item_id=item.pk), desk=True)
