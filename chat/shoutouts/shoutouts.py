"""Shout-outs: another seller or room is named above the chat, with the way there, one at a time."""

from typing import Literal

from chat.events.elsewhere import OtherRoom
from chat.events.shoutouts import ShoutoutEnded, ShoutoutGiven, ShoutoutView
from chat.frames.shoutouts import EndShoutout, GiveShoutout
from chat.models.shoutouts import Shoutout
from livesell.ledger import read
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Person
from rooms.membership.elsewhere import Place, own_place, place
from rooms.membership.standing import Members, somebody
from rooms.permissions import sells


class ExpireShoutout(Command):
    """The clock's: its time is over."""

    type: Literal["shoutout.expire"] = "shoutout.expire"


def give(turn: Turn, frame: GiveShoutout) -> Recorded:
    """Name one. `bad_frame` unless it is one of the two; `another_live` while one stands; `not_found` for who sells
    nowhere, and for a room that not everybody may see; `wrong_state` for this room, and for who is banned here."""
    if (frame.user_id is None) is (frame.room_id is None):
        raise Refused(Code.BAD_FRAME, "either a user_id or a room_id")
    if Shoutout.objects.filter(room_id=turn.room_id).exists():
        raise Refused(Code.ANOTHER_LIVE)
    person, room = (
        (_person(turn, frame.user_id), None) if frame.user_id else (None, _room(turn, frame.room_id))
    )
    if person is not None:
        room = own_place(person.id)
        if room is None and not sells(turn, person.id):
            raise Refused(Code.NOT_FOUND)
    until = turn.now + frame.seconds * 1_000
    Shoutout.objects.create(
        room_id=turn.room_id,
        author_id=turn.actor.user_id,
        person_id=person.id if person else None,
        offset=turn.next_offset(),
        until=until,
    )
    return turn.record(
        ShoutoutGiven(author=turn.actor.person, person=person, room=_elsewhere(turn, room), until=until)
    )


def end(turn: Turn, frame: EndShoutout) -> Recorded:
    """Take it down; `not_found` where that one does not stand any more."""
    return _end(turn, "staff", offset=frame.shoutout_offset) or _gone(Code.NOT_FOUND)


def expire(turn: Turn, _frame: ExpireShoutout) -> Recorded:
    """Its time is over."""
    return _end(turn, "time", until__lte=turn.now) or _gone(Code.WRONG_STATE)


def end_of(turn: Turn, user_id: str) -> None:
    """Somebody was banned: she names nobody here, and is not named."""
    _end(turn, "banned", author_id=user_id)
    _end(turn, "banned", person_id=user_id)


def standing(room_id: str) -> ShoutoutView | None:
    """The one that stands."""
    stands = Shoutout.objects.filter(room_id=room_id).first()
    stored = read.at(f"room.{room_id}", stands.offset) if stands else None
    if stands is None or stored is None:
        return None
    given = read.recalled(ShoutoutGiven, stored)
    return ShoutoutView(
        offset=stands.offset, author=given.author, person=given.person, room=given.room, until=given.until
    )


def forget(room_id: str) -> None:
    """Delete what stands in a room that is no more."""
    Shoutout.objects.filter(room_id=room_id).delete()


def _person(turn: Turn, user_id: str) -> Person:
    found = somebody(user_id)
    if turn.use(Members).of(user_id).is_banned(turn.now):
        raise Refused(Code.WRONG_STATE)
    return Person(id=found.pk, name=found.name)


def _room(turn: Turn, room_id: str | None) -> Place:
    if room_id == turn.room_id:
        raise Refused(Code.WRONG_STATE)
    found = place(room_id or "")
    if found is None or found.private:
        raise Refused(Code.NOT_FOUND)
    return found


def _elsewhere(turn: Turn, room: Place | None) -> OtherRoom | None:
    """Who sells in this room alone is named without a way there: the reader is here."""
    return OtherRoom(id=room.id, title=room.title) if room and room.id != turn.room_id else None


def _end(turn: Turn, reason: Literal["time", "staff", "banned"], **which: object) -> Recorded | None:
    stands = Shoutout.objects.filter(room_id=turn.room_id, **which).first()
    if stands is None:
        return None
    stands.delete()
    return turn.record(ShoutoutEnded(shoutout_offset=stands.offset, reason=reason))


def _gone(code: Code) -> Recorded:
    raise Refused(code)
