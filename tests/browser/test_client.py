"""The browser's own client, run by Node against a real server while a room is busy."""

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.people import sign_up
from tests.support.server import Server
from tests.support.shows import Show, claim, do, live

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def busy_show(server: Server) -> Iterator[Show]:
    """Ben and Bea talk, claim and give back without a pause."""
    hana, ben, bea = (sign_up(server.url, name) for name in ("Hana", "Ben", "Bea"))
    show = live(hana, stock=1)
    over = threading.Event()

    def trade() -> None:
        while not over.wait(0.2):
            for buyer in (ben, bea):
                placed = do(buyer, show.room, "claim.place", **_body(show))
                do(buyer, show.room, "message.post", text="Is it still there?")
                if placed["ok"]:
                    do(buyer, show.room, "claim.release", claim_id=placed["fact"]["event"]["claim"]["id"])

    trader = threading.Thread(target=trade)
    trader.start()
    timer = threading.Timer(240, over.set)
    timer.start()
    yield show
    timer.cancel()
    over.set()
    trader.join()


def _body(show: Show) -> dict[str, object]:
    return {key: value for key, value in claim(show.variant).items() if key != "type"}


def test_the_pages_client_misses_nothing_and_sees_nothing_twice(busy_show: Show, server: Server) -> None:
    node = {"PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    room = {"LIVESELL_URL": server.url, "LIVESELL_ROOM": busy_show.room}

    ran = subprocess.run(
        ["npx", "vitest", "run", "src/client/real.test.ts"],
        cwd=ROOT / "frontend",
        env={**os.environ, **node, **room},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout
