"""Messages: said, and taken back. A message is a fact of the room's ledger; its words are kept apart."""

import json

from chat.events.messages import (
    MessagePosted,
    MessageRemoved,
    MessageRestored,
    MessagesRemoved,
    MessageView,
)
from chat.frames.messages import PostMessage
from chat.rules.messages import tidy
from livesell.ledger import read, texts
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from rooms.membership.standing import Members, standing

POSTED = "message.posted"
WORDS = (POSTED, "message.restored")
"""The types of facts that hold what somebody said in a line."""
SHOWN = 100


def post(turn: Turn, frame: PostMessage) -> Recorded:
    """Say a line to everybody."""
    text = tidy(frame.text)
    if not text:
        raise Refused(Code.EMPTY_TEXT)
    salt = turn.new_salt()
    event = MessagePosted(
        author=turn.actor.person,
        role=standing(turn).role,
        text_hash=chain.text_hash(salt, text),
        familiarity=turn.use(Members).speaks(turn.actor.user_id, turn.now),
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
    texts.hide(f"room.{turn.room_id}", message.offset, turn.now, turn.next_offset())
    return turn.record(MessageRemoved(message_offset=message.offset, by_author=by_author))


def take_out_all_of(turn: Turn, user_id: str) -> Recorded:
    """Take everything that somebody has said here out of everybody's sight; `wrong_state` where nothing is."""
    if not turn.hide_all_of(user_id, WORDS, turn.next_offset()):
        raise Refused(Code.WRONG_STATE)
    return turn.record(MessagesRemoved(user_id=user_id))


def restore(turn: Turn, hidden_by: int) -> None:
    """Serve again what that fact took out, and tell it of the lines that a newcomer sees; others are in the history."""
    name = f"room.{turn.room_id}"
    seen = read.last(name, [POSTED], most=SHOWN)
    for line, words in texts.show_again(name, hidden_by, seen[0].offset if seen else 0):
        said = at(turn, line)
        event = MessageRestored(
            message_offset=line, author=said.author, text_hash=chain.text_hash(words.salt, words.text)
        )
        turn.record_words(event, words)


def said_by(room_id: str, user_id: str) -> int:
    """How many lines somebody said in a room, counted to a thousand."""
    return texts.count_of(f"room.{room_id}", user_id, POSTED, 1_000)


def history(room_id: str, *, before: int | None = None, most: int = SHOWN) -> list[MessageView]:
    """The last messages, before an offset if one is given; oldest first. Removed ones have no text."""
    return shown(read.last(f"room.{room_id}", [POSTED], most=most, before=before), view)


def view(stored: read.Stored) -> MessageView:
    """A stored fact as a message."""
    fact, event = json.loads(stored.wire), read.recalled(MessagePosted, stored)
    return MessageView(
        offset=stored.offset,
        at=fact["at"],
        author=event.author,
        role=event.role,
        text=fact["text"],
        familiarity=event.familiarity,
    )
