"""uvicorn with our limits, in a web process."""

import socket
from collections.abc import Callable

import uvicorn

from livesell.operate import listening
from livesell.wire.envelope import MAX_FRAME_BYTES

SHUTDOWN_SECONDS = 3
"""How long requests that were read may take to be answered when the server stops: who has no answer asks again."""
PING_SECONDS = 10.0
"""Between two measurements of the way to a client; eight of them are kept."""


def config(*, trusted_proxies: list[str]) -> uvicorn.Config:
    """uvicorn as this server needs it: small frames, no headers believed but a named proxy's."""
    return uvicorn.Config(
        "livesell.asgi:application",
        workers=1,  # a process; how many is the supervisor's to know
        loop="uvloop",
        http="livesell.websocket.http:GuardedHttp",
        ws="livesell.websocket.protocol:SocketProtocol",
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=True,  # agreed to; what is compressed, the gateway says
        ws_ping_interval=PING_SECONDS,
        interface="asgi3",
        lifespan="on",  # a gateway that cannot start is told, not served without
        backlog=listening.BACKLOG,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        log_config=None,
    )


class _Server(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, serving: Callable[[], None]) -> None:
        super().__init__(settings)
        self._serving = serving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._serving()


def loaded() -> uvicorn.Config:
    """The configuration by the settings, with everything imported that serves."""
    from django.conf import settings

    found = config(trusted_proxies=settings.LIVESELL_TRUSTED_PROXIES)
    found.load()
    return found


def serve(settings: uvicorn.Config, listener: socket.socket, serving: Callable[[], None]) -> None:
    """Until told to stop. `serving` is called when connections are taken; SystemExit where it does not come so far."""
    _Server(settings, serving).run([listener])
