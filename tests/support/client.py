"""A client of the socket for tests, in a few words: `say`, `ask`, `expect`, `drop`, `come_back`.

The socket and the reading are `livesell.client`'s. Added is what a test wants to look at: every fact in the order it
came, frames nobody asked for, the close code. That facts come without a hole and none twice, and follow the chain of
hashes from the one that it was given, is asserted on each push, in every test that uses it.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx

from livesell.client.connection import Connection
from livesell.client.frames import Frame
from livesell.client.reading import Reading
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server

PATIENCE = 15


def acknowledgement(frames: int) -> str:
    """What a client says who has read so many frames."""
    return json.dumps({"id": "acknowledge", "room": None, "body": {"type": "session.ack", "frames": frames}})


class Client:
    """One socket of one person, or of a guest."""

    def __init__(self, server: Server, person: Person | None = None) -> None:
        self.server = server
        self.person = person
        self.facts: dict[str, list[Frame]] = {}
        self.snapshots: dict[str, Frame] = {}
        self.mine: Frame | None = None
        self.others: list[Frame] = []
        self.resets = 0
        self._readings: dict[str, Reading] = {}
        self._connection: Connection | None = None
        self._changed = asyncio.Event()

    @property
    def connection(self) -> Connection:
        """The last one, which may have ended."""
        assert self._connection is not None
        return self._connection

    @property
    def close_code(self) -> int | None:
        """How the last connection ended, if it did."""
        return self._connection and self._connection.close_code

    @property
    def position(self) -> dict[str, Frame]:
        """How far each ledger was read."""
        return {key: reading.position for key, reading in self._readings.items() if reading.position}

    @property
    def hash(self) -> dict[str, str]:
        """The hash of each ledger where it was read to."""
        return {key: reading.hash for key, reading in self._readings.items() if reading.hash}

    async def come(self) -> "Client":
        """Connect and be greeted."""
        shown = await ticket(self.server, self.person)
        self._connection = await Connection.open(
            self.server.ws_url, shown, self._take, origin=self.server.url
        )
        return self

    async def join(self, room: str, ledger: str = "show", **more: Any) -> Frame:
        """Watch a ledger; from the known position if there is one, unless `position=None`."""
        return await self.ask(self._reading(room, ledger).join() | more, room)

    async def ask(self, body: Frame, room: str | None = None, *, id: str = "") -> Frame:
        """Send one frame and wait for its answer."""
        return await self.connection.ask(body, room, id)

    def say(self, body: Frame, room: str | None = None, *, id: str = "") -> "asyncio.Future[Frame]":
        """Send one frame; its answer, to come. It fails with ConnectionError where the socket ends first."""
        return self.connection.say(body, room, id)

    async def raw(self, data: str | bytes) -> None:
        """Send whatever it is."""
        await self.connection.socket.send(data)

    async def expect(self, wanted: Callable[[Frame], bool] | str, room: str, ledger: str = "show") -> Frame:
        """The first fact seen so far, or to come, that is of that type or fits."""
        fits = wanted if callable(wanted) else lambda fact: fact["event"]["type"] == wanted
        async with asyncio.timeout(PATIENCE):
            while True:
                for fact in self.facts.get(f"{room}.{ledger}", []):
                    if fits(fact):
                        return fact
                await self._next()

    async def expect_frame(self, kind: str) -> Frame:
        """The next unasked frame of that kind."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for frame in self.others:
                    if frame["kind"] == kind:
                        self.others.remove(frame)
                        return frame
                await self._next()

    async def reach(self, room: str, offset: int, ledger: str = "show") -> None:
        """Wait until the position is at least there."""
        async with asyncio.timeout(PATIENCE):
            while self.position[f"{room}.{ledger}"]["offset"] < offset:
                await self._next()

    async def closed(self) -> int:
        """The close code, once the server has closed."""
        return await asyncio.wait_for(self.connection.closed(), PATIENCE)

    async def drop(self) -> None:
        """Lose the connection, as in a tunnel: nothing is said."""
        if self._connection is not None:
            await self._connection.drop()

    async def leave(self) -> None:
        """Close politely."""
        if self._connection is not None:
            await self._connection.leave()

    async def _next(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def _take(self, frame: Frame, _: str) -> None:
        kind = frame["kind"]
        if kind in ("joined", "reset"):
            self._begin(frame)
        elif kind == "push":
            self._push(frame)
        if kind not in ("push", "joined", "welcome") and not self.connection.awaits(frame.get("id", "")):
            self.others.append(frame)
        self._changed.set()

    def _reading(self, room: str, ledger: str) -> Reading:
        return self._readings.setdefault(f"{room}.{ledger}", Reading(room, ledger, checks_chain=True))

    def _begin(self, frame: Frame) -> None:
        key = f"{frame['room']}.{frame['ledger']}"
        self._reading(frame["room"], frame["ledger"]).begin(frame)
        self.resets += frame["kind"] == "reset"
        if frame["snapshot"]:
            self.snapshots[key] = frame["snapshot"]
            self.facts[key] = []
            self.mine = frame["mine"]

    def _push(self, frame: Frame) -> None:
        key = f"{frame['room']}.{frame['ledger']}"
        news = self._reading(frame["room"], frame["ledger"]).take(frame)
        assert news == frame["facts"], "a fact twice"
        self.facts.setdefault(key, []).extend(news)


async def ticket(server: Server, person: Person | None) -> str:
    """A ticket for the person, or for a guest."""
    headers = {"X-Session-Token": person.token} if person else {}
    async with httpx.AsyncClient(base_url=server.url, timeout=15, verify=NO_TLS) as http:
        answer = await http.post("/api/tickets", headers=headers)
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["ticket"]
    return found
