"""The log of acts: each has a row, a line on the desk, a reason and an author. The room never learns who did it."""

from typing import Any, NamedTuple

from chat.events.moderation import Act, Acted, ActView, ModerationActed
from chat.frames.values import ReasonCode
from chat.models.moderation import ModerationAction
from livesell.accounts.models import User
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from livesell.wire.ids import new_id

SHOWN = 100


class Why(NamedTuple):
    """The reason of an act: chosen, written, or both."""

    code: ReasonCode | None
    text: str | None


def note(
    turn: Turn,
    act: Act,
    user: Person,
    why: Why,
    made: Recorded,
    *,
    message_offset: int | None = None,
    until: int | None = None,
    wanted_until: int | None = None,
    pending: bool = False,
) -> Recorded:
    """Keep an act and tell the desk, and its author its id. `made`: the fact of the show by which it took effect."""
    if act in ("ban", "unban"):  # what waits for a second moderator is not what is in force any more
        ModerationAction.objects.filter(room_id=turn.room_id, user_id=user.id, pending=True).update(
            pending=False
        )
    act_id = new_id()
    event = ModerationActed(
        act_id=act_id,
        act=act,
        by=turn.actor.person,
        user=user,
        reason_code=why.code,
        reason=why.text,
        message_offset=message_offset,
        until=until,
        pending=pending,
    )
    told = turn.record(event, desk=True)
    assert told.written
    ModerationAction.objects.create(
        pk=act_id,
        room_id=turn.room_id,
        act=act,
        by_id=turn.actor.user_id,
        user_id=user.id,
        reason_code=why.code or "",
        reason=why.text or "",
        message_offset=message_offset,
        until=until,
        wanted_until=wanted_until,
        pending=pending,
        at=turn.now,
        offset=told.written.offset,
        fact=made.written.offset if made.written else 0,
    )
    return made._replace(private=Acted(act_id=act_id).model_dump_json())


def act_of(turn: Turn, act_id: str) -> ModerationAction:
    """An act of this room; `not_found` where there is none."""
    found = ModerationAction.objects.filter(pk=act_id, room_id=turn.room_id).select_related("user").first()
    if found is None:
        raise Refused(Code.NOT_FOUND)
    return found


def acts(room_id: str) -> list[ActView]:
    """The desk's log: the last hundred acts, oldest first."""
    found = ModerationAction.objects.filter(room_id=room_id).order_by("-offset")[:SHOWN]
    return shown(list(found.select_related("by", "user", "undone_by"))[::-1], view)


def view(row: ModerationAction) -> ActView:
    """An act as staff see it."""
    values: dict[str, Any] = {
        "id": row.pk,
        "offset": row.offset,
        "at": row.at,
        "act": row.act,
        "by": shown_person(row.by),
        "user": shown_person(row.user),
        "reason_code": row.reason_code or None,
        "reason": row.reason or None,
        "message_offset": row.message_offset,
        "until": row.until,
        "pending": row.pending,
        "undone_by": shown_person(row.undone_by) if row.undone_by else None,
    }
    return ActView.model_validate(values)


def forget(room_id: str) -> None:
    """Delete the acts of a room that is no more."""
    ModerationAction.objects.filter(room_id=room_id).delete()


def person(user_id: str) -> Person:
    """Somebody with an account, as everybody may see her; `not_found`."""
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise Refused(Code.NOT_FOUND)
    return shown_person(found)


def shown_person(user: User) -> Person:
    """A person, of her row."""
    return Person(id=user.pk, name=user.name)
