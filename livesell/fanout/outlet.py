"""One viewer's way out: frames leave without anybody waiting for her network."""

import asyncio
import random
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any, Protocol

from livesell.access.arrivals import RoundTrips
from livesell.websocket.outgoing import Outgoing, Spliced, wire_of

Send = Callable[[dict[str, Any]], Awaitable[None]]
MAX_QUEUED = 256
"""Replies that may wait for a viewer who does not read; facts never queue, they have a cursor."""
MAX_WAITING = 256 * 1024
"""Characters of those that wait behind the first, which may be a snapshot and as large as the show (attack A25)."""
WINDOW = 256
"""Frames that may be on their way to somebody who has not said yet that she read them. What takes everything and
passes on nothing, a buffering proxy or a phone out of reach, holds so much and no more."""

PATIENCE = 20.0
"""Seconds, and up to as many more, for which nothing may leave. Not the same for all: those whom one failing network
holds up together would be closed, and come back, in one moment."""


class Line:
    """Writes frames in order. `ready`: network and reader take more now; `on_drain` tells when they do again."""

    __slots__ = (
        "_on_drain",
        "_paused",
        "_queued",
        "_read",
        "_sent",
        "_stuck_until",
        "_weight",
        "dead",
        "ready",
    )

    def __init__(self, on_drain: Callable[[], None]) -> None:
        self.ready = True
        self.dead = False
        self._on_drain = on_drain
        self._queued: deque[Outgoing] | None = None
        self._weight = 0
        self._paused = False
        self._sent = 0
        self._read = 0
        self._stuck_until = 0.0

    @property
    def waiting(self) -> int:
        """Replies that wait."""
        return len(self._queued) if self._queued else 0

    def is_stuck(self, now: float) -> bool:
        """Whether nothing has left for too long, by the loop's clock."""
        return not self.ready and now > self._stuck_until

    def write(self, frame: Outgoing) -> bool:
        """Send, or queue behind what waits. False when this line is past helping."""
        if self.ready:
            self._sent += 1
            self._put(frame)
            if self._sent - self._read >= WINDOW:
                self._judge()
            return not self.dead
        if self._queued is None:
            self._queued = deque()
        self._queued.append(frame)
        self._weight += len(frame)
        behind = self._weight - len(self._queued[0])
        return not self.dead and len(self._queued) <= MAX_QUEUED and behind <= MAX_WAITING

    def acknowledge(self, frames: int) -> bool:
        """She has read that many of all frames that were sent to her. False where that cannot be."""
        if not self._read <= frames <= self._sent:
            return False
        self._read = frames
        self._judge()
        return True

    def paused(self) -> None:
        """The network takes no more for now."""
        self._paused = True
        self._judge()

    def resumed(self) -> None:
        """The network takes frames again."""
        self._paused = False
        self._judge()

    def gone(self) -> None:
        """Nobody is there any more; the reader will hear of it too."""
        self.dead = True
        self._judge()

    def _put(self, frame: Outgoing) -> None:
        raise NotImplementedError

    def _judge(self) -> None:
        was, self.ready = self.ready, not (self._paused or self.dead or self._sent - self._read >= WINDOW)
        if was and not self.ready:
            self._stuck_until = asyncio.get_running_loop().time() + PATIENCE * (1 + random.random())
        elif self.ready and not was:
            while self._queued and self.ready:
                frame = self._queued.popleft()
                self._weight -= len(frame)
                self.write(frame)
            if self.ready:
                self._on_drain()


class Outlet(Protocol):
    """What our own server offers: it takes frames as bytes that were built before, and tells the line how it is."""

    line: Line | None
    compressed: bool
    round_trips: RoundTrips

    def write(self, frame: bytes) -> None: ...

    def welcome(self) -> None:
        """From now on the client's frames may be as large as any."""


class PreparedLine(Line):
    """A way out through an outlet: the same bytes for everybody, and no coroutine on the way.

    A client that agreed to compression is sent what was compressed once for many. `compresses`: and everything else.
    """

    __slots__ = ("_compresses", "_outlet")

    def __init__(self, outlet: Outlet, on_drain: Callable[[], None], *, compresses: bool = False) -> None:
        super().__init__(on_drain)
        self._outlet = outlet
        self._compresses = compresses
        outlet.line = self

    def _put(self, frame: Outgoing) -> None:
        compressed = self._outlet.compressed and (self._compresses or isinstance(frame, Spliced))
        self._outlet.write(wire_of(frame, compressed=compressed))


class PlainLine(Line):
    """A way out through the send of any ASGI server.

    Such a send seldom waits, so it is started by hand and becomes a task only if it does.
    """

    __slots__ = ("_send", "_task")

    def __init__(self, send: Send, on_drain: Callable[[], None]) -> None:
        super().__init__(on_drain)
        self._send = send
        self._task: asyncio.Task[None] | None = None

    def _put(self, frame: Outgoing) -> None:
        try:
            self._task = start(self._send({"type": "websocket.send", "text": str(frame)}))
        except Exception:  # the server's own words for "the client is gone"
            self.gone()
            return
        if self._task:
            self._task.add_done_callback(self._done)
            self.paused()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if task.cancelled() or task.exception():
            self.gone()
        else:
            self.resumed()


def start(work: Awaitable[None]) -> asyncio.Task[None] | None:
    """Run a coroutine as far as it goes without waiting; the rest, if there is one, as a task."""
    if not isinstance(work, Coroutine):
        return asyncio.ensure_future(_wait(work))
    try:
        waits_for = work.send(None)
    except StopIteration:
        return None
    return asyncio.get_running_loop().create_task(_rest(work, waits_for))


async def _wait(work: Awaitable[None]) -> None:
    await work


async def _rest(work: Coroutine[Any, Any, None], waits_for: Any) -> None:
    await _resume(work, waits_for)


@types.coroutine
def _resume(work: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    while True:
        try:
            yield waits_for
        except BaseException as error:
            try:
                waits_for = work.throw(error)
            except StopIteration:
                return
        else:
            try:
                waits_for = work.send(None)
            except StopIteration:
                return
