"""Telling staff that somebody may be somebody who was banned, when she first writes. Nobody is punished for it."""

from chat.evasion.rows import Likes
from chat.events.evasion import EvasionDismissed, EvasionFlagged, EvasionView
from chat.frames.evasion import DismissEvasion
from chat.models.evasion import EvasionFlag
from chat.rules.evasion import like
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from livesell.wire.ids import new_id

SHOWN = 100


def look(turn: Turn) -> None:
    """The actor wrote here for the first time: tell the desk if she is like somebody who is banned. May be bulk."""
    likes = turn.use(Likes)
    own = likes.of(turn.actor.user_id)
    found = like(own, likes.banned) if own else None
    if not found:
        return
    banned, why = found
    flag = EvasionView(id=new_id(), at=turn.now, user=turn.actor.person, banned=likes.named(banned), why=why)
    turn.record(EvasionFlagged(flag=flag), desk=True)
    likes.add(flag.id, flag.user.id, banned.user_id, why, turn.now)


def dismiss(turn: Turn, frame: DismissEvasion) -> Recorded:
    """Nobody has to look at it any more. `not_found` where somebody has."""
    if not EvasionFlag.objects.filter(room_id=turn.room_id, pk=frame.flag_id).delete()[0]:
        raise Refused(Code.NOT_FOUND)
    return turn.record(EvasionDismissed(flag_id=frame.flag_id, by=turn.actor.person), desk=True)


def leave(turn: Turn, user_id: str) -> None:
    """Somebody was put out: there is nothing to look at any more."""
    mine = EvasionFlag.objects.filter(room_id=turn.room_id, user_id=user_id)
    for flag_id in list(mine.values_list("pk", flat=True)):
        turn.record(EvasionDismissed(flag_id=flag_id, by=None), desk=True)
    mine.delete()


def views(room_id: str) -> list[EvasionView]:
    """Whom somebody should look at, the last hundred, oldest first."""
    found = EvasionFlag.objects.filter(room_id=room_id).select_related("user", "banned")
    return shown(list(found.order_by("-at", "-pk")[:SHOWN])[::-1], _view)


def forget(room_id: str) -> None:
    """Delete the flags of a room that is no more."""
    EvasionFlag.objects.filter(room_id=room_id).delete()


def _view(row: EvasionFlag) -> EvasionView:
    people = {
        name: Person(id=one.pk, name=one.name) for name, one in (("user", row.user), ("banned", row.banned))
    }
    return EvasionView.model_validate({"id": row.pk, "at": row.at, "why": row.why, **people})
