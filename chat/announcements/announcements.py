"""Announcements: one line of a host's above the chat, until its time is over or it is taken down.

It is a fact of the room's ledger, like a message: its words are kept apart from it and can be forgotten.
"""

import json
from typing import Literal

from chat.events.announcements import (
    AnnouncementEnded,
    AnnouncementPosted,
    AnnouncementTakenDown,
    AnnouncementView,
)
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.models.announcements import Announcement
from chat.rules.messages import tidy
from livesell.ledger import read, texts
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Command


class EndAnnouncement(Command):
    """The clock's: the time of the line that stands is over."""

    type: Literal["announcement.end"] = "announcement.end"


def post(turn: Turn, frame: PostAnnouncement) -> Recorded:
    """Put a line up. The one that stood there makes way for it; its words may still be read in the ledger."""
    text = tidy(frame.text)
    if not text:
        raise Refused(Code.EMPTY_TEXT)
    salt, until, offset = turn.new_salt(), turn.now + frame.seconds * 1_000, turn.next_offset()
    event = AnnouncementPosted(author=turn.actor.person, text_hash=chain.text_hash(salt, text), until=until)
    values = {"author_id": turn.actor.user_id, "offset": offset, "until": until}
    Announcement.objects.update_or_create(room_id=turn.room_id, defaults=values)
    return turn.record(event, text=text, salt=salt)


def take_down(turn: Turn, frame: TakeDownAnnouncement) -> Recorded:
    """Any host may; `not_found` where that line does not stand any more."""
    stands = Announcement.objects.filter(room_id=turn.room_id, offset=frame.announcement_offset).first()
    if stands is None:
        raise Refused(Code.NOT_FOUND)
    return _take_down(turn, stands, "staff")


def end(turn: Turn, _frame: EndAnnouncement) -> Recorded:
    """Its time is over."""
    stands = Announcement.objects.filter(room_id=turn.room_id, until__lte=turn.now).first()
    if stands is None:
        raise Refused(Code.WRONG_STATE)
    stands.delete()
    return turn.record(AnnouncementEnded(announcement_offset=stands.offset))


def take_down_of(turn: Turn, user_id: str) -> None:
    """Somebody was banned: nothing of hers stands above the chat."""
    for stands in Announcement.objects.filter(room_id=turn.room_id, author_id=user_id):
        _take_down(turn, stands, "banned")


def standing(room_id: str) -> AnnouncementView | None:
    """The line that stands, if there is one and its words were not forgotten."""
    stands = Announcement.objects.filter(room_id=room_id).first()
    stored = read.at(f"room.{room_id}", stands.offset) if stands else None
    text = json.loads(stored.wire)["text"] if stored else None
    if stands is None or stored is None or text is None:
        return None
    author = read.recalled(AnnouncementPosted, stored).author
    return AnnouncementView(offset=stands.offset, author=author, text=text, until=stands.until)


def forget(room_id: str) -> None:
    """Delete what stands in a room that is no more."""
    Announcement.objects.filter(room_id=room_id).delete()


def _take_down(turn: Turn, stands: Announcement, reason: Literal["staff", "banned"]) -> Recorded:
    stands.delete()
    texts.hide(f"room.{turn.room_id}", stands.offset, turn.now, turn.next_offset())
    return turn.record(AnnouncementTakenDown(announcement_offset=stands.offset, reason=reason))
