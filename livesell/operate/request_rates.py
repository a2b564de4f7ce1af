"""How often one address and one session may ask by HTTP, before anything is done with a request.

By the address that the connection, or a trusted proxy, tells. A class or an office is one address: its rate is far
above what people do, and an operator may raise it (`LIVESELL_ADDRESS_RATE`). Over all processes, as far as Redis tells
them of each other (`presence.rates`).
"""

import hashlib
import re
import time
from collections.abc import Callable

from django.utils.translation import get_language_from_request, gettext, override

from livesell.access.buckets import Buckets, Rate, rate
from livesell.edge.responses import UNKEPT, Application, Receive, Scope, Send, request_of
from livesell.gateway.connection_limits import PER_ADDRESS, networks_of
from livesell.ledger import answers
from livesell.wire.codes import Code

SHARE_OF_A_SESSION = 2
"""One person's session may ask half as often as an address: by default as often as she may add items by a script."""
WHOLE = 10
"""What a request costs of a bucket in tenths; one for a file that the browser keeps costs a single one."""
FILES = ("/static/", "/media/")
UNLIMITED = ("/readyz",)
"""Asked by the machine itself, and by who watches over it."""
SESSION = re.compile(rb"(?:^|;\s*)sessionid=([^;]{1,64})")


def paced(application: Application, of_address: str, buckets: Callable[[], Buckets]) -> Application:
    """The application, spared what one address (`"1200 in 60s"`) or one session asks too often: 429, and when again.

    `buckets` are those that are taken from, by `time.monotonic`.
    """
    allowed = rate(of_address)

    async def within(scope: Scope, receive: Receive, send: Send) -> None:
        wait = _wait(buckets(), allowed, scope, time.monotonic())
        if wait > 0:
            await _refuse(send, scope, wait)
        else:
            await application(scope, receive, send)

    return within


def _wait(buckets: Buckets, allowed: Rate, scope: Scope, now: float) -> float:
    """Seconds until this may be asked; 0, and it is counted."""
    path = scope["path"]
    if path in UNLIMITED:
        return 0.0
    tokens = 1 if path.startswith(FILES) else WHOLE
    address = str((scope.get("client") or ("",))[0])
    limits = {
        ("address", network): _tenths(allowed, most // PER_ADDRESS)
        for network, most in networks_of(address).items()
    }
    if session := _session(scope["headers"]):
        limits["session", session] = _tenths(of_session(allowed))
    return max(buckets.take(key, limit, now, tokens=tokens) for key, limit in limits.items())


def of_session(allowed: Rate) -> Rate:
    """The rate of a session, by that of an address."""
    return Rate(max(1, allowed.burst // SHARE_OF_A_SESSION), allowed.seconds)


def _tenths(allowed: Rate, times: int = 1) -> Rate:
    return Rate(allowed.burst * WHOLE * times, allowed.seconds)


def _session(headers: list[tuple[bytes, bytes]]) -> str:
    """A mark of the session that is shown; empty where none is. Nobody has asked yet whether there is such a one."""
    for name, value in headers:
        if name == b"x-session-token" and value:
            return hashlib.sha256(value).hexdigest()
        if name == b"cookie" and (found := SESSION.search(value)):
            return hashlib.sha256(found.group(1)).hexdigest()
    return ""


async def _refuse(send: Send, scope: Scope, wait: float) -> None:
    path, language = scope["path"], get_language_from_request(request_of(scope))
    body, headers = words(path, wait, language).encode(), headers_of(path, wait)
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    raw.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 429, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def words(path: str, wait: float, language: str) -> str:
    """The refusal `too_fast`: for a program as any other of ours, for a person in a sentence that she understands."""
    if path.startswith(("/api/", "/_allauth/")):
        return answers.reply("", answers.refused(Code.TOO_FAST, retry_after_ms=int(wait * 1000) + 1))
    with override(language):
        return gettext("Too many requests from here. Try again in a moment.") + "\n"


def headers_of(path: str, wait: float) -> dict[str, str]:
    """What goes with the refusal."""
    kind = "application/json" if path.startswith(("/api/", "/_allauth/")) else "text/plain; charset=utf-8"
    return {"Content-Type": kind, "Retry-After": str(int(wait) + 1), "Cache-Control": UNKEPT}
