"""Notifications over HTTPS: the bell, its read marks, the browsers that may be told, and what each person chose."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from livesell.accounts.models import User
from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.outbound import bell, choices, subscriptions
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Notification, PushSubscription
from livesell.outbound.push.endpoints import NotAllowed
from livesell.outbound.push.keys import vapid
from livesell.outbound.wording import said
from livesell.wire.codes import Code

router = Router(tags=["notifications"], auth=VISITOR)


class Closed(Schema):
    """A body that holds nothing else."""

    model_config = {"extra": "forbid"}


class NotificationOut(Schema):
    """One notification, in the caller's language. `path`: the page it leads to."""

    id: int
    kind: str
    title: str
    text: str
    path: str
    at: int
    read: bool


class BellOut(Schema):
    """Her last ones, the latest first. `unread` of all; a hundred stand for more."""

    unread: int
    notifications: list[NotificationOut]


class UnreadOut(Schema):
    unread: int


class ReadIn(Closed):
    """Those that were read; null: all."""

    ids: Annotated[list[Annotated[int, Field(ge=1, le=2**53 - 1)]], Field(max_length=100)] | None


class PushKeyOut(Schema):
    """The server's key for `pushManager.subscribe`."""

    key: str


class PushIn(Closed):
    """What the browser gave: `PushSubscription.toJSON()`, and how the device is called."""

    endpoint: str = Field(min_length=8, max_length=1000)
    p256dh: str = Field(min_length=80, max_length=100)
    auth: str = Field(min_length=20, max_length=40)
    device: str = Field(default="", max_length=100)


class PushEndIn(Closed):
    endpoint: str = Field(min_length=8, max_length=1000)


class PushOut(Schema):
    """How many browsers of hers are told."""

    devices: int


class ChoiceOut(Schema):
    """How she is told of one kind. `chosen` by herself; otherwise it is the kind's own."""

    kind: str
    label: str
    bell: Literal["now", "off"]
    push: Literal["now", "off"]
    mail: Literal["now", "digest", "off"]


class ChoiceIn(Closed):
    kind: str = Field(max_length=30)
    channel: Literal["bell", "push", "mail"]
    how: Literal["now", "digest", "off"]


@router.get("/notifications", response=BellOut, operation_id="notifications")
def notifications(
    request: HttpRequest, before: Annotated[int, Field(ge=1, le=2**53 - 1)] | None = None
) -> BellOut:
    """What happened that concerns the caller."""
    user_id, now = _user_id(request), now_ms()
    listed = shown(bell.listed(user_id, now, before), _out)
    return BellOut(unread=bell.unread(user_id, now), notifications=listed)


@router.get("/notifications/unread", response=UnreadOut, operation_id="notifications_unread")
def unread(request: HttpRequest) -> UnreadOut:
    """How many the caller has not read."""
    return UnreadOut(unread=bell.unread(_user_id(request), now_ms()))


@router.post("/notifications/read", response=UnreadOut, operation_id="notifications_read")
def read(request: HttpRequest, body: ReadIn) -> UnreadOut:
    """She has read these, or all; how many are left."""
    user_id, now = _user_id(request), now_ms()
    bell.mark(user_id, now, body.ids)
    return UnreadOut(unread=bell.unread(user_id, now))


@router.get("/notifications/choices", response=list[ChoiceOut], operation_id="notifications_choices")
def chosen(request: HttpRequest) -> list[ChoiceOut]:
    """How the caller is told of each kind."""
    return choices_of(_user_id(request))


@router.post("/notifications/choices", response=list[ChoiceOut], operation_id="notifications_choose")
def choose(request: HttpRequest, body: ChoiceIn) -> list[ChoiceOut]:
    """Be told otherwise of one kind from now on."""
    user_id = _user_id(request)
    try:
        choices.choose(user_id, body.kind, body.channel, body.how)
    except ValueError:
        raise HttpError(400, Code.BAD_FRAME.value) from None
    return choices_of(user_id)


@router.get("/notifications/push", response=PushKeyOut, operation_id="push_key")
def push_key(request: HttpRequest) -> PushKeyOut:
    """The key that a browser subscribes with."""
    _user_id(request)
    return PushKeyOut(key=vapid().public)


@router.post("/notifications/push", response=PushOut, operation_id="push_subscribe")
def push_subscribe(request: HttpRequest, body: PushIn) -> PushOut:
    """Tell this browser, for as long as the caller is signed in there. `not_allowed`: it is none of a push service that
    this server knows."""
    user = User.objects.get(pk=_user_id(request))
    session = request.session.session_key or ""
    try:
        subscriptions.subscribe(
            user, body.endpoint, body.p256dh, body.auth, device=body.device, session=session
        )
    except NotAllowed:
        raise HttpError(400, "not_allowed") from None
    return _devices(user.pk)


@router.post("/notifications/push/end", response=PushOut, operation_id="push_unsubscribe")
def push_unsubscribe(request: HttpRequest, body: PushEndIn) -> PushOut:
    """Tell this browser nothing any more."""
    user_id = _user_id(request)
    subscriptions.unsubscribe(user_id, endpoint=body.endpoint)
    return _devices(user_id)


def choices_of(user_id: str) -> list[ChoiceOut]:
    """Every kind with what holds for her."""
    own = choices.chosen([user_id])
    has_push = PushSubscription.objects.filter(user_id=user_id).exists()

    def how(kind: str, channel: str) -> str:
        return choices.how(own, user_id, kinds()[kind], channel, has_push=has_push)

    return [
        ChoiceOut.model_validate(
            {"kind": name, "label": str(kind.label)} | {way: how(name, way) for way in choices.CHANNELS}
        )
        for name, kind in kinds().items()
    ]


def _out(one: Notification) -> NotificationOut:
    words = said(one)
    return NotificationOut(
        id=one.pk,
        kind=one.kind,
        title=words.title,
        text=words.text,
        path=one.path,
        at=one.at,
        read=one.read_at is not None,
    )


def _devices(user_id: str) -> PushOut:
    return PushOut(devices=PushSubscription.objects.filter(user_id=user_id).count())


def _user_id(request: HttpRequest) -> str:
    actor = visitor(request)
    if actor.is_guest:
        raise HttpError(401, Code.SIGN_IN.value)
    return actor.user_id
