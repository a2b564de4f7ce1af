"""One person's socket: a thin client that stays, comes back when it was lost, and asks again with the same id."""

import asyncio
import json
import secrets
import time
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from livesell.demo.cast import Player
from livesell.demo.door import Door
from livesell.demo.view_state import Body, Frame, Seen
from livesell.wire.envelope import ACK_FRAMES, PING_SECONDS, SUBPROTOCOL

PATIENCE = 15.0
TRIES = 8
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
LOST = (OSError, TimeoutError, WebSocketException)


def now_ms() -> int:
    """This moment; the server is on this machine and has the same clock."""
    return time.time_ns() // 1_000_000


class Caller:
    """A player in a room. `seen` is what she sees, `here` is set while she is connected and has joined."""

    def __init__(self, door: Door, player: Player, room: str, troupe: frozenset[str]) -> None:
        self.player = player
        self.seen = Seen(player.id, troupe)
        self.here = asyncio.Event()
        self._door = door
        self._room = room
        self._position: Frame | None = None
        self._socket: ClientConnection | None = None
        self._answers: dict[str, asyncio.Future[Frame]] = {}

    async def stay(self) -> None:
        """Be there, for ever: whatever ends the connection, come back after a pause."""
        pause = SHORTEST_PAUSE
        while True:
            came = time.monotonic()
            with suppress(*LOST):
                await self._visit()
            self._lose()
            pause = (
                SHORTEST_PAUSE if time.monotonic() - came > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            )
            await asyncio.sleep(pause)

    async def ask(self, body: Body) -> Frame:
        """One command and its reply. What may be asked again is, with the same id, which has one effect."""
        request_id, reply = secrets.token_urlsafe(12), _unanswered()
        for _ in range(TRIES):
            await self.here.wait()
            try:
                reply = await self._send(request_id, body)
            except LOST:
                continue
            error = reply.get("error")
            if not error or not error["retry"]:
                break
            await asyncio.sleep((error["retry_after_ms"] or 500) / 1000)
        return reply

    async def _visit(self) -> None:
        ticket = await asyncio.to_thread(self._door.ticket, self.player.token)
        async with connect(
            self._door.socket_url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            compression=None,
            ping_interval=None,
            max_size=None,
            proxy=None,
        ) as socket:
            self._socket = socket
            talking = asyncio.create_task(self._talk(socket, ticket))
            try:
                read = 0
                async for text in socket:
                    self._take(json.loads(text))
                    read += 1
                    if read % ACK_FRAMES == 0:
                        await socket.send(self._request({"type": "session.ack", "frames": read}))
            finally:
                talking.cancel()

    async def _talk(self, socket: ClientConnection, ticket: str) -> None:
        """Say hello, join, and then only that we are still here."""
        with suppress(*LOST):
            await self._send(secrets.token_urlsafe(9), {"type": "session.hello", "ticket": ticket})
            join = {"type": "room.join", "ledger": "show", "position": self._position}
            if (await self._send(secrets.token_urlsafe(9), join))["kind"] == "joined":
                self.here.set()
            while self.here.is_set():
                await asyncio.sleep(PING_SECONDS)
                await self._send(secrets.token_urlsafe(9), {"type": "session.ping"})
        await socket.close()

    async def _send(self, request_id: str, body: Body) -> Frame:
        if self._socket is None:
            raise ConnectionError("not connected")
        answer = self._answers[request_id] = asyncio.get_running_loop().create_future()
        await self._socket.send(self._request(body, request_id))
        return await asyncio.wait_for(answer, PATIENCE)

    def _request(self, body: Body, request_id: str = "") -> str:
        request_id = request_id or secrets.token_urlsafe(9)
        return json.dumps({"id": request_id, "room": self._room, "body": body})

    def _take(self, frame: Frame) -> None:
        kind = frame["kind"]
        if kind in ("joined", "reset"):
            self._position = {"epoch": frame["epoch"], "offset": frame["offset"]}
            if frame["snapshot"]:
                self.seen.begin(frame["snapshot"], now_ms())
        elif kind == "push" and self._position:
            for fact in frame["facts"]:
                self._position["offset"] = fact["offset"]
                self.seen.take(fact)
        elif kind == "ended":
            self.here.clear()
        if answer := self._answers.pop(frame.get("id", ""), None):
            _settle(answer, frame)

    def _lose(self) -> None:
        self.here.clear()
        self._socket = None
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(ConnectionError("the socket was lost"))
                answer.exception()  # whoever waited for it may be gone too
        self._answers.clear()


def _settle(answer: "asyncio.Future[Any]", frame: Frame) -> None:
    if not answer.done():
        answer.set_result(frame)


def _unanswered() -> Frame:
    return {"kind": "reply", "ok": False, "fact": None, "error": None}
