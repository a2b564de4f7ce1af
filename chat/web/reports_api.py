"""What is read of reports over HTTPS: one's own; for who keeps the room kind the queue, without who reported."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from chat.events.messages import MessageView
from chat.frames.reports import Outcome
from chat.frames.values import ReasonCode
from chat.messages import messages
from chat.models.reports import Case, Report
from chat.moderation.log import shown_person
from chat.web.reading import keeper, reading
from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger.shown import shown
from livesell.wire.envelope import Id, Millis, Offset, Person
from rooms.permissions import judged_by

router = Router(tags=["moderation"], auth=VISITOR)
SHOWN, OWN_SHOWN, TEXTS_SHOWN = 100, 50, 20


class OwnReport(Schema):
    """What the caller reported, and what came of it."""

    id: Id
    user: Person
    message_offset: Offset | None
    reason_code: ReasonCode
    text: str | None
    at: Millis
    outcome: Outcome | None = Field(description="null: nobody has looked at it yet")
    answered_at: Millis | None


class ReportOut(Schema):
    """One report of a case. By whom, nobody reads."""

    reason_code: ReasonCode
    text: str | None
    at: Millis


class CaseOut(Schema):
    """A line or a person that was reported."""

    id: Id
    user: Person
    message_offset: Offset | None
    text: str | None = Field(
        description="what the line says now; null where its words are gone, or for a person"
    )
    at: Millis = Field(description="of the first report")
    many: int = Field(description="how many reported it")
    weight: int = Field(description="what they count for together: the queue is in this order")
    taken_by: Person | None = Field(description="a colleague is on it")
    reports: list[ReportOut] = Field(description="the first twenty")


@router.get("/rooms/{room_id}/reports/mine", response=list[OwnReport], operation_id="own_reports")
def own_reports(request: HttpRequest, room_id: str) -> list[OwnReport]:
    """What the caller reported here, newest first, with the answers."""
    reading(request, room_id)
    mine = Report.objects.filter(by_id=visitor(request).user_id, case__room_id=room_id)
    return shown(mine.select_related("case__user").order_by("-at", "-pk")[:OWN_SHOWN], _own)


@router.get("/rooms/{room_id}/reports", response=list[CaseOut], operation_id="room_reports")
def queue(request: HttpRequest, room_id: str) -> list[CaseOut]:
    """For moderators: what waits about people below them, what weighs most first. Who runs the server reads all."""
    own = keeper(request, room_id)
    waiting = Case.objects.filter(room_id=room_id, state="open").select_related("user", "taken_by")
    listed = list(waiting.order_by("-weight", "at")[: SHOWN * 5])
    judged = judged_by(own, room_id, {case.user_id for case in listed})
    cases = [case for case in listed if case.user_id in judged][:SHOWN]
    offsets = [case.message_offset for case in cases if case.message_offset is not None]
    lines = {line.offset: line for line in messages.each_at(room_id, offsets)}
    said = _said(cases)
    return shown(cases, lambda case: _case(case, lines, said.get(case.pk, [])))


def _said(cases: Iterable[Case]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in Report.objects.filter(case__in=cases).order_by("-weight", "at"):
        found.setdefault(report.case_id, []).append(report)
    return found


def _case(case: Case, lines: dict[int, MessageView], reports: list[Report]) -> CaseOut:
    line = lines.get(case.message_offset) if case.message_offset is not None else None
    return CaseOut(
        id=case.pk,
        user=shown_person(case.user),
        message_offset=case.message_offset,
        text=line.text if line else None,
        at=case.at,
        many=len(reports),
        weight=case.weight,
        taken_by=shown_person(case.taken_by) if case.taken_by else None,
        reports=[ReportOut.model_validate(_report(one)) for one in reports[:TEXTS_SHOWN]],
    )


def _report(one: Report) -> dict[str, Any]:
    return {"reason_code": one.reason_code, "text": one.text or None, "at": one.at}


def _own(report: Report) -> OwnReport:
    case = report.case
    about = {"id": report.pk, "user": shown_person(case.user), "message_offset": case.message_offset}
    outcome = None if case.state == "open" else case.state
    return OwnReport.model_validate(
        about | _report(report) | {"outcome": outcome, "answered_at": case.decided_at}
    )
