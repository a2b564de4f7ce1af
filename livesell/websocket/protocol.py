"""Our end of a WebSocket, for uvicorn: small, quick to open, and with little trust in the peer.

The stock protocol parses the request a second time, keeps 9 KB more for each socket, has no limit on
fragments or pings, answers pings of a client that reads nothing, logs a traceback for bad UTF-8, and
waits for ever to flush to a client that has gone silent.
"""

import asyncio
import random
import struct
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.server import ServerState
from websockets.frames import CloseCode

from livesell.access.arrivals import RoundTrips, is_direct
from livesell.access.buckets import Buckets, rate
from livesell.websocket import deflate, handshake, incoming
from livesell.websocket.inbox import Inbox
from livesell.websocket.incoming import BINARY, CLOSE, PING, PONG, Broken, FrameReader, Message, close_code
from livesell.websocket.kernel import host_of, shortest_of_kernel
from livesell.websocket.outgoing import EXTENSION, TEXT, frame_bytes
from livesell.wire.codes import Close
from livesell.wire.envelope import MAX_GREETING_BYTES

log = structlog.get_logger(__name__)
FIN = incoming.FIN
CONTROL_RATE = rate("60 in 60s")
FIRST_PING_SECONDS = 0.5
"""How soon after the handshake the way to a client is measured first."""
NEXT_PING_SECONDS = 1.0
"""How soon again, until it has been measured often enough to count."""
LINGER_SECONDS = 12.0
"""How long after the end of its application a connection may take to say good-bye."""
SHUTDOWN_SECONDS = 1.0
"""How long a client may take to take the close code of a server that stops."""
PARTING_SECONDS = 2.0
"""How long what a peer that broke the protocol still sends is thrown away. To hang up at once would make its kernel
throw away the close code."""


class Line(Protocol):
    """Who writes through the outlet, and wants to hear how the network is."""

    def paused(self) -> None: ...

    def resumed(self) -> None: ...

    def gone(self) -> None: ...


class SocketProtocol(asyncio.Protocol):
    """Serves one socket from the request that asked for it to its end.

    It is also the socket's outlet (see `livesell.fanout.outlet.Outlet`), found in the scope under the
    extension `websocket.send.prepared`: frames that were built before are written as they are.
    """

    def __init__(self, config: Config, state: ServerState, request: dict[str, Any]) -> None:
        self.compressed = False
        self.line: Line | None = None
        self._config = config
        self._connections: set[Any] = state.connections
        self._tasks = state.tasks
        self._request: dict[str, Any] | None = request
        self._loop = asyncio.get_running_loop()
        self._reader: FrameReader | None = FrameReader(min(MAX_GREETING_BYTES, config.ws_max_size))
        self._inbox = Inbox()
        self._drained: asyncio.Future[None] | None = None
        self._writable = True
        self._lost = False
        self._denial: tuple[int, bytes] | None = None
        self._close_sent = False
        self._accepted_at: float | None = None
        self._ping: tuple[bytes, float] | None = None
        self._ping_timer: asyncio.TimerHandle | None = None
        self._end_timer: asyncio.TimerHandle | None = None
        self._controls = Buckets(most=1)

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take over from the protocol that read the request."""
        self.transport = transport
        self.round_trips = RoundTrips(is_direct=is_direct(host_of(transport), self._proxies))
        transport.set_write_buffer_limits(high=0)
        self._connections.add(self)
        assert self._request is not None
        if status := handshake.why_not(self._request):
            self._answer(status, [(b"sec-websocket-version", b"13")], b"")
            return
        self._deliver({"type": "websocket.connect"})
        task = self._loop.create_task(self._serve())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio calls it so
        self._connections.discard(self)
        self._lost = True
        for timer in (self._ping_timer, self._end_timer):
            if timer:
                timer.cancel()
        self._deliver({"type": "websocket.disconnect", "code": CloseCode.ABNORMAL_CLOSURE})
        if self.line:
            self.line.gone()
        self._let_send()

    def pause_writing(self) -> None:
        self._writable = False
        if self.line:
            self.line.paused()

    def resume_writing(self) -> None:
        self._let_send()
        if self.line:
            self.line.resumed()

    def eof_received(self) -> None:
        return None

    def shutdown(self) -> None:
        """The server stops: say so, and go. Who reads nothing does not hold it up."""
        if self._request is None:
            self._say_close(Close.GOING_AWAY)
            self._deliver({"type": "websocket.disconnect", "code": Close.GOING_AWAY.value})
        else:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, [], b"")
        self.transport.close()
        self._end_within(SHUTDOWN_SECONDS)

    def data_received(self, data: bytes) -> None:
        if self._reader is None:
            return
        if self._request is not None:  # a client says nothing before its answer (RFC 6455 section 4.1)
            self._answer(HTTPStatus.BAD_REQUEST, [], b"")
            return
        try:
            for message in self._reader.feed(data):
                self._hear(message)
        except Broken as broken:
            self._say_close(broken.code, broken.reason)
            self._deliver({"type": "websocket.disconnect", "code": broken.code})
            self._reader = None
            self._end_within(PARTING_SECONDS)

    def welcome(self) -> None:
        """The application knows who this is: messages may be as large as any."""
        if self._reader is not None:
            self._reader.allow(self._config.ws_max_size)

    # Writing

    def write(self, frame: bytes) -> None:
        """A whole frame, built before. What the network does not take at once follows by itself."""
        if not self._close_sent:
            self.transport.write(frame)

    async def send(self, message: Any) -> None:
        """The application's side, by ASGI; waits while the network is full. Raises `ClientDisconnected`.

        A close waits for nothing: it goes behind what is stuck, so that who reads again learns why she was closed.
        """
        while not self._writable and message["type"] != "websocket.close":
            if self._drained is None or self._drained.done():
                self._drained = self._loop.create_future()
            await asyncio.shield(self._drained)
        if self._lost or self.transport.is_closing() or self._is_past(message["type"]):
            raise ClientDisconnected
        match message["type"]:
            case "websocket.send":
                self._send(message)
            case "websocket.accept":
                self._accept(message)
            case "websocket.close" if self._request is not None:
                self._answer(HTTPStatus.FORBIDDEN, [], b"")
            case "websocket.close":
                self._say_close(message.get("code", CloseCode.NORMAL_CLOSURE), message.get("reason") or "")
                self._deliver({"type": "websocket.disconnect", "code": CloseCode.NORMAL_CLOSURE})
                self._end_within(LINGER_SECONDS)
            case "websocket.http.response.start":
                self._denial = message["status"], b""
            case "websocket.http.response.body":
                self._deny(message)

    def _let_send(self) -> None:
        self._writable = True
        if self._drained and not self._drained.done():
            self._drained.set_result(None)

    def _is_past(self, kind: str) -> bool:
        """Behind a close frame nothing more is said (RFC 6455 section 5.5.1)."""
        return self._close_sent and kind == "websocket.send"

    def _send(self, message: Any) -> None:
        text = message.get("text")
        payload = message["bytes"] if text is None else text.encode()
        self.transport.write(frame_bytes(FIN | BINARY if text is None else TEXT, payload))

    def _accept(self, message: Any) -> None:
        headers = [*handshake.acceptance(self._asked), *message.get("headers", ())]
        if chosen := message.get("subprotocol"):
            headers.append((b"sec-websocket-protocol", chosen.encode("latin-1")))
        if self._config.ws_per_message_deflate and deflate.may_agree(handshake.offers(self._asked)):
            headers.append((b"sec-websocket-extensions", deflate.ANSWER))
            most = min(MAX_GREETING_BYTES, self._config.ws_max_size)
            self.compressed, self._reader = True, FrameReader(most, deflate=True)
        self.transport.write(handshake.head(HTTPStatus.SWITCHING_PROTOCOLS, headers))
        self._request = None
        if self._config.ws_ping_interval:
            self._ping_timer = self._loop.call_later(FIRST_PING_SECONDS, self._measure)
        self._accepted_at = self._loop.time()

    def _deny(self, message: Any) -> None:
        assert self._denial is not None
        status, body = self._denial
        self._denial = status, body + message.get("body", b"")
        if not message.get("more_body", False):
            self._answer(status, [], self._denial[1])

    def _answer(self, status: int, headers: list[handshake.Header], body: bytes) -> None:
        """No socket: an answer like any other, and the end."""
        closing = [(b"content-length", b"%d" % len(body)), (b"connection", b"close")]
        self._request, self._close_sent = None, True
        if self.transport.is_closing():
            return
        self.transport.write(handshake.head(status, headers + closing) + body)
        self.transport.close()

    def _say_close(self, code: int, reason: str = "") -> None:
        if self._close_sent or self.transport.is_closing():
            return
        self._close_sent = True
        known = code != CloseCode.NO_STATUS_RCVD
        payload = struct.pack("!H", code) + reason.encode()[: incoming.MAX_CONTROL - 2] if known else b""
        self.transport.write(frame_bytes(FIN | CLOSE, payload))

    # Reading

    async def receive(self) -> dict[str, Any]:
        """What the client said, by ASGI."""
        return await self._inbox.take(self.transport)

    def _hear(self, message: Message) -> None:
        if message.opcode == CLOSE:
            self._hear_close(message.payload)
        elif message.opcode in (PING, PONG):
            self._hear_control(message)
        elif self._close_sent:
            return  # the application is past listening
        elif self._accepted_at is not None:
            self.round_trips.greeted(self._loop.time() - self._accepted_at)
            self._accepted_at = None
            self._hear(message)
        elif message.opcode == incoming.TEXT:
            try:
                self._deliver({"type": "websocket.receive", "text": message.payload.decode()})
            except UnicodeDecodeError:
                raise Broken(CloseCode.INVALID_DATA) from None
        else:
            self._deliver({"type": "websocket.receive", "bytes": message.payload})

    def _hear_close(self, payload: bytes) -> None:
        code = close_code(payload)
        self._say_close(code)
        self._deliver({"type": "websocket.disconnect", "code": code})
        self.transport.close()

    def _hear_control(self, message: Message) -> None:
        if self._controls.take(("", ""), CONTROL_RATE, self._loop.time()) > 0:
            raise Broken(CloseCode.POLICY_VIOLATION, "too many pings")
        if message.opcode == PING:
            if self._writable and not self._close_sent:  # for who reads nothing pongs would pile up
                self.transport.write(frame_bytes(FIN | PONG, message.payload))
        elif self._ping and message.payload == self._ping[0]:
            seconds = self._loop.time() - self._ping[1]
            self.round_trips.note(seconds, shortest_of_kernel(self.transport))
            self._ping = None

    def _deliver(self, event: dict[str, Any]) -> None:
        self._inbox.put(event, self.transport)

    # The application

    @property
    def _proxies(self) -> Sequence[str]:
        """Whom the server believes what they say of a client: no client ends there."""
        trusted = self._config.forwarded_allow_ips if self._config.proxy_headers else ()
        return trusted.split(",") if isinstance(trusted, str) else trusted or ()

    @property
    def _asked(self) -> list[handshake.Header]:
        headers: list[handshake.Header] = self._request["headers"] if self._request else []
        return headers

    async def _serve(self) -> None:
        assert self._request is not None
        scope: Any = handshake.scope_of(
            self._request,
            root=self._config.root_path,
            asgi=self._config.asgi_version,
            extensions={EXTENSION: {"outlet": self}},
        )
        try:
            await self._config.loaded_app(scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception:
            log.exception("socket_failed")
        finally:
            if self._request is not None:
                self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, [], b"")
            self._say_close(CloseCode.INTERNAL_ERROR)
            self._end_within(LINGER_SECONDS)

    def _end_within(self, seconds: float) -> None:
        """However little the other side helps."""
        if self._lost:
            return
        if self._end_timer is None or self._end_timer.when() > self._loop.time() + seconds:
            if self._end_timer:
                self._end_timer.cancel()
            self._end_timer = self._loop.call_later(seconds, self.transport.abort)

    def _measure(self) -> None:
        """Ping, to learn how long the way is. That somebody is there is not judged by it: a pong comes behind all
        that a slow reader has not read, and the application has a patience of its own."""
        if self._close_sent or self.transport.is_closing():
            return
        interval = NEXT_PING_SECONDS if self.round_trips.are_few else self._config.ws_ping_interval
        assert interval is not None
        self._ping_timer = self._loop.call_later(interval, self._measure)
        if self._writable:
            self._ping = (struct.pack("!I", random.getrandbits(32)), self._loop.time())
            self.transport.write(frame_bytes(FIN | PING, self._ping[0]))
