"""Reports: of a line or a person, gathered in cases, looked at by a person, answered to each who reported.

Neither ledger learns who reported or what was said: who keeps the room kind reads a case over HTTPS if she stands above
the person it is about, and whoever reported reads her own.
"""

from django.db.models import Count, Q

from chat.events.reports import Reported, ReportsAnswered, ReportsChanged
from chat.frames.reports import DecideReport, FileReport, TakeReport
from chat.messages import messages
from chat.models.reports import Case, Report
from chat.rules import reports as rules
from livesell.ledger.feature import ReadContext
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import members
from rooms.members import Familiar
from rooms.permissions import is_staff, judges

TOLD_AT_ONCE = 100


def file(turn: Turn, frame: FileReport) -> Recorded:
    """Report a line or a person. `not_found`; `wrong_state` for oneself, what she reported already, and a line whose
    words are gone; `limit` where enough of hers wait, or of the room's."""
    _check(turn, frame)
    mine = Report.objects.filter(by_id=turn.actor.user_id, case__room_id=turn.room_id)
    about = Q(case__user_id=frame.user_id, case__message_offset=frame.message_offset)
    if mine.filter(about if frame.message_offset else about & Q(case__state="open")).exists():
        raise Refused(Code.WRONG_STATE, "you have reported this")
    before = mine.aggregate(
        open=Count("pk", filter=Q(case__state="open")),
        upheld=Count("pk", filter=Q(case__state="acted")),
        dismissed=Count("pk", filter=Q(case__state="nothing_wrong")),
    )
    if before["open"] >= rules.MOST_OPEN:
        raise Refused(Code.LIMIT)
    weight = rules.weight(before["upheld"], before["dismissed"], known=_is_known(turn))
    case = _case(turn, frame.user_id, frame.message_offset, weight)
    report = Report.objects.create(
        case=case,
        by_id=turn.actor.user_id,
        reason_code=frame.reason_code,
        text=frame.text or "",
        weight=weight,
        at=turn.now,
    )
    case.weight = rules.together(case.reports.values_list("weight", flat=True))
    case.save(update_fields=["weight"])
    told = Reported(report_id=report.pk).model_dump_json()
    _changed(turn)
    return Recorded(None, desk=False, private=told)


def take(turn: Turn, frame: TakeReport) -> Recorded:
    """Tell the desk who looks at it. A colleague may take it over."""
    case = _open(turn, frame.case_id)
    if case.taken_by_id == turn.actor.user_id:
        raise Refused(Code.WRONG_STATE)
    case.taken_by_id = turn.actor.user_id
    case.save(update_fields=["taken_by"])
    return _changed(turn)


def decide(turn: Turn, frame: DecideReport) -> Recorded:
    """It was looked at: all who reported it are answered. What was done is an act of its own."""
    case = _open(turn, frame.case_id)
    case.state, case.decided_by_id, case.decided_at = frame.outcome, turn.actor.user_id, turn.now
    case.save(update_fields=["state", "decided_by", "decided_at"])
    answered = list(case.reports.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(answered), TOLD_AT_ONCE):
        turn.record(ReportsAnswered(report_ids=answered[first : first + TOLD_AT_ONCE]))
    return _changed(turn)


def waiting(room_id: str) -> int:
    """How many cases wait that every moderator may decide: those about moderators and above are not among them."""
    cases = Case.objects.filter(room_id=room_id, state="open").values_list("user_id", flat=True)
    ranks = members.roles_of(room_id, set(cases))
    return sum(ranks.get(user_id, "buyer") in ("buyer", "seller") for user_id in cases)


def open_ones(context: ReadContext) -> dict[str, list[str]]:
    """Each reader's own reports that nobody has looked at yet, oldest first."""
    mine = Report.objects.filter(
        by_id__in=context.users, case__room_id=context.room_id, case__state="open"
    ).order_by("at", "pk")
    found: dict[str, list[str]] = {}
    for by, report in mine.values_list("by_id", "pk"):
        found.setdefault(by, []).append(report)
    return found


def about_changed(turn: Turn, user_id: str, _role: str = "") -> None:
    """Somebody has another role: others may decide what is reported of her."""
    if Case.objects.filter(room_id=turn.room_id, user_id=user_id, state="open").exists():
        _changed(turn)


def forget(room_id: str) -> None:
    """Delete the reports of a room that is no more."""
    Case.objects.filter(room_id=room_id).delete()


def _check(turn: Turn, frame: FileReport) -> None:
    """Refuse what cannot be reported."""
    if members.inside(turn, frame.user_id).pk == turn.actor.user_id:
        raise Refused(Code.WRONG_STATE)
    if frame.message_offset is None:
        return
    message = messages.at(turn, frame.message_offset)
    if message.author.id != frame.user_id:
        raise Refused(Code.NOT_FOUND)
    if message.text is None:
        raise Refused(Code.WRONG_STATE)


def _is_known(turn: Turn) -> bool:
    own = members.seen_here(turn.room_id, turn.actor.user_id)
    return is_staff(turn) or own.spoke_days > 1 or turn.use(Familiar).has_bought(turn.actor.user_id)


def _case(turn: Turn, user_id: str, message_offset: int | None, weight: int) -> Case:
    waits = Case.objects.filter(room_id=turn.room_id, state="open")
    found = waits.filter(user_id=user_id, message_offset=message_offset).first()
    if found is not None:
        return found
    if not rules.may_open(waits.count(), weight):
        raise Refused(Code.LIMIT)
    return Case.objects.create(
        room_id=turn.room_id, user_id=user_id, message_offset=message_offset, at=turn.now
    )


def _open(turn: Turn, case_id: str) -> Case:
    case = Case.objects.filter(pk=case_id, room_id=turn.room_id).first()
    if case is None or not judges(turn, case.user_id):
        raise Refused(Code.NOT_FOUND)
    if case.state != "open":
        raise Refused(Code.WRONG_STATE)
    return case


def _changed(turn: Turn) -> Recorded:
    return turn.record(ReportsChanged(waiting=waiting(turn.room_id)), desk=True)
