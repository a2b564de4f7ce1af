"""The fast path to a ticket, beside Django's chain and in batches.

The chain takes milliseconds for each request, and after a restart everybody who watched asks at once. The fast path
issues tickets for requests that are obviously valid: any other goes to the chain as it came, whose endpoint
(`tickets.api`) means the same. So there is one place that refuses.
"""

import json
import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

from livesell.commanding.batching import Full
from livesell.edge.responses import (
    Application,
    Headers,
    Message,
    Receive,
    Scope,
    Send,
    guarded,
    never,
    request_of,
    respond,
)
from livesell.ledger import answers
from livesell.ledger.turn import UNREACHABLE
from livesell.tickets.api import UNKEPT, TicketOut
from livesell.tickets.issuing import GUEST_KEY, Issuing

SESSION_KEY = re.compile(r"[A-Za-z0-9]{8,40}")
"""A key that any database can be asked about, whoever made it up."""
SHORT = re.compile(r"[0-9]{0,3}")
"""The length of a body that memory has room for: a browser sends `{}`, an app nothing."""
JSON = "application/json; charset=utf-8"


def with_fast_path(chain: Application, path: str, issuing: Callable[[], Issuing]) -> Application:
    """The application, where who asks for a ticket at this path need not go through the chain."""
    headers = {secure: _headers("https" if secure else "http") for secure in (True, False)}

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == path and scope["method"] == "POST" and not scope["query_string"]:
            await ask(scope, receive, send)
        else:
            await chain(scope, receive, send)

    async def ask(scope: Scope, receive: Receive, send: Send) -> None:
        request = request_of(scope)
        key = _key_in(request)
        heard = [] if key is None else await _whole(receive)
        try:
            ticket = None if key is None or _is_gone(heard) else await issuing().issue(key)
        except (Full, *UNREACHABLE):
            await _answer(send, 503, answers.reply("", answers.busy()), headers[request.is_secure()])
            return
        if ticket is None:
            await chain(scope, _again(heard, receive), send)
        else:
            text = json.dumps(TicketOut.of(ticket).model_dump())
            await _answer(send, 200, text, headers[request.is_secure()])

    return application


def _key_in(request: HttpRequest) -> str | None:
    """The key of the session that is shown, a guest's empty one, or None where the chain has to judge."""
    meta = request.META
    if request.content_type not in ("", "application/json") or "HTTP_TRANSFER_ENCODING" in meta:
        return None
    if not SHORT.fullmatch(meta.get("CONTENT_LENGTH", "")) or not _is_welcome(request):
        return None
    key = meta.get("HTTP_X_SESSION_TOKEN")
    if not key:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is None:
            return GUEST_KEY
        if CSRF.refuses(request):
            return None
    return key if SESSION_KEY.fullmatch(key) else None


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

    def _reject(self, _request: HttpRequest, _reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden()


CSRF = _Csrf(never)


async def _whole(receive: Receive) -> list[Message]:
    """The body's messages, up to its end or to where the client went away."""
    heard = [await receive()]
    while heard[-1].get("more_body"):
        heard.append(await receive())
    return heard


def _is_gone(heard: list[Message]) -> bool:
    return bool(heard[-1]["type"] == "http.disconnect")


def _again(heard: list[Message], receive: Receive) -> Receive:
    """What was heard already, then what comes."""
    left = iter(heard)

    async def again() -> Message:
        for message in left:
            return message
        return await receive()

    return again


def _headers(scheme: str) -> Headers:
    said = {"Content-Type": JSON, "Cache-Control": UNKEPT, "Vary": "Accept-Language, Cookie"}
    return guarded(scheme, said)


async def _answer(send: Send, status: int, text: str, headers: Headers) -> None:
    body = text.encode()
    await respond(send, status, [*headers, (b"content-length", str(len(body)).encode())], body)
