"""The socket's consumer: a Channels consumer without a channel of its own.

Stock dispatch hops to one shared thread for every message, so that one slow query freezes every
socket; here reading is a plain loop, and no database is near it.
"""

import asyncio
from typing import Any

from channels.consumer import AsyncConsumer
from django.conf import settings

from livesell.accounts import devices
from livesell.fanout.outlet import Send
from livesell.gateway.connection import HELLO_SECONDS, Connection
from livesell.gateway.gateway import Gateway
from livesell.gateway.origins import is_our_host, may_connect
from livesell.websocket.outgoing import EXTENSION
from livesell.wire.codes import Close
from livesell.wire.envelope import SUBPROTOCOL

Scope = dict[str, Any]
LATE_SECONDS = 1.0
CLOSE_SECONDS = 2.0
"""How long a client may take to take a close code."""


class LiveConsumer(AsyncConsumer):
    """One socket of `livesell.v1.json`."""

    channel_layer_alias = ""

    def __init__(self, *, gateway: Any, origins: frozenset[str]) -> None:
        self._gateway: Gateway = gateway()
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Serve the socket from its handshake to its end; whatever happens, everything is cleaned up."""
        self._gateway.start()
        await receive()
        address = str((scope.get("client") or ("",))[0])
        status = self._refusal(scope, address)
        if status:
            await _deny(scope, send, status)
            return
        connection: Connection | None = None
        try:
            if SUBPROTOCOL not in scope["subprotocols"]:
                await _turn_away(scope, send)
                return
            await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
            outlet = scope.get("extensions", {}).get(EXTENSION, {}).get("outlet")  # another server has none
            connection = Connection(
                self._gateway, send, address, outlet, devices.in_headers(scope["headers"])
            )
            await self._serve(connection, receive, send)
        finally:
            self._gateway.sockets.limits.free(
                address, connection.who if connection is not None else "unknown"
            )

    def _refusal(self, scope: Scope, address: str) -> int:
        """The HTTP status that ends the handshake, or 0; a place is taken only then."""
        if scope["query_string"] or not is_our_host(scope["headers"], settings.ALLOWED_HOSTS):
            return 400
        if not may_connect(scope["headers"], self._origins):
            return 403
        return 0 if self._gateway.sockets.reserve(address) else 429

    async def _serve(self, connection: Connection, receive: Any, send: Send) -> None:
        self._gateway.sockets.open.add(connection)
        late = asyncio.get_running_loop().call_later(HELLO_SECONDS, _late, connection)
        try:
            await _read(connection, receive)
            if connection.close_code is not None:
                async with asyncio.timeout(CLOSE_SECONDS):
                    await send({"type": "websocket.close", "code": connection.close_code.value})
        except (TimeoutError, RuntimeError, OSError):
            pass  # the client is gone or does not read: nobody is left to tell
        finally:
            late.cancel()
            connection.leave_all()
            self._gateway.sockets.remove(connection)


async def _read(connection: Connection, receive: Any) -> None:
    """Hand on what comes in, until either side ends it. `Connection.close` cancels the waiting."""
    try:
        while connection.close_code is None:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            connection.receive(message.get("text"))
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if connection.close_code is None or task is None or task.uncancel() > 0:
            raise


def _late(connection: Connection) -> None:
    if connection.greeted:
        return
    if connection.gateway.pulse.lag > LATE_SECONDS:  # it may be us who did not get round to reading it
        asyncio.get_running_loop().call_later(HELLO_SECONDS, _late, connection)
    else:
        connection.close(Close.NOT_AUTHENTICATED)


async def nowhere(scope: Scope, receive: Any, send: Send) -> None:
    """The answer to a handshake at an address where no socket is served."""
    await receive()
    await _deny(scope, send, 404)


async def _turn_away(scope: Scope, send: Send) -> None:
    """Tell a client of another version so. A browser hears the close code only if its subprotocol is named."""
    offered = scope["subprotocols"][:1]
    await send({"type": "websocket.accept", "subprotocol": offered[0] if offered else None})
    await send({"type": "websocket.close", "code": Close.VERSION.value})


async def _deny(scope: Scope, send: Send, status: int) -> None:
    if "websocket.http.response" in scope.get("extensions", {}):
        await send({"type": "websocket.http.response.start", "status": status, "headers": []})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close"})
