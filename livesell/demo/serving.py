"""`livesell serve` as a child: the same server, started by the same words, that ends when we do."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livesell.client.https import Https
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


def address(host: str, port: int) -> Https:
    """The server, to be asked."""
    return Https(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")


def settle_in(data: Path, host: str, port: int) -> None:
    """Make the environment the demo's own, for this process and the server."""
    for name in OUTSIDE:
        os.environ.pop(name, None)
    os.environ |= {"LIVESELL_DATA": str(data), "LIVESELL_HOST": host, "LIVESELL_PORT": str(port)}


@contextmanager
def server(host: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The server, stopped at the end. Ctrl-C is for us alone: we stop it when the cast has gone home."""
    words = ["-m", "livesell", "serve", "--host", host, "--port", str(port)]
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


def await_ready(child: "subprocess.Popen[bytes]", https: Https) -> None:
    """Until it serves. `Ended` if it does not want to."""
    deadline = time.monotonic() + START_SECONDS
    while not _is_ready(https):
        if (code := child.poll()) is not None:
            raise Ended(code)
        if time.monotonic() > deadline:
            raise CannotStart("The server does not answer: the reason is above.")
        time.sleep(0.1)


def _is_ready(https: Https) -> bool:
    try:
        return https.request("GET", "/readyz")[0] == http.client.OK
    except OSError:
        return False
