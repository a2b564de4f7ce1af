"""`livesell serve` as a person runs it: a process with a data folder of its own, to be killed at will."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

import httpx

from livesell.operate import parent
from livesell.operate.workers import cpu
from tests.support import folders
from tests.support.plain import ADDRESS_RATE, NO_TLS

ROOT = Path(__file__).resolve().parents[2]
BOUND = (sys.executable, parent.__file__)  # what is started ends with this process, however that ends
LINK = re.compile(r"(http://\S+/owner/)#(\S+)")
IDLE_SECONDS = 90
"""How long a server may do nothing while it starts. On a busy machine it is slow, not idle."""
START_SECONDS = 600


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """This process's environment without any setting of the server's, plus the given ones."""
    ours = (
        "LIVESELL_",
        "DJANGO_",
        "DATABASE_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
        "EMAIL_URL",
    )
    plain = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**plain, "PYTHONUNBUFFERED": "1", "LIVESELL_ADDRESS_RATE": ADDRESS_RATE, **more}


def livesell(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    command = [sys.executable, "-m", "livesell", *words]
    return subprocess.run(
        command, env=environment(**env), cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )


class Server:
    """One running server. `output` is all it has said so far."""

    def __init__(
        self, *, database_url: str = "", workers: int = 1, data: Path | None = None, **env: str
    ) -> None:
        self.data = data or folders.fresh()
        self.port = free_port()
        self.workers_wanted = workers
        self.env = environment(LIVESELL_DATA=str(self.data), DATABASE_URL=database_url, **env)
        self.log = self.data / "server.out"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    @property
    def output(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    @property
    def pid(self) -> int:
        """The supervisor's."""
        assert self.process is not None
        return self.process.pid

    @property
    def owner_token(self) -> str:
        """From the last owner link that was printed."""
        return LINK.findall(self.output)[-1][1]

    def start(self) -> "Server":
        """Start it, or start it again on the same data and port, and wait until it serves."""
        words = ["serve", "--port", str(self.port), "--workers", str(self.workers_wanted)]
        database = self.data / "livesell.sqlite3"
        if not self.env["DATABASE_URL"] and not database.exists():
            shutil.copyfile(migrated(), database)  # saves a second; migrating is tested once
        said_before = len(self.output)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*BOUND, str(os.getpid()), sys.executable, "-m", "livesell", *words],
                env=self.env,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        try:
            self.await_health()
            self._await_word(said_before)
        except BaseException:
            self.kill()
            raise
        return self

    def _await_word(self, said_before: int) -> None:
        """Until the supervisor has said that it serves: it says so after its first worker answers."""
        self._until(
            lambda: "livesell is at http" in self.output[said_before:], "it has not said that it serves"
        )

    def await_health(self, seconds: float = IDLE_SECONDS) -> None:
        """Until every worker is up and one of them answers."""
        self._until(
            lambda: len(self.workers()) == self.workers_wanted and self._is_healthy(),
            "it does not answer",
            seconds,
        )

    def _until(self, true: Callable[[], bool], why: str, idle: float = IDLE_SECONDS) -> None:
        """Patience counts progress: processor time and lines of the log, and ends after `idle` seconds without any."""
        assert self.process is not None
        end, progress, moved = time.monotonic() + START_SECONDS, self._progress(), time.monotonic()
        while not true():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self.output}")
            if self._progress() != progress:
                progress, moved = self._progress(), time.monotonic()
            if time.monotonic() > min(moved + idle, end):
                raise TimeoutError(f"{self.url}: {why}, progress was {progress}:\n{self.output}")
            time.sleep(0.05)

    def _progress(self) -> tuple[int, int]:
        """Processor time of all its processes so far, and bytes said."""
        return sum(cpu(pid) for pid in (self.pid, *children(self.pid))), len(self.output)

    def workers(self) -> list[int]:
        """Process ids of the web processes."""
        return [pid for pid in children(self.pid) if "livesell.operate.web_process" in command_line(pid)]

    def valkey(self) -> int | None:
        """Process id of the embedded Valkey."""
        return next((pid for pid in children(self.pid) if "valkey-server" in command_line(pid)), None)

    def kill_worker(self, index: int = 0) -> int:
        """kill -9 of one web process; its supervisor starts another. Returns the dead one's id."""
        pid = self.workers()[index]
        os.kill(pid, signal.SIGKILL)
        return pid

    def kill(self) -> None:
        """kill -9 of the supervisor; the kernel takes the rest with it."""
        assert self.process is not None
        left = children(self.pid)
        self.process.kill()
        self.process.wait()
        await_death(left)

    def stop(self) -> int:
        """SIGTERM, as an operator stops it. Returns the exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(20)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another verb of `livesell` on the same data."""
        command = [sys.executable, "-m", "livesell", *words]
        return subprocess.run(
            command, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
        )

    def _is_healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=2, verify=NO_TLS).status_code == 200
        except httpx.TransportError:
            return False


@asynccontextmanager
async def without_valkey(server: Server) -> AsyncIterator[None]:
    """As often as its supervisor starts another, it dies."""

    async def keep_dead() -> None:
        while True:
            if pid := server.valkey():
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.05)

    reaper = asyncio.create_task(keep_dead())
    await asyncio.sleep(0.1)
    try:
        yield
    finally:
        reaper.cancel()


@lru_cache(maxsize=1)
def migrated() -> Path:
    """An SQLite database with every table and nobody in it."""
    folder = folders.fresh()
    livesell("migrate", "--verbosity", "0", LIVESELL_DATA=str(folder)).check_returncode()
    return folder / "livesell.sqlite3"


def children(pid: int) -> list[int]:
    """Living children of a process."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split() if is_alive(int(child))]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """A zombie is dead: only nobody has looked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def await_death(pids: Sequence[int], seconds: float = 15) -> None:
    """Until all are gone; TimeoutError names those that are not."""
    deadline = time.monotonic() + seconds
    while left := [pid for pid in pids if is_alive(pid)]:
        if time.monotonic() > deadline:
            raise TimeoutError(f"still alive: {[command_line(pid) for pid in left]}")
        time.sleep(0.02)
