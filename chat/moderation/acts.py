"""Keeping it kind: every act has a reason, a row and a line on the desk. The room never learns who did it."""

from typing import Literal

from chat.events.moderation import ActView, ModerationActed
from chat.frames.messages import RemoveMessage
from chat.frames.moderation import BanMember, UnbanMember
from chat.messages import messages
from chat.models.moderation import ModerationAction
from livesell.accounts.models import User
from livesell.ledger import read
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from rooms import members
from rooms.permissions import moderates

ACTED = "moderation.acted"
SHOWN = 100
Act = Literal["remove", "ban", "unban"]


def ban(turn: Turn, frame: BanMember) -> Recorded:
    """Shut somebody out, at once and exactly: after this offset she says, claims and reads nothing here."""
    if frame.until is not None and frame.until <= turn.now:
        raise Refused(Code.WRONG_STATE)
    recorded = members.ban(turn, frame.user_id, frame.until)
    note(turn, "ban", _person(frame.user_id), frame.reason, until=frame.until)
    return recorded


def remove(turn: Turn, frame: RemoveMessage) -> Recorded:
    """Take words out of everybody's sight: one's own, or as a moderator those of anybody below."""
    message = messages.at(turn, frame.message_offset)
    own = message.author.id == turn.actor.user_id
    if not own and not moderates(turn, message.author.id):
        raise Refused(Code.FORBIDDEN)
    recorded = messages.take_out(turn, message, by_author=own)
    if not own:
        note(turn, "remove", message.author, frame.reason, message_offset=message.offset)
    return recorded


def unban(turn: Turn, frame: UnbanMember) -> Recorded:
    """Let somebody in again."""
    recorded = members.unban(turn, frame.user_id)
    note(turn, "unban", _person(frame.user_id), frame.reason)
    return recorded


def note(
    turn: Turn,
    act: Act,
    user: Person,
    reason: str,
    *,
    message_offset: int | None = None,
    until: int | None = None,
) -> None:
    """Keep an act and tell the desk."""
    ModerationAction.objects.create(
        room_id=turn.room_id,
        act=act,
        by_id=turn.actor.user_id,
        user_id=user.id,
        reason=reason,
        message_offset=message_offset,
        until=until,
        at=turn.now,
    )
    event = ModerationActed(
        act=act, by=turn.actor.person, user=user, reason=reason, message_offset=message_offset, until=until
    )
    turn.record(event, desk=True)


def acts(room_id: str) -> list[ActView]:
    """The desk's log: the last hundred acts, oldest first."""
    return shown(read.last(f"room.{room_id}.desk", [ACTED], most=SHOWN), _view)


def _view(stored: read.Stored) -> ActView:
    event = read.recalled(ModerationActed, stored)
    told = {key: getattr(event, key) for key in ActView.model_fields if key in ModerationActed.model_fields}
    return ActView.model_validate({"offset": stored.offset, "at": read.moment_of(stored)} | told)


def forget(room_id: str) -> None:
    """Delete the acts of a room that is no more."""
    ModerationAction.objects.filter(room_id=room_id).delete()


def _person(user_id: str) -> Person:
    return Person(id=user_id, name=User.objects.get(pk=user_id).name)
