"""uvicorn's protocol for HTTP, with less trust in the peer, and a short way to a socket.

The stock one waits for ever for the rest of a request, takes headers without end, and has a request for
a socket parsed a second time in Python, which is half of what a connect costs.
"""

import asyncio
from typing import Any, cast

import httptools
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from livesell.websocket.protocol import SocketProtocol

HEAD_SECONDS = 10.0
BODY_SECONDS = 120.0
"""How long the head and the body of a request may take to come in: time enough for a picture from a slow phone."""
READING_SECONDS = 60.0
"""How long a client may take to make room for more of an answer."""
MAX_HEAD = 32 * 1024
CHUNK_OVERHEAD = 9
"""Bytes that one byte of a body may cost on the way, a chunk of its own included; trailers and extensions of chunks
cost more, and have no more room than a head."""


class GuardedHttp(HttpToolsProtocol):
    """Serves HTTP until a socket takes over.

    Whatever is awaited of the client comes in time, or the connection ends: a head, a body, the next request, room for
    an answer. Whatever comes is counted: a head, a body by the application, and what is neither.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._head: int | None = 0
        self._in_body = False
        self._beside = 0
        self._upgrade: bool | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        self.connections.add(self)
        self.transport, self.flow = transport, FlowControl(transport)
        self.server = _address(transport.get_extra_info("sockname"))
        self.client = _address(transport.get_extra_info("peername"))
        self.scheme = "https" if transport.get_extra_info("sslcontext") else "http"
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._wait(None)
        self._unstick()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unstick()
        self._stuck = self.loop.call_later(READING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unstick()

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        was_in_body = self._in_body
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")
        except httptools.HttpParserUpgrade as upgrade:
            self._upgraded(data[upgrade.args[0] :])
        if not self.transport.is_closing() and self.parser is not None:
            self._count(len(data), was_in_body)
            if self._late is None and not self._is_answering():  # line feeds before a request begin none
                self._wait(HEAD_SECONDS)

    def _count(self, size: int, was_in_body: bool) -> None:
        if self._head is not None:
            self._head += size
        elif was_in_body and self._in_body:
            self._beside = max(0, self._beside + size)
        if max(self._head or 0, self._beside) > MAX_HEAD:
            self.send_400_response("The head of the request, or what stands beside its body, is too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head, self._beside, self._upgrade = 0, 0, None
        self._wait(HEAD_SECONDS)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._head is not None:  # what comes behind a body is no header: nobody checked who may say it
            super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._beside -= CHUNK_OVERHEAD * len(body)

    def on_headers_complete(self) -> None:
        if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > MAX_HEAD:
            raise ValueError  # which the parser turns into a bad request
        super().on_headers_complete()
        self._head, self._in_body = None, True
        self._wait(BODY_SECONDS)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_body = False
        self._wait(None)

    def _upgraded(self, rest: bytes) -> None:
        """A whole request that asks for another protocol; ours waits for its answer before it says more."""
        if not self._should_upgrade():
            self._unsupported_upgrade_warning()
        elif rest or self._is_answering():
            self.send_400_response("A socket cannot be opened in the middle of something else.")
        else:
            self.handle_websocket_upgrade()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over, with the request as it was parsed here."""
        self._wait(None)
        self.connections.discard(self)
        protocol = SocketProtocol(self.config, self.server_state, self.scope | {"url": self.url})
        self.transport.set_protocol(protocol)
        protocol.connection_made(self.transport)
        self.parser = None  # type: ignore[assignment]  # a circle of two that nobody needs any more

    def _is_answering(self) -> bool:
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is not None and not cycle.response_complete

    def _unstick(self) -> None:
        if self._stuck:
            self._stuck.cancel()
            self._stuck = None

    def _should_upgrade(self) -> bool:
        if self._upgrade is None:  # asked three times for each request
            self._upgrade = super()._should_upgrade()
        return self._upgrade

    def _wait(self, seconds: float | None) -> None:
        """From now on so long for what is awaited; None: nothing is."""
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(seconds, self.transport.abort) if seconds else None


def _address(name: Any) -> tuple[str, int] | None:
    return (str(name[0]), int(name[1])) if isinstance(name, tuple) else None
