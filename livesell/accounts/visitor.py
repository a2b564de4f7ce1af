"""Who calls the REST interface: an app by its session token, a browser by its session, or a guest."""

from typing import Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from livesell.access.actor import GUEST, Actor
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def recognise(request: HttpRequest) -> Actor:
    """Who it is. A token that is not good is 401; a browser that writes must show its CSRF token, or is 403."""
    if token := request.headers.get("X-Session-Token"):
        found = authenticate_by_x_session_token(token)
        if found is None or not found[0].is_active:
            raise HttpError(401, _("The session token is not valid."))
        return actor_of(found[0])
    if not isinstance(request.user, User):
        return GUEST
    if request.method not in SAFE and check_csrf(request):
        raise HttpError(403, _("The CSRF token is missing or wrong."))
    return actor_of(request.user)


class Visitor(AuthBase):
    """For operations that run in a thread. Everybody passes; `request.auth` is the actor."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "X-Session-Token"

    def __call__(self, request: HttpRequest) -> Any:
        return recognise(request)


class AsyncVisitor(Visitor):
    """The same for operations that run in the event loop."""

    async def authenticate(self, request: HttpRequest) -> Actor:
        return await sync_to_async(recognise)(request)

    def __call__(self, request: HttpRequest) -> Any:
        return self.authenticate(request)


VISITOR = Visitor()
ASYNC_VISITOR = AsyncVisitor()


def visitor(request: HttpRequest) -> Actor:
    """The actor that was recognised for this request."""
    actor = getattr(request, "auth", None)
    return actor if isinstance(actor, Actor) else GUEST
