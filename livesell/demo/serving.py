"""`livesell serve` as a child: the same server, started by the same words, that ends when we do."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livesell.demo.door import Door
from livesell.operate import parent
from livesell.operate.refusal import CannotStart

OUTSIDE = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "LIVESELL_ORIGINS",
)
"""Settings that lead to real data, or to people elsewhere: the demo has none of them."""
START_SECONDS, STOP_SECONDS = 60, 20


class Ended(Exception):
    """The server ended by itself; it has said why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the server ended with {code}")
        self.code = code


def settle_in(data: Path, door: Door) -> None:
    """Make the environment the demo's own, for this process and the server."""
    for name in OUTSIDE:
        os.environ.pop(name, None)
    os.environ |= {"LIVESELL_DATA": str(data), "LIVESELL_HOST": door.host, "LIVESELL_PORT": str(door.port)}


@contextmanager
def server(door: Door) -> Iterator["subprocess.Popen[bytes]"]:
    """The server, stopped at the end. Ctrl-C is for us alone: we stop it when the cast has gone home."""
    words = ["-m", "livesell", "serve", "--host", door.host, "--port", str(door.port)]
    bound = [sys.executable, "-I", "-S", parent.__file__, str(os.getpid()), sys.executable, *words]
    child = subprocess.Popen(bound, start_new_session=True)  # noqa: S603 - our own words, and no shell
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


def await_ready(child: "subprocess.Popen[bytes]", door: Door) -> None:
    """Until it serves. `Ended` if it does not want to."""
    deadline = time.monotonic() + START_SECONDS
    while not door.is_open():
        if (code := child.poll()) is not None:
            raise Ended(code)
        if time.monotonic() > deadline:
            raise CannotStart("The server does not answer: the reason is above.")
        time.sleep(0.1)
