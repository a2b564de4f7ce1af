"""Flash sales: announced, begun, ended. Each is a turn, and the offset of its event is the moment it counts from."""

from typing import Literal

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.events.items import FlashAnnounced, FlashBegun, FlashEnded
from rooms.frames.items import AnnounceFlash, EndFlash
from rooms.items.items import reprice, take_flash_off, to_change
from rooms.models.items import Item
from rooms.presenters import flash_of, item_view
from rooms.rules import prices
from rooms.rules.parties import ON_AIR, why_no_claims


class FlashDue(Command):
    """The clock's own command: a flash sale is to begin or to end."""

    type: Literal["flash.due"] = "flash.due"
    item_id: Id


def announce(turn: Turn, frame: AnnounceFlash) -> Recorded:
    """A sale that is to come, or without a lead one that begins."""
    item = to_change(turn, frame.item_id)
    if item.party.state not in ON_AIR:
        raise Refused(why_no_claims(item.party.state) or Code.NOT_LIVE)
    if item.withdrawn:
        raise Refused(Code.WITHDRAWN)
    if flash_of(item):
        raise Refused(Code.WRONG_STATE)
    item.flash_percent = frame.percent
    item.flash_starts_at = turn.now + frame.lead_seconds * 1000
    item.flash_ends_at = item.flash_starts_at + frame.seconds * 1000
    if not frame.lead_seconds:
        return _begin(turn, item)
    item.save()
    return turn.record(FlashAnnounced(item=item_view(item)))


def end(turn: Turn, frame: EndFlash) -> Recorded:
    """Before its time."""
    item = to_change(turn, frame.item_id)
    if not flash_of(item):
        raise Refused(Code.WRONG_STATE)
    return _end(turn, item)


def step(turn: Turn, frame: FlashDue) -> Recorded:
    """What is due of it: it begins, or ends, also in a party that is over."""
    found = Item.objects.select_related("party", "seller").filter(party__room_id=turn.room_id)
    item = found.filter(pk=frame.item_id).first()
    if item is None:
        raise Refused(Code.NOT_FOUND)
    flash = flash_of(item)
    what = flash and prices.due(flash, turn.now, on_air=item.party.state in ON_AIR)
    if what is None:
        raise Refused(Code.WRONG_STATE)
    return _begin(turn, item) if what == "begin" else _end(turn, item)


def _begin(turn: Turn, item: Item) -> Recorded:
    item.flash_on = True
    reprice(turn, item)
    item.save()
    return turn.record(FlashBegun(item=item_view(item)))


def _end(turn: Turn, item: Item) -> Recorded:
    take_flash_off(turn, item)
    item.save()
    return turn.record(FlashEnded(item=item_view(item)))
