"""Pins: one message above the chat, until its time is over, the party ends, or its words are gone.

Whoever comes later cannot have read it, so its words stand beside the pin's fact as well, and are forgotten with it.
"""

import json
from typing import Literal

from chat.events.pins import MessagePinned, MessageUnpinned, PinView
from chat.frames.pins import PinMessage, UnpinMessage
from chat.messages import messages
from chat.models.pins import Pin
from livesell.ledger import read, texts
from livesell.ledger.head import Words
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.membership.standing import Members

Reason = Literal["staff", "time", "end", "replaced", "gone", "banned"]


class EndPin(Command):
    """The clock's: the time of the pinned message is over."""

    type: Literal["pin.end"] = "pin.end"


def pin(turn: Turn, frame: PinMessage) -> Recorded:
    """Pin a message in the place of any other.

    `not_found`; `wrong_state` where its words were taken out, or its author is banned.
    """
    message = messages.at(turn, frame.message_offset)
    if message.text is None or turn.use(Members).of(message.author.id).is_banned(turn.now):
        raise Refused(Code.WRONG_STATE)
    _unpin_where(turn, "replaced")
    salt, until = turn.new_salt(), None if frame.seconds is None else turn.now + frame.seconds * 1_000
    Pin.objects.create(
        room_id=turn.room_id,
        author_id=message.author.id,
        offset=turn.next_offset(),
        message_offset=message.offset,
        until=until,
    )
    event = MessagePinned(
        message_offset=message.offset,
        author=message.author,
        role=message.role,
        text_hash=chain.text_hash(salt, message.text),
        until=until,
    )
    return turn.record_words(event, Words(salt, message.text, message.author.id, message.offset))


def unpin(turn: Turn, frame: UnpinMessage) -> Recorded:
    """Take it down; `not_found` where that pin does not stand any more."""
    unpinned = _unpin_where(turn, "staff", offset=frame.pin_offset)
    if unpinned is None:
        raise Refused(Code.NOT_FOUND)
    return unpinned


def end(turn: Turn, _frame: EndPin) -> Recorded:
    """Its time is over."""
    unpinned = _unpin_where(turn, "time", until__lte=turn.now)
    if unpinned is None:
        raise Refused(Code.WRONG_STATE)
    return unpinned


def end_with_party(turn: Turn, _party_id: str) -> None:
    """The party is over, and with it what was pinned to its end."""
    _unpin_where(turn, "end", until=None)


def unpin_gone(turn: Turn, offset: int) -> None:
    """The words of a message are gone, or are no longer those that were pinned."""
    _unpin_where(turn, "gone", message_offset=offset)


def unpin_of(turn: Turn, user_id: str, reason: Reason = "banned") -> None:
    """Nothing of hers stands above the chat: she was banned, or all that she said is gone."""
    _unpin_where(turn, reason, author_id=user_id)


def pinned(room_id: str) -> PinView | None:
    """The message that is pinned, if there is one and its words were not forgotten."""
    stands = Pin.objects.filter(room_id=room_id).first()
    stored = read.at(f"room.{room_id}", stands.offset) if stands else None
    text = json.loads(stored.wire)["text"] if stored else None
    if stands is None or stored is None or text is None:
        return None
    event = read.recalled(MessagePinned, stored)
    return PinView(
        offset=stands.offset,
        message_offset=stands.message_offset,
        author=event.author,
        role=event.role,
        text=text,
        until=stands.until,
    )


def forget(room_id: str) -> None:
    """Delete what is pinned in a room that is no more."""
    Pin.objects.filter(room_id=room_id).delete()


def _unpin_where(turn: Turn, reason: Reason, **which: object) -> Recorded | None:
    """Take down what is pinned, if it is of that kind."""
    stands = Pin.objects.filter(room_id=turn.room_id, **which).first()
    if stands is None:
        return None
    stands.delete()
    texts.replace(f"room.{turn.room_id}", stands.offset)
    return turn.record(MessageUnpinned(pin_offset=stands.offset, reason=reason))
