"""uvicorn's two protocols, with less trust in the peer.

That for WebSockets has no limit on the fragments of a message or on pings, answers pings of a client
that reads nothing, logs a traceback for bad UTF-8, and waits for ever to flush to a client that has gone
silent. That for HTTP waits for ever for the rest of a request, and takes headers without end.
"""

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from livesell.access.arrivals import RoundTrips
from livesell.access.buckets import Buckets, rate
from livesell.gateway.framing import EXTENSION

MAX_FRAGMENTS = 16
"""Our clients send none; an endless row of empty ones would burn a processor (hazards H32)."""
CONTROL_RATE = rate("60 in 60s")
SEND_BUFFER = 65_536
"""Bytes that the kernel keeps for one viewer (it takes twice as many). Left alone it keeps 4 MB for each who does not
read, and on waking she is told old news before the reset."""
FIRST_PING_SECONDS = 0.5
"""How soon after the handshake the way to a client is measured first."""
LINGER_SECONDS = 12.0
"""How long after the end of its application a connection may take to say good-bye. Longer than uvicorn's own wait."""

HEAD_SECONDS = 10.0
BODY_SECONDS = 120.0
"""How long the head and the body of a request may take to come in: time enough for a picture from a slow phone."""
MAX_HEAD = 32 * 1024


class GuardedHttp(HttpToolsProtocol):
    """Serves HTTP until a socket takes over. The rest of a request comes in time, or the connection ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._late: asyncio.TimerHandle | None = None
        self._head: int | None = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._wait(None)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > MAX_HEAD:
                self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._head = None
        self._wait(BODY_SECONDS)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._wait(None)

    def handle_websocket_upgrade(self) -> None:
        self._wait(None)
        super().handle_websocket_upgrade()

    def _wait(self, seconds: float | None) -> None:
        """From now on so long for what is awaited; None: nothing is."""
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(seconds, self.transport.abort) if seconds else None


class GuardedProtocol(WebSocketsSansIOProtocol):
    """Serves one socket. Named by the setting LIVESELL_WS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._controls = Buckets(most=1)
        self._round_trips = RoundTrips()
        self._abort: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if (network := transport.get_extra_info("socket")) and network.family != socket.AF_UNIX:
            network.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._abort:
            self._abort.cancel()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.handshake_complete:
            self.scope["extensions"][EXTENSION] = {"round_trips": self._round_trips}

    async def send(self, message: Any) -> None:
        """Frames that were built before are written as they are; everything else goes uvicorn's way."""
        if message["type"] != EXTENSION:
            await super().send(message)
            return
        await self.writable.wait()
        if self.close_sent or self.transport.is_closing():
            raise ClientDisconnected
        self.transport.write(message["frame"])

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= MAX_FRAGMENTS:
            self._refuse(CloseCode.POLICY_VIOLATION, "too many fragments")
        else:
            super().handle_cont(event)

    def handle_ping(self) -> None:
        if not self._may_control():
            self._refuse(CloseCode.POLICY_VIOLATION, "too many pings")
        elif self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()  # who reads nothing is sent no pongs: they would pile up

    def start_keepalive(self) -> None:
        """Every ping also measures the way, so the first one does not wait for its interval."""
        if self.ping_interval:
            self.ping_timer = self.loop.call_later(FIRST_PING_SECONDS, self.send_keepalive_ping)

    def handle_pong(self, event: Frame) -> None:
        if self._may_control():
            awaited = self.pending_ping_payload
            super().handle_pong(event)
            if awaited is not None and self.pending_ping_payload is None:
                self._round_trips.note(self.last_ping_rtt)
        else:
            self._refuse(CloseCode.POLICY_VIOLATION, "too many pongs")

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not _is_utf8(self.frames):
            self.frames = []
            self._refuse(CloseCode.INVALID_DATA, "")
        else:
            super().send_receive_event_to_app()

    async def run_asgi(self) -> None:
        await super().run_asgi()
        if not self.disconnected:
            self._abort = self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def _may_control(self) -> bool:
        return self._controls.take(("", ""), CONTROL_RATE, self.loop.time()) == 0

    def _refuse(self, code: CloseCode, reason: str) -> None:
        if not self.close_sent:
            self.conn.fail(code, reason)
            self.handle_parser_exception()


def _is_utf8(frames: list[bytes]) -> bool:
    try:
        b"".join(frames).decode()
    except UnicodeDecodeError:
        return False
    return True
