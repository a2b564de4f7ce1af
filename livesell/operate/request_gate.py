"""How many views run at once in this process: what people read must not hold up what people buy.

Every view runs in a thread of its own, and all threads share one interpreter with the event loop: with twenty of them
at work, the loop and the writers wait for the others at each of their steps. `make siege` saw the median of a claim go
from 13 to 322 ms by it.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import copy_context
from functools import partial
from weakref import WeakKeyDictionary

from asgiref.sync import iscoroutinefunction
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_request

from livesell.commanding.database import Threads
from livesell.operate.request_rates import headers_of, words

VIEWS = 2
"""One may go on while the other waits for the database; a third would only wait for the interpreter."""
UPLOADS = 1
THREADS = 40
"""More than the gates let through: what is patient waits in a thread of its own for a payment provider."""
VIEWS_WAITING, UPLOADS_WAITING = 256, 32
"""Requests of one address that may wait; an upload waits on the disk, with 20 MiB at most."""
WAIT_SECONDS = 2.0
"""After which somebody may ask again whose address has as many waiting as it may."""
CHEAP = ("/media/", "/readyz", "/metrics")
PATIENT = ("/commands/", "/pay", "/webhooks/")
"""Parts of addresses that wait for a turn of a room or for a payment provider, and work little."""
HEAVY = ("/pictures", "/sheets")


class Full(Exception):
    """As many of this address wait as may."""


class Gate:
    """Lets so many through at once. Addresses take turns, so that one that asks much waits behind itself alone."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._free = at_once
        self._most = most_waiting
        self._lines: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def passed(self, address: str) -> AsyncIterator[None]:
        """A place, once it is this address's turn. Raises `Full`."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(address)
        try:
            yield
        finally:
            self._hand_on()

    async def _wait(self, address: str) -> None:
        line = self._lines.setdefault(address, deque())
        if len(line) >= self._most:
            raise Full
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # it was handed on in the same moment
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        """To the address that has waited longest since its last turn."""
        while self._lines:
            address = next(iter(self._lines))
            line = self._lines.pop(address)
            place = line.popleft()
            if line:
                self._lines[address] = line
            if not place.done():
                place.set_result(None)
                return
        self._free += 1


class Gates:
    """Those of one event loop."""

    def __init__(self) -> None:
        self._views = Gate(VIEWS, VIEWS_WAITING)
        self._uploads = Gate(UPLOADS, UPLOADS_WAITING)

    def before(self, request: HttpRequest) -> Gate | None:
        """The gate that a request has to pass, if any."""
        path = request.path_info
        if path.startswith(CHEAP) or any(part in path for part in PATIENT):
            return None
        return self._uploads if request.method == "POST" and path.endswith(HEAVY) else self._views


class GatedHandler(ASGIHandler):
    """Django's handler, which lets requests through the gates, and runs each view that blocks in one thread, from its
    first middleware to its last.

    Django's own way changes threads at every middleware, twice, and begins a thread and a connection to the database
    for each request: a page of 12 ms went down to 5.
    """

    def __init__(self) -> None:
        super().__init__()
        self._blocking = BaseHandler()
        self._blocking.load_middleware()
        self._threads = Threads(THREADS, "view")
        self._gates: WeakKeyDictionary[asyncio.AbstractEventLoop, Gates] = WeakKeyDictionary()

    async def close(self) -> None:
        """Let the views end that are at work, and give their connections back."""
        await asyncio.to_thread(self._threads.end)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Before all that works. The body was read already, the answer is sent afterwards: a slow client holds no
        place."""
        gates = self._gates.setdefault(asyncio.get_running_loop(), Gates())
        here = gates.before(request)
        if here is None:
            return await self._answer(request)
        try:
            async with here.passed(request.META.get("REMOTE_ADDR", "")):
                return await self._answer(request)
        except Full:
            body = words(request.path_info, WAIT_SECONDS, get_language_from_request(request))
            return HttpResponse(body, status=429, headers=headers_of(request.path_info, WAIT_SECONDS))

    async def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """To its end, also where the client has gone: a thread cannot be called back, so its place stays taken. Whoever
        asks and leaves at once would otherwise have as many views at work as she likes."""
        work: asyncio.Future[HttpResponseBase]
        if _is_async(request.path_info):
            work = asyncio.ensure_future(super().get_response_async(request))
        else:
            run = partial(copy_context().run, self._view, request)
            work = asyncio.get_running_loop().run_in_executor(self._threads, run)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait((work,))
            raise

    def _view(self, request: HttpRequest) -> HttpResponseBase:
        """In a thread that keeps its connection to the database for as long as that is good."""
        close_old_connections()
        try:
            answer: HttpResponseBase = self._blocking.get_response(request)
            return answer
        finally:
            close_old_connections()


def _is_async(path: str) -> bool:
    """True if a view awaits what it needs: it runs in the event loop, with the rooms."""
    try:
        return bool(iscoroutinefunction(resolve(path).func))
    except Resolver404:
        return False
