"""A session that stays: it comes back when the connection was lost, reads on from its positions, and asks again."""

import asyncio
import random
import time
from contextlib import suppress

from livesell.client.connection import LOST, LOST_CODE, PATIENCE, Connection, NotGreeted
from livesell.client.frames import Body, Frame, fresh_id
from livesell.client.https import Https
from livesell.client.reading import Gap, Reading
from livesell.wire.codes import Close

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Bounds of the pause before coming back, in seconds; it is random below them, so that a thousand spread out."""
STAYS_AWAY = 4500
"""Close codes from here on mean: do not come back by yourself."""
ASKS_FOR = 120.0
"""Seconds for which a command is asked again where that can help."""
ASK_AGAIN_MS = 500


class StayAway(Exception):
    """The server closed for good. `code`: its close code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Listener:
    """Told what is read, in the order of events. It does nothing by itself: override what you want to know."""

    def began(self, reading: Reading, snapshot: Frame, mine: Frame | None) -> None:
        """A state to begin from, in place of all that was known: at the first join, or where reading on cannot be."""

    def told(self, reading: Reading, facts: list[Frame]) -> None:
        """What happened, each once and in order."""

    def ended(self, reading: Reading, code: str) -> None:
        """The server stopped this reading, or refused it for good."""

    def heard(self, frame: Frame) -> None:
        """Any other frame: how many watch, for one."""


class Session:
    """One person's presence at a server. `run` keeps it up; `here` is set while everything is being read."""

    def __init__(self, https: Https, listener: Listener, *, checks_chain: bool = False) -> None:
        self.here = asyncio.Event()
        self.welcome: Frame = {}
        self._https = https
        self._listener = listener
        self._checks_chain = checks_chain
        self._readings: dict[tuple[str, str], Reading] = {}
        self._connection: Connection | None = None
        self._joining: dict[Reading, asyncio.Task[None]] = {}
        self._over: StayAway | None = None

    def read(self, room: str, ledger: str = "show") -> Reading:
        """Read a ledger of a room from now on, across every return."""
        reading = Reading(room, ledger, checks_chain=self._checks_chain)
        self._readings[room, ledger] = reading
        if self.here.is_set():
            self._join_soon(reading)
        return reading

    async def run(self) -> None:
        """Be there until cancelled. `StayAway` where the server says so; a refused ticket is replaced once."""
        bound, refused = FIRST_PAUSE, False
        while True:
            began = time.monotonic()
            code = await self._visit()
            if code >= STAYS_AWAY and (refused or code != Close.NOT_AUTHENTICATED):
                self._over = StayAway(code)
                self.here.set()  # whoever waits to ask is told
                raise self._over
            refused = code == Close.NOT_AUTHENTICATED
            stayed = time.monotonic() - began > LONGEST_PAUSE
            bound = FIRST_PAUSE if stayed else min(bound * 2, LONGEST_PAUSE)
            await asyncio.sleep(random.random() * bound)

    async def ask(self, body: Body, room: str | None = None, request_id: str = "") -> Frame:
        """The one answer to a command, asked again under its id while the connection is lost or the answer says so.

        TimeoutError after two minutes without one: whether it came to effect is unknown. `StayAway` once that was said.
        """
        request_id = request_id or fresh_id()
        until = time.monotonic() + ASKS_FOR
        async with asyncio.timeout(ASKS_FOR):
            while True:
                await self.here.wait()
                if self._over:
                    raise self._over
                answer = await self._ask_once(body, room, request_id)
                pause = _pause(answer)
                if answer and (pause is None or time.monotonic() + pause > until):
                    return answer
                await asyncio.sleep(pause or 0)

    async def _ask_once(self, body: Body, room: str | None, request_id: str) -> Frame | None:
        """None where the connection was lost first."""
        if self._connection is None:
            return None
        try:
            return await self._connection.ask(body, room, request_id)
        except LOST:
            return None

    async def _visit(self) -> int:
        """One connection from its ticket to its end; its close code, 1006 where there was none."""
        try:
            ticket = await asyncio.to_thread(self._https.ticket)
            connection = await Connection.open(self._https.socket_url, ticket, self._heard)
        except NotGreeted as error:
            return error.code
        except LOST:
            return LOST_CODE
        self._connection, self.welcome = connection, connection.welcome
        staying = asyncio.create_task(self._stay(connection))
        try:
            return await connection.closed()
        finally:
            self.here.clear()
            self._connection = None
            for task in (staying, *self._joining.values()):
                task.cancel()
            with suppress(Exception):  # the first error has been told
                await connection.drop()

    async def _stay(self, connection: Connection) -> None:
        """Join what is to be read, then say now and then that we are still here."""
        try:
            for reading in list(self._readings.values()):
                await self._join(connection, reading)
            self.here.set()
            while True:
                await asyncio.sleep(connection.welcome["ping_seconds"])
                await connection.ask({"type": "session.ping"})
        except LOST:
            connection.socket.transport.abort()

    async def _join(self, connection: Connection, reading: Reading) -> None:
        until = time.monotonic() + PATIENCE * 4
        while True:
            answer = await connection.ask(reading.join(), reading.room)
            if answer["kind"] == "joined":
                return
            pause = _pause(answer)
            if pause is None:
                self._end(reading, answer["error"]["code"])
                return
            if time.monotonic() > until:
                raise TimeoutError
            await asyncio.sleep(pause)

    def _join_soon(self, reading: Reading) -> None:
        """Unless it is under way: what comes until then is before another gap, or the same one."""
        connection = self._connection
        if connection is None or reading in self._joining:
            return

        async def join() -> None:
            try:
                await self._join(connection, reading)
            except LOST:
                connection.socket.transport.abort()

        self._joining[reading] = task = asyncio.create_task(join())
        task.add_done_callback(lambda _: self._joining.pop(reading, None))

    def _heard(self, frame: Frame, _: str) -> None:
        kind = frame["kind"]
        reading = self._readings.get((frame.get("room", ""), frame.get("ledger", "")))
        if reading is None or kind == "reply":
            self._listener.heard(frame)
        elif kind in ("joined", "reset"):
            reading.begin(frame)
            if frame["snapshot"]:
                self._listener.began(reading, frame["snapshot"], frame["mine"])
        elif kind == "push":
            self._push(reading, frame)
        elif kind == "ended":
            self._end(reading, frame["code"])

    def _push(self, reading: Reading, frame: Frame) -> None:
        try:
            news = reading.take(frame)
        except Gap:
            self._join_soon(reading)
            return
        if news:
            self._listener.told(reading, news)

    def _end(self, reading: Reading, code: str) -> None:
        self._readings.pop((reading.room, reading.ledger), None)
        self._listener.ended(reading, code)


def _pause(answer: Frame | None) -> float | None:
    """Seconds after which asking again can help; None where it cannot."""
    error = (answer or {}).get("error")
    if not error or not error["retry"]:
        return None
    return float((error["retry_after_ms"] or ASK_AGAIN_MS) / 1000)
