"""`/metrics`: the numbers of every process, for those who may see them."""

import re
import time
from collections.abc import Callable

import httpx
import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory

from livesell.app.metrics import may_see
from tests.support import shows
from tests.support.client import Client
from tests.support.people import sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server


def read(server: Server) -> str:
    answer = httpx.get(f"{server.url}/metrics", verify=NO_TLS)
    assert answer.status_code == 200, answer.text
    return answer.text


def total(text: str, name: str) -> float:
    """The sum over all processes."""
    return sum(
        float(value) for value in re.findall(rf"^livesell_{name}(?:_total)?\{{.*\}} (\S+)$", text, re.M)
    )


async def test_what_a_process_sent_and_decided_can_be_read(server: Server) -> None:
    hana = sign_up(server.url, "Hana")
    room = shows.open_room(hana)
    ben = await Client(server).come()
    await ben.join(room)
    shows.do(hana, room, "message.post", text="Welcome")
    await ben.expect("message.posted", room)

    text = read(server)

    assert total(text, "sockets") == 1
    assert total(text, "feeds") >= 1
    assert total(text, "deliveries") >= 1
    assert total(text, "commands") >= 2
    assert total(text, "slowest_facts") == 0
    assert 0 <= total(text, "loop_lag_seconds") < 60
    await ben.leave()


@pytest.mark.parametrize("server", [{"database": "postgresql", "workers": 2}], indirect=True)
def test_whoever_is_asked_tells_the_numbers_of_all(server: Server) -> None:
    until = time.monotonic() + 20
    found: set[str] = set()
    while len(found) < 2 and time.monotonic() < until:
        found = set(re.findall(r'livesell_sockets\{process="([^"]+)"\}', read(server)))
        time.sleep(0.2)

    assert len(found) == 2


@pytest.fixture
def ask(rf: RequestFactory) -> Callable[..., HttpRequest]:
    return lambda **meta: rf.get("/metrics", **meta)


def test_nobody_else_sees_them(ask: Callable[..., HttpRequest], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])
    assert may_see(ask(REMOTE_ADDR="127.0.0.1"))
    assert not may_see(ask(REMOTE_ADDR="10.0.0.7"))
    assert not may_see(ask(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1"))

    monkeypatch.setattr(settings, "LIVESELL_ORIGINS", ("https://shop.example",))
    assert not may_see(ask(REMOTE_ADDR="127.0.0.1")), "it may be a proxy that names nobody"

    monkeypatch.setattr(settings, "LIVESELL_METRICS_TOKEN", "of-the-scraper")

    assert may_see(ask(REMOTE_ADDR="10.0.0.7", HTTP_AUTHORIZATION="Bearer of-the-scraper"))
    assert not may_see(ask(REMOTE_ADDR="127.0.0.1"))
    assert not may_see(ask(REMOTE_ADDR="127.0.0.1", HTTP_AUTHORIZATION="Bearer of-somebody"))
