"""Pages that are the same for every guest: made once a second for each address and language, then sent as they are.

A page is made by the chain itself, for a guest who shows nothing but her language; so it holds what any stranger may
read. Whoever shows a session, or is owed a message, is answered by the chain.
"""

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from livesell.edge.responses import (
    READING,
    Application,
    Headers,
    Message,
    Receive,
    Scope,
    Send,
    request_of,
    respond,
)
from livesell.edge.static_files import accepted

SECONDS = 1.0
KEPT = 256
"""Pages that are kept at once, of some 10 KB each: of the rooms that guests come to now."""
OWN = (settings.SESSION_COOKIE_NAME, "messages")
"""Cookies by which a page becomes somebody's own."""


class Page(NamedTuple):
    """A page as every guest gets it. `began`: when its making did."""

    began: float
    headers: Headers
    body: bytes
    zipped: bytes


class Key(NamedTuple):
    """What a page depends on. The host stands in its links."""

    path: str
    language: str
    host: str
    scheme: str


_Making = asyncio.Task[Page | None]
_Pages = dict[Key, _Making]
IsPublic = Callable[[str], Awaitable[bool]]
"""Whether everybody may read what this name stands for, as of after the call. It may raise."""


class SharedPages:
    """The pages of one process at addresses that match; `is_public` is asked with what the pattern's group holds."""

    def __init__(self, chain: Application, pattern: str, is_public: IsPublic) -> None:
        self._chain = chain
        self._pattern = re.compile(pattern)
        self._is_public = is_public
        self._kept: WeakKeyDictionary[asyncio.AbstractEventLoop, _Pages] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a guest who reads such a page, and leave everybody else to the chain."""
        found = self._pattern.fullmatch(scope["path"])
        key = _key(scope) if found and scope["method"] in READING else None
        page = await self._page(key, scope, found[1]) if found and key else None
        if page is None:
            await self._chain(scope, receive, send)
            return
        zipped = "gzip" in accepted(dict(scope["headers"]).get(b"accept-encoding", b""))
        body = page.zipped if zipped else page.body
        own = [(b"content-length", str(len(body)).encode()), (b"content-encoding", b"gzip")][: 1 + zipped]
        await respond(send, 200, [*page.headers, *own], body if scope["method"] == "GET" else b"")

    async def _page(self, key: Key, scope: Scope, name: str) -> Page | None:
        """The page, if it may still be read by everybody at this moment: it may have been made before."""
        loop = asyncio.get_running_loop()
        asked, pages = loop.time(), self._kept.setdefault(loop, {})
        task = pages.get(key)
        if task is None or _is_over(task, asked):
            task = _remember(pages, key, loop.create_task(self._make(key, scope, asked)))
        page = await asyncio.shield(task)
        if page is None or (page.began < asked and not await self._is_public(name)):
            return None
        return page

    async def _make(self, key: Key, scope: Scope, began: float) -> Page | None:
        """None where the chain says anything but a page for everybody."""
        headers = [(b"host", key.host.encode("latin-1")), (b"accept-language", key.language.encode())]
        asking = {**scope, "method": "GET", "query_string": b"", "headers": headers}
        said: list[Message] = []

        async def hear(message: Message) -> None:
            said.append(message)

        await self._chain(asking, _Nothing().receive, hear)
        return _read(said, began)


def _remember(pages: _Pages, key: Key, task: _Making) -> _Making:
    pages.pop(key, None)
    if len(pages) >= KEPT:
        del pages[next(iter(pages))]
    pages[key] = task
    return task


class _Nothing:
    """A request without a body, whose client stays."""

    _was_read = False

    async def receive(self) -> Message:
        if self._was_read:
            await asyncio.Event().wait()
        self._was_read = True
        return {"type": "http.request", "body": b"", "more_body": False}


def _key(scope: Scope) -> Key | None:
    """None where the page would be somebody's own, or the chain has to refuse the name of the host."""
    request = request_of(scope)
    if any(name in request.COOKIES for name in OWN):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return Key(request.path, language_of(request), host, scope["scheme"])


def language_of(request: HttpRequest) -> str:
    """In which language a guest is spoken to."""
    return str(get_language_from_request(request))


def _read(said: Sequence[Message], began: float) -> Page | None:
    start, *rest = said
    headers: list[Any] = start["headers"]
    if start["status"] != 200 or any(name.lower() == b"set-cookie" for name, _ in headers):
        return None
    body = b"".join(message.get("body", b"") for message in rest)
    kept = [(name, value) for name, value in headers if name.lower() != b"content-length"]
    return Page(began, [*kept, (b"vary", b"accept-encoding")], body, gzip.compress(body, 6, mtime=0))


def _is_over(task: _Making, now: float) -> bool:
    """It failed, or it is none, or it is too old."""
    if not task.done():
        return False
    if task.cancelled() or task.exception():
        return True
    page = task.result()
    return page is None or now - page.began > SECONDS
