"""What is read of moderation over HTTPS: one's own acts and appeals; for staff the log, a person's card, numbers."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from chat.events.appeals import State
from chat.events.moderation import Act, ActView
from chat.frames.values import ReasonCode
from chat.messages import messages
from chat.models.appeals import Appeal
from chat.models.moderation import ModerationAction
from chat.models.people import PersonNote
from chat.moderation import statistics
from chat.moderation.log import shown_person, view
from chat.moderation.statistics import ModeratorOut
from chat.moderation.undo import UNDOABLE
from chat.rules.appeals import may_appeal
from chat.web.reading import keeper, reading
from livesell.accounts import bans
from livesell.accounts.models import ServerBan, User
from livesell.accounts.people import is_operator
from livesell.accounts.visitor import VISITOR
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.wire.cells import safe
from livesell.wire.codes import Code
from livesell.wire.envelope import Id, Millis, Person
from rooms import members

router = Router(tags=["moderation"], auth=VISITOR)
MOST = 100
DAY_MS = 86_400_000


class OwnAppeal(Schema):
    """What the appellant sees of her appeal."""

    text: str
    at: Millis
    due_at: Millis
    state: State
    answer: str | None
    answered_at: Millis | None
    by_author: bool = Field(description="nobody else keeps the room kind: who acted has decided")


class OwnAct(Schema):
    """What was done to the caller, why, for how long, and whether she may appeal."""

    id: Id
    act: Act
    at: Millis
    until: Millis | None
    by: str | None = Field(description="null: the moderators")
    reason_code: ReasonCode | None
    reason: str | None
    undone: bool
    may_appeal: bool
    appeal: OwnAppeal | None


class NoteOut(Schema):
    """What staff noted of a person."""

    id: Id
    by: Person
    text: str
    at: Millis


class ServerBanOut(Schema):
    """A ban from the whole server that is in force."""

    by: Person
    reason: str
    at: Millis
    until: Millis | None = Field(description="null: for good")


class PersonCard(Schema):
    """What staff see of a person in this room. Of her money, only how many orders were paid."""

    user: Person
    role: str
    since: Millis = Field(description="when the account was made")
    spoke_days: int = Field(description="days on which she spoke here")
    messages: int = Field(description="lines she said here, counted to a thousand")
    muted_until: Millis | None
    warned: bool
    banned: bool
    banned_until: Millis | None
    orders_paid: int
    orders: int
    acts: list[ActView] = Field(description="the last hundred, newest first")
    notes: list[NoteOut]
    operates: bool = Field(description="the caller runs the server, and may ban from all of it")
    server_ban: ServerBanOut | None = Field(description="for who runs the server: the ban in force")


@router.get("/rooms/{room_id}/acts/mine", response=list[OwnAct], operation_id="own_acts")
def own_acts(request: HttpRequest, room_id: str) -> list[OwnAct]:
    """What was done to the caller here, newest first; also for who is banned."""
    own = reading(request, room_id, banned_too=True)
    found = _acts(room_id).filter(user_id=own.user_id, act__in=UNDOABLE).order_by("-offset")[:MOST]
    named, now = members.are_moderators_named(room_id), now_ms()
    return shown(found, lambda row: _own(row, named=named, now=now))


@router.get("/rooms/{room_id}/acts", response=list[ActView], operation_id="room_acts")
def log(
    request: HttpRequest,
    room_id: str,
    user: Annotated[str, Query(max_length=26)] = "",
    by: Annotated[str, Query(max_length=26)] = "",
    act: Act | None = None,
    before: Annotated[int | None, Query(ge=0, le=2**53 - 1)] = None,
) -> list[ActView]:
    """For moderators: the log, newest first; of a person, by a moderator, of a kind, before an offset."""
    keeper(request, room_id)
    found = _filtered(room_id, user, by, act)
    if before is not None:
        found = found.filter(offset__lt=before)
    return shown(found.order_by("-offset")[:MOST], view)


@router.get("/rooms/{room_id}/acts/export", operation_id="room_acts_export")
def export(
    request: HttpRequest,
    room_id: str,
    user: Annotated[str, Query(max_length=26)] = "",
    by: Annotated[str, Query(max_length=26)] = "",
    act: Act | None = None,
) -> StreamingHttpResponse:
    """For moderators: the log with the same filters as a CSV file, oldest first, all of it."""
    keeper(request, room_id)
    found = _filtered(room_id, user, by, act).order_by("offset")
    headers = {"Content-Disposition": 'attachment; filename="moderation.csv"'}
    lines = list(_lines(found))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@router.get("/rooms/{room_id}/people/{user_id}", response=PersonCard, operation_id="person_card")
def card(request: HttpRequest, room_id: str, user_id: str) -> PersonCard:
    """For moderators: a person in this room: what she said and bought in numbers, acts, notes."""
    own = keeper(request, room_id)
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise HttpError(404, Code.NOT_FOUND.value)
    here = members.seen_here(room_id, user_id)
    paid, orders = members.bought(room_id, user_id)
    operates = is_operator(own.user_id)
    notes = PersonNote.objects.filter(room_id=room_id, user=user).select_related("by").order_by("-at")
    return PersonCard(
        user=shown_person(user),
        role=here.role,
        since=user.created_at,
        spoke_days=here.spoke_days,
        messages=messages.said_by(room_id, user_id),
        muted_until=here.muted_until,
        warned=here.warned,
        banned=here.banned,
        banned_until=here.banned_until,
        orders_paid=paid,
        orders=orders,
        acts=shown(_acts(room_id).filter(user=user).order_by("-offset")[:MOST], view),
        notes=[NoteOut(id=one.pk, by=shown_person(one.by), text=one.text, at=one.at) for one in notes],
        operates=operates,
        server_ban=_server_ban(bans.in_force(user_id, now_ms())) if operates else None,
    )


@router.get("/rooms/{room_id}/moderators", response=list[ModeratorOut], operation_id="room_moderators")
def moderators(
    request: HttpRequest, room_id: str, days: Annotated[int, Query(ge=1, le=365)] = 30
) -> list[ModeratorOut]:
    """For the owner: what each moderator did in these days, what was taken back, how long appeals waited."""
    keeper(request, room_id, frozenset({"owner"}))
    return statistics.of_room(room_id, now_ms() - days * DAY_MS)


def _server_ban(ban: ServerBan | None) -> ServerBanOut | None:
    if ban is None:
        return None
    return ServerBanOut(by=shown_person(ban.by), reason=ban.reason, at=ban.at, until=ban.until)


def _acts(room_id: str) -> "QuerySet[ModerationAction]":
    return ModerationAction.objects.filter(room_id=room_id).select_related(
        "by", "user", "undone_by", "appeal"
    )


def _filtered(room_id: str, user: str, by: str, act: str | None) -> "QuerySet[ModerationAction]":
    given = {"user_id": user, "by_id": by, "act": act}
    return _acts(room_id).filter(**{field: value for field, value in given.items() if value})


def _own(row: ModerationAction, *, named: bool, now: int) -> OwnAct:
    appeal = getattr(row, "appeal", None)
    undone = row.undone_at is not None
    values = {
        "id": row.pk,
        "act": row.act,
        "at": row.at,
        "until": row.until,
        "by": row.by.name if named else None,
        "reason_code": row.reason_code or None,
        "reason": row.reason or None,
        "undone": undone,
        "may_appeal": appeal is None and not undone and may_appeal(row.act, row.at, row.until, now),
        "appeal": _own_appeal(row, appeal) if appeal else None,
    }
    return OwnAct.model_validate(values)


def _own_appeal(row: ModerationAction, appeal: Appeal) -> dict[str, Any]:
    return {
        "text": appeal.text,
        "at": appeal.at,
        "due_at": appeal.due_at,
        "state": appeal.state,
        "answer": appeal.answer or None,
        "answered_at": appeal.answered_at,
        "by_author": appeal.by_id == row.by_id,
    }


COLUMNS = ("at", "act", "by", "user", "reason_code", "reason", "message_offset", "until", "undone_by")


def _lines(found: "QuerySet[ModerationAction]") -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)
    for row in found.iterator(chunk_size=500):
        undone_by = row.undone_by.name if row.undone_by else ""
        named = (_moment(row.at), row.act, row.by.name, row.user.name, row.reason_code, row.reason)
        until = _moment(row.until) if row.until else ""
        yield _line((*named, row.message_offset or "", until, undone_by))


def _line(values: tuple[object, ...]) -> str:
    """One line; no cell can be taken for a formula."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe(value) for value in values])
    return out.getvalue()


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")
