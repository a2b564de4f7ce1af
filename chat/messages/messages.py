"""Messages: said, edited, and taken back. A message is a fact of the room's ledger; its words are kept apart."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from chat.events.messages import (
    MessageEdited,
    MessagePosted,
    MessageRemoved,
    MessageRestored,
    MessagesRemoved,
    MessageView,
    ReplyTo,
)
from chat.frames.messages import EditMessage, PostMessage
from chat.ingest import ingest
from chat.mentioned.rows import Mentions
from chat.messages import rows
from chat.rules.messages import may_edit, tidy
from livesell.ledger import read, texts
from livesell.ledger.feature import after_all_words_gone, after_words_gone
from livesell.ledger.head import Words
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from rooms.membership.standing import Members, standing

POSTED = "message.posted"
WORDS = (POSTED, "message.edited", "message.restored", "message.pinned")
"""The types of facts that hold what somebody said in a line."""
SHOWN = 100


class Answered:
    """The lines that a batch answers: in one query, whoever answers them."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        self._lines = {line.offset: line for line in each_at(turn.room_id, turn.asked("reply_to"))}

    def reply_to(self, offset: int) -> ReplyTo:
        """The line that stands there; `not_found` where none does, `wrong_state` where its words were taken out."""
        line = self._lines.get(offset) or next(
            iter(each_at(self._room_id, [offset])), None
        )  # what waited answers, too
        if line is None:
            raise Refused(Code.NOT_FOUND)
        if line.text is None:
            raise Refused(Code.WRONG_STATE)
        return ReplyTo(offset=offset, author=line.author)

    def save(self) -> None:
        """Nothing is written through this unit."""


class Waited(NamedTuple):
    """A message waited before it was said: under which id, and when it was written."""

    id: str
    said_at: int


def post(turn: Turn, frame: PostMessage, waited: Waited | None = None) -> Recorded:
    """Say a line to everybody. `empty_text`; of the line it answers `not_found`, `wrong_state`."""
    text = sayable(frame.text)
    reply_to = None if frame.reply_to is None else turn.use(Answered).reply_to(frame.reply_to)
    salt = turn.new_salt()
    event = MessagePosted(
        author=turn.actor.person,
        role=standing(turn).role,
        text_hash=chain.text_hash(salt, text),
        familiarity=turn.use(Members).speaks(turn.actor.user_id, turn.now),
        reply_to=reply_to,
        me=frame.me,
        said_at=waited.said_at if waited else None,
        waited_id=waited.id if waited else None,
        mentions=turn.use(Mentions).told(text, turn.next_offset()),
    )
    return turn.record(event, text=text, salt=salt)


def edit(turn: Turn, frame: EditMessage) -> Recorded:
    """Put other words in the place of one's own, which are forgotten at once.

    `not_found`, `forbidden`, `wrong_state` where they were taken out, `too_late`, `empty_text`.
    """
    message = at(turn, frame.message_offset)
    if message.author.id != turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    if message.text is None:
        raise Refused(Code.WRONG_STATE)
    if not may_edit(message.at, turn.now):
        raise Refused(Code.TOO_LATE)
    text, salt = ingest.checked(turn, sayable(frame.text)), turn.new_salt()
    texts.replace(f"room.{turn.room_id}", message.offset)
    event = MessageEdited(
        message_offset=message.offset, author=turn.actor.person, text_hash=chain.text_hash(salt, text)
    )
    recorded = turn.record_words(event, Words(salt, text, turn.actor.user_id, message.offset))
    after_words_gone(turn, message.offset)
    return recorded


def sayable(text: str) -> str:
    """The text as it is kept; `empty_text` where nothing of it could be seen."""
    text = tidy(text)
    if not text:
        raise Refused(Code.EMPTY_TEXT)
    return text


def at(turn: Turn, offset: int) -> MessageView:
    """The message that stands there; `not_found` where none does."""
    found = each_at(turn.room_id, [offset])
    if not found:
        raise Refused(Code.NOT_FOUND)
    return found[0]


def take_out(turn: Turn, message: MessageView, *, by_author: bool) -> Recorded:
    """Take a message's words out of everybody's sight; `wrong_state` where they were taken out before."""
    if message.text is None:
        raise Refused(Code.WRONG_STATE)
    texts.hide(f"room.{turn.room_id}", message.offset, turn.now, turn.next_offset())
    recorded = turn.record(MessageRemoved(message_offset=message.offset, by_author=by_author))
    after_words_gone(turn, message.offset)
    return recorded


def take_out_all_of(turn: Turn, user_id: str) -> Recorded:
    """Take everything that somebody has said here out of everybody's sight; `wrong_state` where nothing is."""
    if not turn.hide_all_of(user_id, WORDS, turn.next_offset()):
        raise Refused(Code.WRONG_STATE)
    recorded = turn.record(MessagesRemoved(user_id=user_id))
    after_all_words_gone(turn, user_id)
    return recorded


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
    return _views(room_id, read.last(f"room.{room_id}", [POSTED], most=most, before=before))


def each_at(room_id: str, offsets: Sequence[int]) -> list[MessageView]:
    """Those of the messages at these offsets that there are."""
    stored = read.each_at(f"room.{room_id}", offsets)
    return _views(room_id, [one for one in stored if one.type == POSTED])


def _views(room_id: str, stored: Sequence[read.Stored]) -> list[MessageView]:
    edits = rows.edited(room_id, [one.offset for one in stored])
    return shown(stored, lambda one: _view(one, edits.get(one.offset)))


def _view(stored: read.Stored, edit: rows.LastWords | None) -> MessageView:
    fact, event = json.loads(stored.wire), read.recalled(MessagePosted, stored)
    return MessageView(
        offset=stored.offset,
        at=fact["at"],
        said_at=event.said_at,
        author=event.author,
        role=event.role,
        text=edit.text if edit else fact["text"],
        familiarity=event.familiarity,
        reply_to=event.reply_to,
        me=event.me,
        edited=edit is not None,
        mentions=event.mentions,
    )
