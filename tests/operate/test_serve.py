"""`livesell serve`: it starts, it finds its data again, and nothing outlives it."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from livesell.operate import listening
from livesell.wire.codes import Close
from tests.support.client import Client
from tests.support.people import sign_up
from tests.support.server import ROOT, Server, await_death, children, livesell

Start = Callable[..., Server]


def test_it_answers_on_its_address(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz").json() == {"ok": True}
    assert httpx.get(f"{server.url}/readyz").json() == {"ok": True, "database": "ok", "redis": "ok"}
    assert f"livesell is at {server.url}" in server.output


def test_a_phone_in_the_same_network_is_told_an_address_that_is_answered(start_server: Start) -> None:
    near = listening.near_address()
    if not near:
        pytest.skip("this machine stands in no network of its own")

    server = start_server(LIVESELL_HOST="0.0.0.0")

    address = f"http://{near}:{server.port}"
    assert f"On a phone in the same network: {address}" in server.output
    assert httpx.get(f"{address}/").status_code == 200


def test_sigterm_stops_everything(server: Server) -> None:
    processes = children(server.pid)

    assert server.stop() == 0

    assert len(processes) >= 2
    await_death(processes, seconds=2)


async def test_sigterm_tells_every_socket_to_come_back(server: Server) -> None:
    clients = [await Client(server).come() for _ in range(3)]

    assert await asyncio.to_thread(server.stop) == 0

    assert [await client.closed() for client in clients] == [Close.GOING_AWAY] * 3


def test_ctrl_c_stops_everything(server: Server) -> None:
    processes = children(server.pid)

    os.kill(server.pid, signal.SIGINT)
    assert server.process is not None
    server.process.wait(20)

    await_death(processes, seconds=2)


def test_nothing_outlives_a_killed_supervisor(server: Server) -> None:
    processes = children(server.pid)

    os.kill(server.pid, signal.SIGKILL)

    await_death(processes)


def test_a_second_start_finds_its_data(server: Server) -> None:
    ben = sign_up(server.url, "Ben")
    server.stop()

    server.start()

    assert ben.app.get("/_allauth/app/v1/auth/session").json()["data"]["user"]["id"] == ben.id


def test_a_killed_worker_is_replaced(server: Server) -> None:
    dead = server.kill_worker()

    await_workers(server, lambda workers: bool(workers) and dead not in workers)
    server.await_health()


def test_a_killed_valkey_is_replaced(server: Server) -> None:
    first = server.valkey()
    assert first is not None
    os.kill(first, signal.SIGKILL)

    deadline = time.monotonic() + 10
    while server.valkey() in (None, first) or httpx.get(f"{server.url}/readyz").json()["redis"] != "ok":
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_worker_that_stands_still_is_replaced(server: Server) -> None:
    (still,) = server.workers()
    os.kill(still, signal.SIGSTOP)

    await_workers(server, lambda workers: still not in workers)
    server.await_health()


async def test_sighup_changes_the_worker_and_refuses_nobody(server: Server) -> None:
    old = server.workers()
    ben = await Client(server).come()
    knocking = asyncio.create_task(knock(server))

    os.kill(server.pid, signal.SIGHUP)

    assert await ben.closed() == Close.GOING_AWAY
    await Client(server).come()  # at once: she waits, and is not refused
    knocking.cancel()
    assert not knocking.done()
    assert not set(old) & set(server.workers())


@pytest.mark.parametrize("server", [{"database": "postgresql", "workers": 2}], indirect=True)
def test_sighup_changes_one_worker_after_the_other(server: Server) -> None:
    old, serving = set(server.workers()), True

    os.kill(server.pid, signal.SIGHUP)

    while old & set(server.workers()):
        serving = serving and _is_served(server)
    assert serving
    server.await_health()


def _is_served(server: Server) -> bool:
    """Whether a client is answered who asks again, as browsers do, where a connection ended before she was read: one
    that the last moment of a worker took."""
    try:
        return httpx.get(f"{server.url}/healthz", timeout=15).status_code == 200
    except httpx.RemoteProtocolError:
        return httpx.get(f"{server.url}/healthz", timeout=15).status_code == 200


def test_sighup_keeps_the_worker_if_the_next_one_cannot_start(server: Server) -> None:
    old = server.workers()
    (server.data / ".env").write_text("ALLOWED_HOSTS=*\n")

    os.kill(server.pid, signal.SIGHUP)
    await_word(server, "workers_not_changed")

    assert "ALLOWED_HOSTS: '*' is no single host" in server.output
    assert server.workers() == old
    server.await_health()

    (server.data / ".env").unlink()
    os.kill(server.pid, signal.SIGHUP)
    await_workers(server, lambda workers: bool(workers) and not set(workers) & set(old))


def test_sighup_changes_no_tables_under_a_server_that_serves(server: Server) -> None:
    old = server.workers()
    with sqlite3.connect(server.data / "livesell.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'chat'")

    os.kill(server.pid, signal.SIGHUP)
    await_word(server, "workers_not_changed")

    assert "stop the server and start it again" in server.output
    assert server.workers() == old


def test_a_socket_that_systemd_holds_outlives_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        url = f"http://127.0.0.1:{held.getsockname()[1]}/healthz"
        for _ in range(2):
            with socket.create_connection(
                held.getsockname()
            ):  # nobody serves yet: it waits, and is not refused
                pass
            with given(held):
                assert httpx.get(url, timeout=120).json() == {"ok": True}


def test_systemd_hands_over_one_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import os, sys; os.environ['LISTEN_PID'] = str(os.getpid());"
        "from livesell.operate.cli import main; sys.exit(main(['serve']))"
    )
    monkeypatch.setenv("LISTEN_FDS", "2")
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "hands over 2 sockets" in ended.stderr


def test_the_supervisor_is_small_and_knows_no_django(server: Server) -> None:
    script = (
        "import sys, livesell.operate.supervisor; print(*{'django', 'uvicorn', 'redis'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, text=True).strip() == ""
    assert resident(server.pid) < 30 * 1024**2


def test_each_verb_is_told_of_without_the_others() -> None:
    assert "serve" in livesell("--help").stdout
    assert "--workers" in livesell("serve", "--help").stdout
    assert "invalid choice: 'sevre'" in livesell("sevre").stderr


@pytest.mark.parametrize("server", [{"database": "postgresql", "workers": 2}], indirect=True)
def test_two_workers_serve_from_postgresql(server: Server) -> None:
    assert len(server.workers()) == 2
    assert sign_up(server.url, "Ben").app.get("/_allauth/app/v1/auth/session").status_code == 200


def test_the_data_folder_is_private(server: Server) -> None:
    assert (server.data / "secret_key").stat().st_mode & 0o077 == 0


def await_workers(server: Server, fit: Callable[[list[int]], bool]) -> None:
    """Until the web processes are so."""
    deadline = time.monotonic() + 60
    while not fit(server.workers()):
        assert time.monotonic() < deadline, server.output
        time.sleep(0.05)


def await_word(server: Server, word: str) -> None:
    """Until the server has said it."""
    await_workers(server, lambda _: word in server.output)


async def knock(server: Server) -> None:
    """Open one connection after the other, until one is refused."""
    while True:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.close()
        await asyncio.sleep(0.005)


@contextmanager
def given(held: socket.socket) -> Iterator[None]:
    """A server that is started as systemd does it, with its socket open."""
    script = (
        f"import os, sys; os.dup2({held.fileno()}, 3); os.environ['LISTEN_PID'] = str(os.getpid());"
        "os.execv(sys.executable, [sys.executable, '-m', 'livesell', 'serve'])"
    )
    env = Server(LISTEN_FDS="1", LISTEN_FDNAMES="livesell.socket").env
    server = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=env, pass_fds=[held.fileno()])
    try:
        yield
    finally:
        server.terminate()
        assert server.wait(20) == 0


def resident(pid: int) -> int:
    """Bytes of memory that are its own or shared, in the machine."""
    line = next(
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) * 1024
