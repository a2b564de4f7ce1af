"""Appeals: what somebody says against an act, once, and what somebody else than its author decides."""

from django.db.models import QuerySet

from chat.events.appeals import AppealAnswered, AppealFiled, AppealView
from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.models.appeals import Appeal
from chat.moderation.log import act_of, shown_person
from chat.moderation.undo import UNDOABLE, take_back
from chat.rules.appeals import ANSWER_MS, MOST_OPEN, may_appeal
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import members
from rooms.permissions import moderates

SHOWN = 100


def file(turn: Turn, frame: FileAppeal) -> Recorded:
    """The person appeals, once: `wrong_state` where she did, where it was undone, or after thirty days."""
    act = act_of(turn, frame.act_id)
    if act.user_id != turn.actor.user_id:
        raise Refused(Code.NOT_FOUND)
    if act.act not in UNDOABLE or act.undone_at is not None or Appeal.objects.filter(act=act).exists():
        raise Refused(Code.WRONG_STATE)
    if not may_appeal(act.act, act.at, act.until, turn.now):
        raise Refused(Code.WRONG_STATE, "an act may be appealed for thirty days")
    if Appeal.objects.filter(room_id=turn.room_id, act__user=act.user_id, state="open").count() >= MOST_OPEN:
        raise Refused(Code.LIMIT)
    appeal = Appeal.objects.create(
        room_id=turn.room_id, act=act, text=frame.text, at=turn.now, due_at=turn.now + ANSWER_MS
    )
    return turn.record(AppealFiled(appeal=view(appeal)), desk=True)


def answer(turn: Turn, frame: AnswerAppeal) -> Recorded:
    """Decide it, as a moderator who stands above the person. `forbidden` to the author of the act, unless nobody else
    keeps this room kind: then she says herself that she decided it."""
    appeal = _all().filter(pk=frame.appeal_id, room_id=turn.room_id).first()
    if appeal is None:
        raise Refused(Code.NOT_FOUND)
    if not moderates(turn, appeal.act.user_id):
        raise Refused(Code.FORBIDDEN)
    if appeal.act.by_id == turn.actor.user_id and members.others_moderate(turn):
        raise Refused(Code.FORBIDDEN, "somebody else than the author decides")
    if appeal.state != "open":
        raise Refused(Code.WRONG_STATE)
    appeal.state = "granted" if frame.granted else "rejected"
    appeal.by_id, appeal.answer, appeal.answered_at = turn.actor.user_id, frame.text, turn.now
    appeal.save(update_fields=["state", "by", "answer", "answered_at"])
    recorded = turn.record(AppealAnswered(appeal=view(appeal)), desk=True)
    if frame.granted and appeal.act.undone_at is None:
        take_back(turn, appeal.act, frame.text)
    return recorded


def appeals(room_id: str) -> list[AppealView]:
    """The last hundred of a room, oldest first."""
    return shown(list(_all().filter(room_id=room_id).order_by("-at", "-pk")[:SHOWN])[::-1], view)


def view(appeal: Appeal) -> AppealView:
    """An appeal as staff see it."""
    act = appeal.act
    return AppealView.model_validate(
        {
            "id": appeal.pk,
            "act_id": act.pk,
            "act": act.act,
            "act_at": act.at,
            "act_by": shown_person(act.by),
            "reason_code": act.reason_code or None,
            "reason": act.reason or None,
            "until": act.until,
            "user": shown_person(act.user),
            "text": appeal.text,
            "at": appeal.at,
            "due_at": appeal.due_at,
            "state": appeal.state,
            "by": shown_person(appeal.by) if appeal.by else None,
            "answer": appeal.answer or None,
            "answered_at": appeal.answered_at,
        }
    )


def _all() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("act__by", "act__user", "by")


def forget(room_id: str) -> None:
    """Delete the appeals of a room that is no more."""
    Appeal.objects.filter(room_id=room_id).delete()
