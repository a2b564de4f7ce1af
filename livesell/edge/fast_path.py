"""The fast path of the REST interface: what is asked most often, beside Django's chain and in batches.

The chain takes milliseconds for each request, whatever is answered, and an attacker asks as often as she may. The fast
path knows callers where that is plain. Any other request goes to the chain as it came, whose endpoints run the same
operations. So there is one place that refuses a caller; what is refused to one who is known, the operation says.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import structlog
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import get_language_from_request

from livesell.access.actor import GUEST
from livesell.accounts.language import is_ours
from livesell.accounts.sessions import SignedIn
from livesell.commanding.batching import Full
from livesell.edge.calls import Call, Operation, Said, busy
from livesell.edge.incoming import Incoming
from livesell.edge.responses import (
    READING,
    Application,
    Headers,
    Receive,
    Scope,
    Send,
    guarded,
    never,
    request_of,
    respond,
)
from livesell.edge.sessions import Sessions
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from livesell.wire.envelope import MAX_FRAME_BYTES

log = structlog.get_logger(__name__)
SESSION_KEY = re.compile(r"[A-Za-z0-9]{8,40}")
"""A key that any database can be asked about, whoever made it up."""


class Found(NamedTuple):
    """The operation at an address, and the room that stands in it."""

    operation: Operation
    room_id: str


class Shown(NamedTuple):
    """The key of a session, empty for a guest, and whether a browser shows it: then the account has a language."""

    key: str
    by_cookie: bool


Find = Callable[[str, str], Found | None]
"""What a method and a path ask for; None where the chain knows."""


class FastPath:
    """The application, where what `find` knows is answered beside the chain, if the caller is plainly known."""

    def __init__(self, chain: Application, find: Find, sessions: Callable[[], Sessions]) -> None:
        self._chain = chain
        self._find = find
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or let the chain answer."""
        found = None if scope["query_string"] else self._find(scope["method"], scope["path"])
        request = request_of(scope) if found else None
        shown = None if request is None else _shown(request)
        if found is None or request is None or shown is None:
            await self._chain(scope, receive, send)
            return
        incoming = Incoming(receive)
        body = await incoming.read(MAX_FRAME_BYTES)
        told = None if incoming.is_gone else await self._ask(request, shown, found, body)
        if told is None:
            await self._chain(scope, incoming.again, send)
        elif await incoming.drain():
            said, language = told
            headers = _headers(request.is_secure(), said.content_type, said.cache_control, language)
            text = said.text.encode()
            await respond(send, said.status, [*headers, (b"content-length", str(len(text)).encode())], text)

    async def _ask(
        self, request: HttpRequest, shown: Shown, found: Found, body: bytes | None
    ) -> tuple[Said, str] | None:
        """The answer, and the language of whom it is told; None where the chain has to answer."""
        at, language = now_ms(), get_language_from_request(request)
        operation, room_id = found
        try:
            who = await self._who(shown.key, may_wait=operation.may_wait)
            if who is None:
                return None
            if shown.by_cookie and is_ours(who.language):
                language = who.language
            said = await operation.answer(Call(request, who.actor, shown.key, body, at, room_id))
        except (Full, *UNREACHABLE):
            said = busy(request)
        except Exception as error:  # a fault of ours: the chain meets it again, and says it as it says all
            log.warning("fast_path_failed", path=request.path, error=type(error).__name__)
            return None
        return said, language

    async def _who(self, key: str, *, may_wait: bool) -> SignedIn | None:
        return await self._sessions().whose(key, may_wait=may_wait) if key else SignedIn(GUEST, "")


def _shown(request: HttpRequest) -> Shown | None:
    """None where the chain has to judge, or would say more than an operation does."""
    if request.content_type not in ("", "application/json") or not _is_welcome(request):
        return None
    token, cookie = (
        request.META.get("HTTP_X_SESSION_TOKEN"),
        request.COOKIES.get(settings.SESSION_COOKIE_NAME),
    )
    if (token and cookie is not None) or CSRF.renews(request):
        return None
    if not token and cookie is None:
        return Shown("", by_cookie=False)
    if not token and request.method not in READING and CSRF.refuses(request):
        return None
    key = token or cookie or ""
    return Shown(key, by_cookie=not token) if SESSION_KEY.fullmatch(key) else None


def _is_welcome(request: HttpRequest) -> bool:
    """By a name that is ours, and encrypted where it has to be."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return request.is_secure() or not settings.SECURE_SSL_REDIRECT


class _Csrf(CsrfViewMiddleware):
    """Django's check, without its page and its line in the log: the chain has them."""

    def refuses(self, request: HttpRequest) -> bool:
        return self.process_view(request, never, (), {}) is not None

    def renews(self, request: HttpRequest) -> bool:
        """Whether her cookie is none that Django made, so that its answer brings another."""
        self.process_request(request)
        return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))

    def _reject(self, _request: HttpRequest, _reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden()


CSRF = _Csrf(never)


@lru_cache(maxsize=64)
def _headers(is_secure: bool, content_type: str, cache_control: str, language: str) -> Headers:
    said = {
        "Content-Type": content_type,
        "Cache-Control": cache_control,
        "Vary": "Accept-Language, Cookie",
        "Content-Language": language,
    }
    return guarded("https" if is_secure else "http", said)
