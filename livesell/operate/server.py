"""The web processes: uvicorn with our limits, one process a worker, watched and started again when one dies."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import cast

import structlog
import uvicorn
from uvicorn.supervisors import Multiprocess, multiprocess

from livesell.operate import valkey
from livesell.operate.backups.nightly import Nightly
from livesell.operate.refusal import CannotStart
from livesell.operate.workers import Worker
from livesell.wire.envelope import MAX_FRAME_BYTES

multiprocess.Process = Worker  # type: ignore[misc]  # uvicorn makes its processes by this name
LOG = structlog.get_logger("livesell.operate")
IDLE_SECONDS = 60
"""How long a worker may do nothing before it serves. A busy machine makes it slow, not idle."""
START_SECONDS = 600
"""How long it may take in any case."""
BACKLOG = 8192
SEND_BUFFER = 65_536
"""Bytes that the kernel keeps for one viewer (it takes twice as many). Left alone it keeps 4 MB for each who does not
read, and on waking she is told old news before the reset."""
SHUTDOWN_SECONDS = 3
"""How long requests that were read may take to be answered when the server stops: who has no answer asks again."""
PING_SECONDS = 10.0
"""Between two measurements of the way to a client; eight of them are kept."""


def bind(host: str, port: int) -> socket.socket:
    """The address is ours from here on, or `CannotStart` says why not."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except OSError as error:
        raise CannotStart(f"{host!r} is no address of this machine: choose another --host.") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # its connections inherit it
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror}): choose another one with --port."
        ) from error
    listener.set_inheritable(True)
    return listener


def config(*, workers: int, deflate: bool = False, trusted_proxies: list[str]) -> uvicorn.Config:
    """uvicorn as this server needs it: small frames, no headers believed but a named proxy's."""
    return uvicorn.Config(
        "livesell.asgi:application",
        workers=workers,
        loop="uvloop",
        http="livesell.websocket.http:GuardedHttp",
        ws="livesell.websocket.protocol:SocketProtocol",
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=deflate,
        ws_ping_interval=PING_SECONDS,
        interface="asgi3",
        lifespan="on",  # a gateway that cannot start is told, not served without
        backlog=BACKLOG,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        log_config=None,
    )


class Supervisor(Multiprocess):
    """Keeps the workers, and the Valkey we started, alive until it is told to stop."""

    def __init__(
        self,
        settings: uvicorn.Config,
        listener: socket.socket,
        *,
        valkey_of: Path | None,
        on_ready: Callable[[], None],
        nightly: Nightly | None = None,
    ) -> None:
        os.environ[valkey.SUPERVISOR] = str(os.getpid())  # workers end with us: see OperateConfig
        super().__init__(settings, [listener])
        self.valkey_of = valkey_of
        self.on_ready = on_ready
        self.nightly = nightly
        self.failed = ""
        """Why it ended by itself; empty where somebody stopped it."""

    def init_processes(self) -> None:
        """Start the workers; say so when the first one serves."""
        super().init_processes()
        first = cast("Worker", self.processes[0])
        failed = first.await_serving(IDLE_SECONDS, START_SECONDS, self._pause)
        if not failed:
            self.on_ready()
        elif not self.signal_queue:
            self.failed = failed
            self.should_exit.set()

    def _pause(self, seconds: float) -> bool:
        """Wait; whether a signal has come meanwhile."""
        return self.should_exit.wait(seconds) or bool(self.signal_queue)

    def keep_subprocess_alive(self) -> None:
        """Called twice a second."""
        watched = tuple(self.processes)
        super().keep_subprocess_alive()
        if self.should_exit.is_set() and not self.failed:  # one that was begun again does not start any more
            ended = (cast("Worker", one) for one in watched if one.exitcode)
            self.failed = next((one.why_it_ended() for one in ended), "")
        if self.nightly is not None and not self.should_exit.is_set():
            self.nightly.look()
        if self.valkey_of is None or self.should_exit.is_set():
            return
        try:
            valkey.ensure(self.valkey_of)
        except CannotStart as problem:
            LOG.warning("valkey_down", problem=str(problem))
