"""What a request may bring, refused before anything is done with it: a body of bounded size, no NUL in its address,
and no JSON that the wire would not take.

Django spools a body of any size to disk before a view sees it, and PostgreSQL cannot be asked about a NUL. Where our
own frames are read they are checked already; this stands before what others wrote.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin

from livesell.edge.responses import UNKEPT, Application, Message, Receive, Scope, Send
from livesell.wire.codec import BadFrame, plain

MAX_BODY = 21 * 1024 * 1024
"""Bytes: the largest picture (`rooms.items.pictures.MAX_BYTES`) and the words around it."""
OTHERS = "/_allauth/"
"""Where views stand that read JSON by themselves."""


class _TooLarge(Exception):
    """The body has become larger than was promised, or promised nothing."""


def bounded(application: Application, most: int = MAX_BODY) -> Application:
    """The application, spared the requests that are out of bounds: 400 for an address, 413 for a body."""

    async def within(scope: Scope, receive: Receive, send: Send) -> None:
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            await _refuse(send, 400)
            return
        if _declared(scope) > most:
            await _refuse(send, 413)
            return
        seen = 0

        async def count() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise _TooLarge
            return message

        try:
            await application(scope, count, send)
        except _TooLarge:
            await _refuse(send, 413)

    return within


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return max((int(value) for value in lengths if value.isdigit()), default=0)


async def _refuse(send: Send, status: int) -> None:
    """Closing spares the rest of the body: nobody reads it."""
    headers = [(b"connection", b"close"), (b"content-length", b"0"), (b"cache-control", UNKEPT.encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


class JsonMiddleware(MiddlewareMixin):
    """What others' views read as JSON is read by our codec first: what it refuses they never see."""

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Whatever the request says that its body is: those views do not ask."""
        if not request.path_info.startswith(OTHERS) or not request.body:
            return None
        try:
            plain(request.body)
        except BadFrame as bad:
            errors = [{"code": bad.code.value, "message": bad.detail}]
            return JsonResponse({"status": 400, "errors": errors}, status=400)
        return None
