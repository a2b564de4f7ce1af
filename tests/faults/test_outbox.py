"""The outbox is killed again and again, while push services fail, hang, are busy or forget a browser: a thousand facts
reach whom they concern, none is lost, none comes twice to who can tell, each person's in order.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import folders
from tests.support.outbox_process import EVENTS
from tests.support.pushes import Answering, Browser, PushService

ROOT = Path(__file__).parents[2]
NAMES = ("ben", "bea", "otto", "mona", "sam")
SEED = 20_261_128
MOST_KILLS = 40

pytestmark = [pytest.mark.slow, pytest.mark.served]


@pytest.fixture
def service() -> Iterator[PushService]:
    made = PushService()
    yield made
    made.close()


def unsteady(chance: random.Random) -> Answering:
    """Fails one time in ten, is busy or hangs now and then; one of Ben's browsers was taken away."""

    def answer(browser: Browser, _asked: int) -> tuple[int, dict[str, str]]:
        if browser.name == "ben-gone":
            return 410, {}
        die = chance.random()
        if die < 0.005:
            time.sleep(0.5)  # longer than the outbox waits: it does not know whether this was taken
        if die < 0.09:
            return 500, {}
        return (429, {"Retry-After": "1"}) if die < 0.095 else (201, {})

    return answer


def outbox(data: Path, browsers: list[Browser], points: list[int]) -> int:
    """Run it to its end; how many of its workers were killed."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "livesell.settings",
        "DATABASE_URL": "",
        "LIVESELL_DATA": str(data),
        "LIVESELL_PUSH_LOOPBACK": "1",
        "LIVESELL_LOG": "ERROR",
    }
    words = [json.dumps([one.body for one in browsers]), json.dumps(points)]
    command = [sys.executable, "-m", "tests.support.outbox_process", *words]
    done = subprocess.run(
        command, env=env, cwd=ROOT, timeout=540, check=True, stdout=subprocess.PIPE, text=True
    )
    return int(done.stdout.split()[-1])


def test_nothing_is_lost_nothing_comes_twice_and_each_persons_order_is_kept(service: PushService) -> None:
    chance = random.Random(SEED)
    browsers = [service.browser(name) for name in (*NAMES, "ben-gone")]
    service.answering = unsteady(chance)

    kills = outbox(
        folders.fresh(),
        browsers,
        [chance.randint(1, 250) for _ in range(MOST_KILLS)],
    )

    assert kills >= 5
    assert service.wrong == []
    for browser in browsers[:-1]:
        ids = [push.text["notification"]["data"]["id"] for push in browser.pushes]
        first = list(dict.fromkeys(ids))
        assert len({push.headers["Topic"] for push in browser.pushes}) == len(first) == EVENTS // len(NAMES)
        assert first == sorted(first)
        assert (
            len(ids) - len(first) <= kills * 20
        )  # what was on its way at a kill: the same Topic takes its place
    assert browsers[-1].pushes == []
