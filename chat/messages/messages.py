"""Messages: said, and taken back. A message is a fact of the room's ledger; its words are kept apart."""

import json

from chat.events.messages import MessagePosted, MessageRemoved, MessageView
from chat.frames.messages import PostMessage
from chat.rules.messages import tidy
from livesell.ledger import read, texts
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from rooms.members import standing

POSTED = "message.posted"
SHOWN = 100


def post(turn: Turn, frame: PostMessage) -> Recorded:
    """Say a line to everybody."""
    text = tidy(frame.text)
    if not text:
        raise Refused(Code.EMPTY_TEXT)
    salt = turn.new_salt()
    event = MessagePosted(
        author=turn.actor.person, role=standing(turn).role, text_hash=chain.text_hash(salt, text)
    )
    return turn.record(event, text=text, salt=salt)


def at(turn: Turn, offset: int) -> MessageView:
    """The message that stands there; `not_found` where none does."""
    stored = read.at(f"room.{turn.room_id}", offset)
    if stored is None or stored.type != POSTED:
        raise Refused(Code.NOT_FOUND)
    return view(stored)


def take_out(turn: Turn, message: MessageView, *, by_author: bool) -> Recorded:
    """Take a message's words out of everybody's sight; `wrong_state` where they were taken out before."""
    if message.text is None:
        raise Refused(Code.WRONG_STATE)
    texts.hide(f"room.{turn.room_id}", message.offset, turn.now)
    return turn.record(MessageRemoved(message_offset=message.offset, by_author=by_author))


def history(room_id: str, *, before: int | None = None, most: int = SHOWN) -> list[MessageView]:
    """The last messages, before an offset if one is given; oldest first. Removed ones have no text."""
    return shown(read.last(f"room.{room_id}", [POSTED], most=most, before=before), view)


def view(stored: read.Stored) -> MessageView:
    """A stored fact as a message."""
    fact, event = json.loads(stored.wire), read.recalled(MessagePosted, stored)
    return MessageView(
        offset=stored.offset, at=fact["at"], author=event.author, role=event.role, text=fact["text"]
    )
