"""Rooms themselves: opened once, and then described anew."""

from typing import Literal

from django.db.models import F

from livesell.accounts import people
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.text import Title
from rooms import members
from rooms.events.rooms import RoomEdited, RoomOpened
from rooms.frames.rooms import EditRoom
from rooms.frames.values import About
from rooms.models.parties import Party
from rooms.models.rooms import Member, Room
from rooms.presenters import room_view
from rooms.rules.parties import ANNOUNCED


class OpenRoom(Command):
    """Open a room of one's own. Asked over HTTPS, since there is no room yet to ask in."""

    type: Literal["room.open"] = "room.open"
    title: Title
    about: About = ""
    private: bool = False


MAX_OWNED = 20


def owned(user_id: str) -> int:
    """How many rooms somebody owns, without rehearsals."""
    return Member.objects.filter(user_id=user_id, role=Member.OWNER, room__rehearsal_of=None).count()


def open_room(turn: Turn, frame: OpenRoom) -> Recorded:
    """The first turn of a new ledger."""
    if Room.objects.filter(pk=turn.room_id).exists():
        raise Refused(Code.WRONG_STATE)
    people.hold(turn.actor.user_id)  # each room has a ledger of its own: their turns run side by side
    if owned(turn.actor.user_id) >= MAX_OWNED:
        raise Refused(Code.LIMIT)
    room = Room.objects.create(
        pk=turn.room_id, title=frame.title, about=frame.about, private=frame.private, created_at=turn.now
    )
    members.make_owner(turn)
    return turn.record(RoomOpened(room=room_view(room)))


def edit(turn: Turn, frame: EditRoom) -> Recorded:
    """Change what the room says of itself, or the words that claim in its chat."""
    room = Room.objects.get(pk=turn.room_id)
    if frame.title not in (None, room.title):  # calendars name the room with the party
        Party.objects.filter(room_id=turn.room_id, state__in=ANNOUNCED).update(moved=F("moved") + 1)
    room.title = room.title if frame.title is None else frame.title
    room.about = room.about if frame.about is None else frame.about
    room.claim_words = room.claim_words if frame.claim_words is None else frame.claim_words
    room.pass_words = room.pass_words if frame.pass_words is None else frame.pass_words
    named = frame.moderators_named
    room.moderators_named = room.moderators_named if named is None else named
    room.save(update_fields=["title", "about", "claim_words", "pass_words", "moderators_named"])
    return turn.record(RoomEdited(room=room_view(room)))
