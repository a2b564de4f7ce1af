"""Django's own commands, and settings as in production."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from livesell.wire.envelope import SUBPROTOCOL
from tests.support import folders
from tests.support.server import ROOT, Server, await_death, children, environment, free_port


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
        assert _answer(f"http://127.0.0.1:{port}/healthz") == {"ok": True}, (
            "what stands before the chain is there"
        )
        assert httpx.post(f"http://127.0.0.1:{port}/api/tickets", timeout=5).status_code == 200
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


@pytest.mark.attack("A28")
def test_in_production_a_page_comes_over_https_only_and_says_so_for_a_year(
    start_server: Callable[..., Server],
) -> None:
    """A socket has to be asked for by a page of ours, and of those none came in the clear. An origin by http beside the
    public one, of this machine, takes nothing from that."""
    server = start_server(
        LIVESELL_ORIGINS="https://shop.example,http://127.0.0.1:8000", LIVESELL_TRUSTED_PROXIES="127.0.0.1"
    )
    with httpx.Client(base_url=server.url, headers={"Host": "shop.example"}, timeout=15) as http:
        clear, secure = (
            http.get("/accounts/login/", headers={"X-Forwarded-Proto": how}) for how in ("http", "https")
        )

    assert (clear.status_code, clear.headers["location"]) == (301, "https://shop.example/accounts/login/")
    assert secure.status_code == 200
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
    assert "; Secure" in secure.headers["set-cookie"]
    with pytest.raises(InvalidStatus) as refused:
        connect(server.ws_url, origin=Origin("http://shop.example"), subprotocols=[Subprotocol(SUBPROTOCOL)])
    assert refused.value.response.status_code == 403


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze")
def test_the_unit_we_ship_gives_the_server_little() -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "deploy/livesell.service"]

    found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert found.returncode == 0, found.stdout


def _answer(url: str) -> object:
    deadline = time.monotonic() + 30
    while True:
        try:
            return httpx.get(url, timeout=5).json()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
