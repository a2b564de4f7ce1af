"""`livesell serve`: it starts, it finds its data again, and nothing outlives it."""

import asyncio
import os
import signal
import time
from collections.abc import Callable

import httpx
import pytest

from livesell.wire.codes import Close
from tests.support.client import Client
from tests.support.people import sign_up
from tests.support.server import Server, await_death, children

Start = Callable[..., Server]


def test_it_answers_on_its_address(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz").json() == {"ok": True}
    assert httpx.get(f"{server.url}/readyz").json() == {"ok": True, "database": "ok", "redis": "ok"}
    assert f"livesell is at {server.url}" in server.output


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

    deadline = time.monotonic() + 20
    while dead in server.workers() or not server.workers():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    server.await_health()


def test_a_killed_valkey_is_replaced(server: Server) -> None:
    first = server.valkey()
    assert first is not None
    os.kill(first, signal.SIGKILL)

    deadline = time.monotonic() + 10
    while server.valkey() in (None, first) or httpx.get(f"{server.url}/readyz").json()["redis"] != "ok":
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("server", [{"database": "postgresql", "workers": 2}], indirect=True)
def test_two_workers_serve_from_postgresql(server: Server) -> None:
    assert len(server.workers()) == 2
    assert sign_up(server.url, "Ben").app.get("/_allauth/app/v1/auth/session").status_code == 200


def test_the_data_folder_is_private(server: Server) -> None:
    assert (server.data / "secret_key").stat().st_mode & 0o077 == 0
