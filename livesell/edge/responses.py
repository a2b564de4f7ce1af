"""ASGI by its names, and whole answers that were made before: with the headers that Django's own middleware adds."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

from csp.middleware import CSPMiddleware
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
UNKEPT = "private, no-store"
"""The Cache-Control of what nobody but its reader may keep."""
READING = ("GET", "HEAD")


def guarded(scheme: str, headers: Mapping[str, str]) -> Headers:
    """These headers, and what the chain puts on every answer: a policy of content, of frames, of types, of TLS."""
    scope = {"type": "http", "method": "GET", "path": "/", "scheme": scheme, "headers": []}
    request, response = (
        ASGIRequest(scope, BytesIO()),
        HttpResponse(headers={"Content-Type": ""} | dict(headers)),
    )
    for middleware in (XFrameOptionsMiddleware, CSPMiddleware, SecurityMiddleware):
        middleware(never).process_response(request, response)
    return [(name.lower().encode(), value.encode()) for name, value in response.items() if value]


def never(*_: object) -> HttpResponse:
    """What middleware wants to stand before, where it stands alone."""
    raise NotImplementedError


def request_of(scope: Scope) -> HttpRequest:
    """The request as Django reads it, without a body."""
    return ASGIRequest(scope, BytesIO())


async def respond(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    """Answer with the whole body at once; the headers tell its length already."""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
