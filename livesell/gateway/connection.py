"""One open socket: who is on it, what it watches, and what it is told.

Nothing here waits for a network or a database in the reader's way: a frame is checked and handed on,
and its answer is written when it comes.
"""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import structlog

from livesell.access.actor import GUEST, Actor
from livesell.access.arrivals import Arrival, RoundTrips
from livesell.access.buckets import Buckets, rate
from livesell.access.sources import sources_of
from livesell.commanding.batching import Full
from livesell.fanout.outlet import Line, Outlet, PlainLine, PreparedLine, Send
from livesell.gateway.connection_limits import Who
from livesell.gateway.gateway import Gateway
from livesell.gateway.watching import Watching
from livesell.ledger import answers
from livesell.ledger.answers import Answer
from livesell.ledger.clock import now_ms
from livesell.websocket.outgoing import Outgoing
from livesell.wire.codec import BadFrame, Request
from livesell.wire.codes import Close, Code
from livesell.wire.envelope import (
    ACK_FRAMES,
    MAX_GREETING_BYTES,
    Ack,
    Hello,
    Join,
    Leave,
    Ping,
    Pong,
    React,
    Welcome,
)

log = structlog.get_logger(__name__)
HELLO_SECONDS = 5.0
STRIKES = 10
STRIKE_SECONDS = 60.0
MAX_IN_FLIGHT = 64
MAX_LEDGERS = 20
JOIN_RATE = rate("10 in 10s")
ALL_JOINS_RATE = rate("60 in 10s")
FRAME_RATE = rate("400 in 10s")
"""Of all frames together, far above what a client sends who has people in front of it."""
WEIGHT = 16 * 1024
"""Characters for which a frame counts once more: what is large takes long to read."""
ANY = ("", "")


class Connection:
    """The server's side of one socket, from its acceptance to its end."""

    def __init__(
        self,
        gateway: Gateway,
        send: Send,
        address: str,
        outlet: Outlet | None = None,
        device: str = "",
    ) -> None:
        self.gateway = gateway
        self.address = address
        self._sources = sources_of(address, device)
        self.actor: Actor = GUEST
        self.who: Who = "unknown"
        self.greeted = False
        self.welcomed = False
        self.in_sight = False
        self.watching: dict[tuple[str, str], Watching] = {}
        self.heard_at = asyncio.get_running_loop().time()
        self.line: Line = (
            PreparedLine(outlet, self._drained, compresses=gateway.compresses)
            if outlet
            else PlainLine(send, self._drained)
        )
        self.round_trips = outlet.round_trips if outlet else RoundTrips()
        self._outlet = outlet
        self._reader = asyncio.current_task()
        self.close_code: Close | None = None
        self._strikes: list[float] = []
        self._in_flight = 0
        self._joins = Buckets(most=100)
        self._frames = Buckets(most=1)
        self._tasks: set[asyncio.Task[None]] = set()

    def receive(self, text: str | None) -> None:
        """Take one frame. Whatever it holds, the connection answers and lives, or closes with a code."""
        self.heard_at = asyncio.get_running_loop().time()
        try:
            weight = 1 + len(text or "") // WEIGHT
            if self._frames.take(ANY, FRAME_RATE, self.heard_at, tokens=weight):
                raise BadFrame(Code.TOO_FAST, "too many frames")
            if text is None:
                raise BadFrame(Code.BAD_FRAME, "frames are text")
            if not self.welcomed and len(text) > MAX_GREETING_BYTES:
                raise BadFrame(Code.BAD_FRAME, "too much before the welcome")
            self._handle(self.gateway.codec.decode(text))
        except BadFrame as bad:
            self._strike(bad)

    def close(self, code: Close) -> None:
        """End the connection; the reason travels in the code. The first one counts."""
        if self.close_code is None:
            self.close_code = code
            self.gateway.hub.counters.closed[code] += 1
            if self._reader and self._reader is not asyncio.current_task():
                self._reader.cancel()  # it waits for words, and need not any more

    def leave_all(self) -> None:
        """Clean up, however the connection ended."""
        for task in self._tasks:
            task.cancel()
        for watching in tuple(self.watching.values()):
            watching.stop()

    def write(self, frame: Outgoing) -> None:
        """Send a frame, or queue it behind what waits; too much waiting ends the connection."""
        if not self.line.write(frame):
            self.close(Close.TOO_SLOW)

    def _handle(self, request: Request) -> None:
        body = request.body
        if isinstance(body, Hello) == self.greeted or not (self.welcomed or isinstance(body, Hello)):
            self.close(Close.MISUSE)
        elif isinstance(body, Hello):
            self.greeted = True
            self.spawn(self._hello(request.id, body))
        elif isinstance(body, Ping):
            self.in_sight = body.in_sight
            self.write(Pong(id=request.id, server_at=now_ms()).model_dump_json())
        elif isinstance(body, Ack):
            if not self.line.acknowledge(body.frames):
                self.close(Close.MISUSE)
        elif isinstance(body, Join):
            self._join(request, body)
        elif isinstance(body, Leave):
            self._leave(request, body)
        elif isinstance(body, React):
            self._answer(request.id, self.gateway.reactions.take(self, _room(request), body))
        else:
            self._command(request)

    async def _hello(self, request_id: str, body: Hello) -> None:
        try:
            found = await self.gateway.tickets.put(body.ticket, may_wait=True)
        except Full:
            self.close(Close.TOO_MANY)
            return
        if isinstance(found, Close):
            self.close(found)
            return
        if not self.gateway.sockets.seat(self, found):
            self.close(Close.TOO_MANY)
            return
        self.welcomed = True
        if self._outlet:
            self._outlet.welcome()
        person = None if self.actor.is_guest else self.actor.person
        # not all the same, or a room that was sent the same frames would answer in one moment
        every = random.randint(ACK_FRAMES // 2, ACK_FRAMES)
        welcome = Welcome(id=request_id, user=person, server_at=now_ms(), ack_frames=every)
        self.write(welcome.model_dump_json())

    def _join(self, request: Request, body: Join) -> None:
        key = (_room(request), body.ledger)
        if key not in self.watching and len(self.watching) >= MAX_LEDGERS:
            self._answer(request.id, answers.refused(Code.LIMIT))
            return
        wait = self._joins.take(ANY, ALL_JOINS_RATE, self.heard_at)
        if wait := wait or self._joins.take(key, JOIN_RATE, self.heard_at):
            self._answer(request.id, answers.refused(Code.TOO_FAST, retry_after_ms=int(wait * 1000) + 1))
            return
        if before := self.watching.pop(key, None):
            before.stop()
        watching = self.watching[key] = Watching(self, *key)
        self.spawn(watching.begin(request.id, body.position))

    def _leave(self, request: Request, body: Leave) -> None:
        if watching := self.watching.get((_room(request), body.ledger)):
            watching.stop()
        self._answer(request.id, answers.QUIET)

    def _command(self, request: Request) -> None:
        if self._in_flight >= MAX_IN_FLIGHT:
            self._answer(request.id, answers.busy())
            return
        arrival = Arrival(now_ms(), self.round_trips.shortest_ms, self._sources)
        answer = self.gateway.dispatch.submit(
            self.actor, request.id, _room(request), request.body, arrival=arrival
        )
        if answer.done():
            self._answer(request.id, answer.result())
            return
        self._in_flight += 1
        answer.add_done_callback(lambda done: self._answered(request.id, done))

    def _answered(self, request_id: str, done: "asyncio.Future[Answer]") -> None:
        self._in_flight -= 1
        if not done.cancelled() and self.close_code is None:
            self._answer(request_id, done.result())

    def _answer(self, request_id: str, answer: Answer) -> None:
        self.write(answers.reply(request_id, answer))

    def _strike(self, bad: BadFrame) -> None:
        now = self.heard_at
        self._strikes = [at for at in self._strikes if now - at < STRIKE_SECONDS] + [now]
        if len(self._strikes) >= STRIKES or not self.greeted:
            self.close(Close.MISUSE)
        else:
            self._answer(bad.request_id or "", answers.refused(bad.code, bad.detail))

    def _drained(self) -> None:
        for watching in tuple(self.watching.values()):
            watching.catch_up()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run work of this connection; it ends with it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # a fault of ours: the client may come back, the others notice nothing
            log.error("connection_task_failed", exc_info=error)
            self.close(Close.GOING_AWAY)


def _room(request: Request) -> str:
    if request.room is None:
        raise BadFrame(Code.BAD_FRAME, "this needs a room", request.id)
    return request.room
