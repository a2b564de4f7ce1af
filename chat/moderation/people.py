"""What staff note of a person, for one another."""

from chat.events.people import PersonNoted
from chat.frames.people import DropNote, NotePerson
from chat.models.people import PersonNote
from chat.moderation.log import person
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.permissions import hosts

MOST_NOTES = 50
"""Of one person in one room."""


def note(turn: Turn, frame: NotePerson) -> Recorded:
    """Note something of a person. The desk learns that there is something, never what it says."""
    about = person(frame.user_id)
    own = PersonNote.objects.filter(room_id=turn.room_id, user_id=about.id)
    if own.count() >= MOST_NOTES:
        raise Refused(Code.LIMIT)
    PersonNote.objects.create(
        room_id=turn.room_id, user_id=about.id, by_id=turn.actor.user_id, text=frame.text, at=turn.now
    )
    return turn.record(PersonNoted(user_id=about.id), desk=True)


def drop(turn: Turn, frame: DropNote) -> Recorded:
    """Delete a note of one's own, or as a host anybody's."""
    found = PersonNote.objects.filter(pk=frame.note_id, room_id=turn.room_id).first()
    if found is None:
        raise Refused(Code.NOT_FOUND)
    if found.by_id != turn.actor.user_id and not hosts(turn):
        raise Refused(Code.FORBIDDEN)
    found.delete()
    return turn.record(PersonNoted(user_id=found.user_id), desk=True)


def forget(room_id: str) -> None:
    """Delete the notes of a room that is no more."""
    PersonNote.objects.filter(room_id=room_id).delete()
