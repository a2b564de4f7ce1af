"""One viewer's way out: frames leave without anybody waiting for her network."""

import asyncio
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from livesell.gateway.framing import EXTENSION, wire_of

Send = Callable[[dict[str, Any]], Awaitable[None]]
MAX_QUEUED = 256
"""Replies that may wait for a viewer who does not read; facts never queue, they have a cursor."""


MAX_WAITING = 4 * 1024 * 1024
"""Characters of them together: a snapshot is large, and who does not read may ask for many."""


class Line:
    """Writes frames in order. `ready` is false while the network is full; `on_drain` tells when it is not.

    The send of an ASGI server seldom waits, so it is started by hand and becomes a task only if it does.
    `prepared`: the server takes frames as bytes that were built before.
    """

    def __init__(self, send: Send, on_drain: Callable[[], None], *, prepared: bool = False) -> None:
        self._send = send
        self._prepared = prepared
        self._on_drain = on_drain
        self._stuck: asyncio.Task[None] | None = None
        self._queued: deque[str] = deque()
        self._waiting = 0
        self._stuck_at = 0.0
        self.dead = False

    @property
    def ready(self) -> bool:
        """Whether a frame would leave at once."""
        return self._stuck is None and not self.dead

    def stuck_for(self, now: float) -> float:
        """For how many seconds nothing has left, by the loop's clock."""
        return now - self._stuck_at if self._stuck else 0.0

    def write(self, frame: str) -> bool:
        """Send, or queue behind what waits. False when this line is past helping."""
        if self._stuck is None:
            self._start(frame)
        else:
            self._queued.append(frame)
            self._waiting += len(frame)
        return not self.dead and len(self._queued) <= MAX_QUEUED and self._waiting <= MAX_WAITING

    def _start(self, frame: str) -> None:
        try:
            task = start(self._send(self._message(frame)))
        except Exception:  # the server's own words for "the client is gone"; the reader will hear of it too
            self.dead = True
            return
        if task:
            self._stuck, self._stuck_at = task, asyncio.get_running_loop().time()
            task.add_done_callback(self._drained)

    def _message(self, frame: str) -> dict[str, Any]:
        if self._prepared:
            return {"type": EXTENSION, "frame": wire_of(frame)}
        return {"type": "websocket.send", "text": frame}

    def _drained(self, task: asyncio.Task[None]) -> None:
        self._stuck = None
        if task.cancelled() or task.exception():
            self.dead = True
            return
        while self._queued and self.ready:
            frame = self._queued.popleft()
            self._waiting -= len(frame)
            self._start(frame)
        if self.ready:
            self._on_drain()


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
