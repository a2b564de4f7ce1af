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
MAX_HEAD = 32 * 1024


class GuardedHttp(HttpToolsProtocol):
    """Serves HTTP until a socket takes over. The rest of a request comes in time, or the connection ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._late: asyncio.TimerHandle | None = None
        self._head: int | None = 0
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

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")
        except httptools.HttpParserUpgrade as upgrade:
            self._upgraded(data[upgrade.args[0] :])
        if self._head is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > MAX_HEAD:
                self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head, self._upgrade = 0, None
        self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > MAX_HEAD:
            raise ValueError  # which the parser turns into a bad request
        super().on_headers_complete()
        self._head = None
        self._wait(BODY_SECONDS)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._wait(None)

    def _upgraded(self, rest: bytes) -> None:
        """A whole request that asks for another protocol; ours waits for its answer before it says more."""
        before = cast("RequestResponseCycle | None", self.cycle)
        if not self._should_upgrade():
            self._unsupported_upgrade_warning()
        elif rest or (before and not before.response_complete):
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
