"""An echo behind our end of a WebSocket: what a suite of frames is sent to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from livesell.websocket.outgoing import EXTENSION

LIMIT = 1 << 20
"""Bytes of a message here. The server's own limit is 16 KB; what lies at a limit is the same at each."""


@dataclass
class Echo:
    """Where it listens."""

    port: int


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Says everything again."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    scope["extensions"][EXTENSION]["outlet"].welcome()  # up to a greeting, less is taken
    while (message := await receive())["type"] == "websocket.receive":
        await send(
            {key: value for key, value in message.items() if key != "type"} | {"type": "websocket.send"}
        )


@contextmanager
def serving(*, deflate: bool = False) -> Iterator[Echo]:
    """One in a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http="livesell.websocket.http:GuardedHttp",
            ws="livesell.websocket.protocol:SocketProtocol",
            ws_max_size=LIMIT,
            ws_per_message_deflate=deflate,
            ws_ping_interval=None,
            lifespan="off",
            log_config=None,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Echo(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
