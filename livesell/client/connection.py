"""One WebSocket from its greeting to its end: requests and their answers, and everything unasked as it comes."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin, Subprotocol

from livesell.client.frames import Body, Frame, encode, fresh_id
from livesell.wire.envelope import ACK_FRAMES, SUBPROTOCOL

PATIENCE = 15.0
"""Seconds for an answer."""
LOST = (OSError, TimeoutError, WebSocketException)
"""What a lost connection or a missing answer raises. Whether a command came to effect is unknown then."""

LOST_CODE = 1006
"""Stands for a close code where a socket ended without one."""

Heard = Callable[[Frame, str], None]
"""Told every frame, in order, before the answer in it is given to whoever waits; and the text it came as."""


class NotGreeted(ConnectionError):
    """The server did not let us in. `code`: with what it closed, 1006 where it said nothing."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code} before the greeting")
        self.code = code


class Connection:
    """An open socket. `welcome` is how the server greeted; `close_code` is None until the socket ended.

    If `heard` raises, the connection is dropped; `closed`, `leave` and `drop` then raise that error.
    """

    def __init__(self, socket: ClientConnection, heard: Heard) -> None:
        self.socket = socket
        self.welcome: Frame = {}
        self.close_code: int | None = None
        self._heard = heard
        self._read_frames = 0
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(
        cls,
        url: str,
        ticket: str,
        heard: Heard,
        *,
        origin: str | None = None,
        source: str | None = None,
        compression: str | None = "deflate",
    ) -> Self:
        """Connect and be greeted; no proxy is asked. `origin`: what a browser names; `source`: an own address."""
        socket = await connect(
            url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            origin=Origin(origin) if origin else None,
            compression=compression,
            ping_interval=None,
            max_size=None,
            proxy=None,
            local_addr=(source, 0) if source else None,
        )
        connection = cls(socket, heard)
        with suppress(*LOST):
            welcome = await connection.ask({"type": "session.hello", "ticket": ticket})
            if welcome["kind"] == "welcome":
                connection.welcome = welcome
                return connection
        await connection.drop()
        raise NotGreeted(await connection.closed())

    async def ask(self, body: Body, room: str | None = None, request_id: str = "") -> Frame:
        """Send one request and wait for its answer; one of `LOST` where none comes."""
        return await asyncio.wait_for(self.say(body, room, request_id), PATIENCE)

    def say(self, body: Body, room: str | None = None, request_id: str = "") -> "asyncio.Future[Frame]":
        """Send one request; its answer, to come. It fails with ConnectionError where the socket ends first."""
        request_id = request_id or fresh_id()
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        if self._reader.done():
            answer.set_exception(ConnectionError("closed"))
            return answer
        self._answers[request_id] = answer
        sending = asyncio.create_task(self._send(encode(body, room, request_id), answer))
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return answer

    def awaits(self, request_id: str) -> bool:
        """True if somebody waits for the answer to this request."""
        return request_id in self._answers

    async def closed(self) -> int:
        """The close code, once the socket has ended; 1006 where it ended without a word."""
        await asyncio.shield(self._reader)
        return self.close_code or LOST_CODE

    async def leave(self) -> None:
        """Close politely."""
        await self.socket.close()
        await self._reader

    async def drop(self) -> None:
        """End without a word, as a network does."""
        self.socket.transport.abort()
        await self._reader

    async def _send(self, frame: str, answer: "asyncio.Future[Frame]") -> None:
        try:
            await self.socket.send(frame)
        except LOST as error:
            _fail(answer, type(error).__name__)

    async def _read(self) -> None:
        try:
            with suppress(ConnectionClosed):  # how it ended is in the close code
                async for text in self.socket:
                    await self._take(str(text))
        finally:
            self.socket.transport.abort()
            self.close_code = self.socket.close_code
            for answer in self._answers.values():
                _fail(answer, "closed")
            self._answers.clear()

    async def _take(self, text: str) -> None:
        frame: Frame = json.loads(text)
        self._read_frames += 1
        if self._read_frames % self.welcome.get("ack_frames", ACK_FRAMES) == 0:
            acknowledgement: Body = {"type": "session.ack", "frames": self._read_frames}
            await self.socket.send(encode(acknowledgement, None, fresh_id()))
        self._heard(frame, text)
        answer = self._answers.pop(frame.get("id", ""), None)
        if answer is not None and not answer.done():
            answer.set_result(frame)


def _fail(answer: "asyncio.Future[Frame]", why: str) -> None:
    if not answer.done():
        answer.set_exception(ConnectionError(why))
        answer.exception()  # nobody may be waiting for it any more
