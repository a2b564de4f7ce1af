"""Django's own commands, and settings as in production."""

import subprocess
import sys
import time
from pathlib import Path

import httpx
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from livesell.wire.envelope import SUBPROTOCOL
from tests.support import folders
from tests.support.server import ROOT, await_death, children, environment, free_port


def python(*words: str, data: Path | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
    folder = str(data or folders.fresh())
    clean = environment(LIVESELL_DATA=folder, **env)
    return subprocess.run(
        [sys.executable, *words], env=clean, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False
    )


def test_check_deploy_is_clean_in_production() -> None:
    env = {"LIVESELL_ORIGINS": "https://shop.example", "LIVESELL_HOST": "0.0.0.0"}

    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **env)

    assert result.returncode == 0, result.stderr


def test_migrate_and_createsuperuser_work() -> None:
    data = folders.fresh()
    who = ("--noinput", "--email", "Hana@example.org", "--name", "Hana")

    assert python("manage.py", "migrate", "-v0", data=data).returncode == 0
    result = python("manage.py", "createsuperuser", *who, data=data, DJANGO_SUPERUSER_PASSWORD="a long walk")

    assert "created successfully" in result.stdout, result.stderr


def serves(*words: str, **settings: str) -> None:
    port = str(free_port())
    env = environment(
        LIVESELL_DATA=str(folders.fresh()),
        **{key: value.format(port=port) for key, value in settings.items()},
    )
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, cwd=ROOT, check=True, timeout=90)
    process = subprocess.Popen(
        [sys.executable, *(word.format(port=port) for word in words)],
        env=env,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _answer(f"http://127.0.0.1:{port}/readyz") == {"ok": True, "database": "ok", "redis": "ok"}
        ticket = httpx.post(f"http://127.0.0.1:{port}/api/tickets", timeout=5)
        assert (ticket.status_code, "content-language" in ticket.headers) == (200, False), "by its own door"
        with connect(
            f"ws://127.0.0.1:{port}/ws",
            origin=Origin(f"http://127.0.0.1:{port}"),
            subprotocols=[Subprotocol(SUBPROTOCOL)],
        ) as page:
            assert page.subprotocol == SUBPROTOCOL, "its own pages may open a socket"
    finally:
        left = children(process.pid)
        process.kill()
        process.wait()
    await_death(left)


def test_daphne_serves_the_whole_application() -> None:
    serves("-m", "daphne", "-p", "{port}", "livesell.asgi:application", LIVESELL_PORT="{port}")


def test_runserver_serves_the_whole_application() -> None:
    serves("manage.py", "runserver", "--noreload", "{port}")


def _answer(url: str) -> object:
    deadline = time.monotonic() + 30
    while True:
        try:
            return httpx.get(url, timeout=5).json()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
