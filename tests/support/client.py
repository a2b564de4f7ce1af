"""A client of the socket, in a few words: `say`, `ask`, `expect`, `drop`, `come_back`.

It keeps what a real client keeps: its position, and every fact in the order it came. That facts come
without a hole, and follow the chain of hashes from the one that it was given, is asserted on each push, in every test
that uses it.
"""

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from livesell.ledger.chain import link
from livesell.wire.envelope import ACK_FRAMES, SUBPROTOCOL
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server

Frame = dict[str, Any]
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
        self.position: dict[str, Frame] = {}
        self.hash: dict[str, str] = {}
        self.snapshots: dict[str, Frame] = {}
        self.mine: Frame | None = None
        self.others: list[Frame] = []
        self.resets = 0
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._replies: dict[str, asyncio.Future[Frame]] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self.close_code: int | None = None

    async def come(self) -> "Client":
        """Connect and be greeted."""
        self._socket = await connect(
            self.server.ws_url,
            subprotocols=[SUBPROTOCOL],
            origin=self.server.url,
            ping_interval=None,
            max_size=None,
        )
        self.close_code = None
        self._reader = asyncio.create_task(self._read())
        welcome = await self.ask({"type": "session.hello", "ticket": await ticket(self.server, self.person)})
        assert welcome["kind"] == "welcome"
        return self

    async def join(self, room: str, ledger: str = "show", **more: Any) -> Frame:
        """Watch a ledger; from the known position if there is one, unless `position=None`."""
        position = more.get("position", self.position.get(f"{room}.{ledger}"))
        return await self.ask({"type": "room.join", "ledger": ledger, "position": position}, room)

    async def ask(self, body: Frame, room: str | None = None, *, id: str | None = None) -> Frame:
        """Send one frame and wait for its answer."""
        return await asyncio.wait_for(self.say(body, room, id=id), PATIENCE)

    def say(self, body: Frame, room: str | None = None, *, id: str | None = None) -> "asyncio.Future[Frame]":
        """Send one frame; its answer, to come. It fails with ConnectionError where the socket ends first."""
        assert self._socket is not None
        request_id = id or secrets.token_urlsafe(12)
        future: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._replies[request_id] = future
        frame = json.dumps({"id": request_id, "room": room, "body": body})
        sending = asyncio.create_task(self._send(frame, future))
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return future

    async def raw(self, data: str | bytes) -> None:
        """Send whatever it is."""
        assert self._socket is not None
        await self._socket.send(data)

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
        assert self._reader is not None
        await asyncio.wait_for(asyncio.shield(self._reader), PATIENCE)
        assert self.close_code is not None
        return self.close_code

    async def drop(self) -> None:
        """Lose the connection, as in a tunnel: nothing is said."""
        if self._socket is not None:
            self._socket.transport.abort()
        if self._reader is not None:
            await self._reader

    async def leave(self) -> None:
        """Close politely."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    async def _next(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _send(self, frame: str, future: "asyncio.Future[Frame]") -> None:
        assert self._socket is not None
        try:
            await self._socket.send(frame)
        except Exception as error:
            if not future.done():
                future.set_exception(ConnectionError(type(error).__name__))

    async def _read(self) -> None:
        assert self._socket is not None
        socket = self._socket
        try:
            with suppress(ConnectionClosed):  # how it ended is in the close code
                read = 0
                async for text in socket:
                    read += 1
                    if read % ACK_FRAMES == 0:
                        await socket.send(acknowledgement(read))
                    self._take(json.loads(text))
                    self._changed.set()
        finally:  # a hole among the facts fails whoever waits for the reader
            self._end(socket.close_code)

    def _end(self, code: int | None) -> None:
        self.close_code = code
        self._changed.set()
        for future in self._replies.values():
            if not future.done():
                future.set_exception(ConnectionError("closed"))
                future.exception()
        self._replies.clear()

    def _take(self, frame: Frame) -> None:
        kind = frame["kind"]
        if kind in ("joined", "reset"):
            self._begin(frame)
        elif kind == "push":
            self._push(frame)
        if (future := self._replies.pop(frame.get("id", ""), None)) and not future.done():
            future.set_result(frame)
        elif kind not in ("push", "joined"):
            self.others.append(frame)

    def _begin(self, frame: Frame) -> None:
        key = f"{frame['room']}.{frame['ledger']}"
        self.position[key] = {"epoch": frame["epoch"], "offset": frame["offset"]}
        self.hash[key] = frame["hash"]
        if frame["kind"] == "reset":
            self.resets += 1
        if frame["snapshot"]:
            self.snapshots[key] = frame["snapshot"]
            self.facts[key] = []
            self.mine = frame["mine"]

    def _push(self, frame: Frame) -> None:
        key = f"{frame['room']}.{frame['ledger']}"
        for fact in frame["facts"]:
            assert fact["offset"] == self.position[key]["offset"] + 1, "a hole, or a fact twice"
            self.position[key]["offset"] = fact["offset"]
            self.facts[key].append(fact)
            hashed = {name: fact[name] for name in ("offset", "at", "event")}
            self.hash[key] = link(
                self.hash[key], json.dumps(hashed, ensure_ascii=False, separators=(",", ":"))
            )
        assert self.hash[key] == frame["hash"], "another chain"


async def ticket(server: Server, person: Person | None) -> str:
    """A ticket for the person, or for a guest."""
    headers = {"X-Session-Token": person.token} if person else {}
    async with httpx.AsyncClient(base_url=server.url, timeout=15, verify=NO_TLS) as http:
        answer = await http.post("/api/tickets", headers=headers)
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["ticket"]
    return found
