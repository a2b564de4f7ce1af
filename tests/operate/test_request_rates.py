"""Who asks too often by HTTP is told when to ask again; and nobody else is. (`too_fast`, 429.)"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from django.http import HttpRequest, HttpResponse

from livesell.access.buckets import Buckets
from livesell.operate import request_gate, request_rates
from livesell.operate.request_gate import Full, Gate, GatedHandler
from livesell.operate.request_rates import paced
from livesell.presence.rates import SharedRates
from livesell.wire.ids import new_id
from tests.support.plain import NO_TLS
from tests.support.server import Server

Ask = Callable[..., Any]


def asking(of_address: str = "5 in 60s", buckets: Buckets | None = None) -> Ask:
    """Asks an application that answers 200 to everything it is asked."""
    taken_from = buckets or Buckets()

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    served = paced(application, of_address, lambda: taken_from)

    async def ask(address: str = "203.0.113.7", path: str = "/", **headers: str) -> dict[str, Any]:
        said: list[Any] = []

        async def send(message: Any) -> None:
            said.append(message)

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await served({"method": "GET", "path": path, "client": (address, 1), "headers": raw}, None, send)
        return {
            "status": said[0]["status"],
            "headers": dict(said[0]["headers"]),
            "body": said[-1].get("body", b""),
        }

    return ask


async def test_an_address_that_asks_without_end_is_told_to_wait() -> None:
    ask = asking()
    assert [(await ask())["status"] for _ in range(6)] == [200] * 5 + [429]

    told = await ask(path="/api/rooms/x/snapshot")

    assert int(told["headers"][b"retry-after"]) in range(1, 14)
    assert b'"code":"too_fast"' in told["body"]
    assert (await ask("203.0.113.8"))["status"] == 200, "another address goes on"


async def test_what_was_asked_of_one_process_is_missing_at_the_others(valkey: str) -> None:
    here, there = Buckets(is_shared=True), Buckets(is_shared=True)
    one, other = asking(buckets=here), asking(buckets=there)
    assert [(await one("203.0.113.41"))["status"] for _ in range(5)] == [200] * 5
    assert (await other("203.0.113.41"))["status"] == 200

    for buckets in (here, there):
        rates = SharedRates(valkey, {"request": buckets})
        await rates.tell()
        await rates.close()

    assert (await other("203.0.113.41"))["status"] == 429
    assert (await other("203.0.113.42"))["status"] == 200


async def test_a_64_of_ipv6_is_one_address() -> None:
    ask = asking("1 in 60s")
    assert (await ask("2001:db8::1"))["status"] == 200
    assert (await ask("2001:db8::2"))["status"] == 429
    assert (await ask("2001:db8:0:1::1"))["status"] == 200


@pytest.mark.parametrize("shown", [{"x_session_token": "a"}, {"cookie": "csrftoken=x; sessionid=a"}])
async def test_a_session_is_counted_wherever_it_comes_from(shown: dict[str, str]) -> None:
    ask = asking("100 in 600s")
    asked = 0
    while (await ask(f"198.51.100.{asked % 200}", **shown))["status"] == 200:
        asked += 1

    assert asked == 50
    assert (await ask("203.0.113.7", **shown))["status"] == 429
    assert (await ask("203.0.113.7"))["status"] == 200


async def test_a_file_that_browsers_keep_counts_a_tenth_and_health_nothing() -> None:
    ask = asking("1 in 60s")
    assert [(await ask(path="/media/a.webp"))["status"] for _ in range(11)] == [200] * 10 + [429]
    assert (await ask(path="/readyz"))["status"] == 200


def test_the_rate_is_the_operators_and_a_trusted_proxys_word_counts() -> None:
    server = Server(LIVESELL_ADDRESS_RATE="3 in 600s", LIVESELL_TRUSTED_PROXIES="127.0.0.1").start()
    try:
        room = f"/api/rooms/{new_id()}"
        paths = ("/api/parties", f"{room}/snapshot", "/api/tickets", f"{room}/commands/message.post")
        statuses = [ask(server, "203.0.113.7", path) for path in paths]
        other = ask(server, "203.0.113.8")
    finally:
        server.kill()

    assert statuses == [200, 404, 200, 429], "whichever way each is answered"
    assert other == 200


def ask(server: Server, address: str, path: str = "/api/parties") -> int:
    method = "POST" if path.endswith(("tickets", ".post")) else "GET"
    headers = {"X-Forwarded-For": address}
    url = f"{server.url}{path}"
    return httpx.request(method, url, headers=headers, timeout=30, verify=NO_TLS).status_code


# How many views run at once


async def test_addresses_take_turns_at_the_gate() -> None:
    here, order = Gate(1, most_waiting=10), list[str]()

    async def come(address: str) -> None:
        async with here.passed(address):
            order.append(address)
            await asyncio.sleep(0)

    await asyncio.gather(*(come(one) for one in ["Otto"] * 4 + ["Ben", "Bea"]))

    assert order == ["Otto", "Otto", "Ben", "Bea", "Otto", "Otto"]


async def test_an_address_waits_behind_itself_and_no_longer_than_its_line() -> None:
    here = Gate(1, most_waiting=1)
    async with here.passed("Otto"):
        waits = asyncio.ensure_future(here.passed("Otto").__aenter__())
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await here.passed("Otto").__aenter__()
        waits.cancel()
        await asyncio.wait((waits,))

    async with here.passed("Ben"):
        pass


Answer = Callable[[HttpRequest], Any]


def handling(view: Answer, monkeypatch: pytest.MonkeyPatch) -> Callable[[HttpRequest], Awaitable[Any]]:
    """Django's handler, where this answers instead of middleware and views."""
    handler = GatedHandler()
    monkeypatch.setattr(handler._blocking, "get_response", view)
    return handler.get_response_async


async def test_as_many_views_run_at_once_as_there_are_places(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most, released = 0, 0, threading.Event()

    lock = threading.Lock()

    def view(_request: HttpRequest) -> HttpResponse:
        nonlocal at_work, most
        with lock:
            at_work, most = at_work + 1, max(most, at_work + 1)
        released.wait(30)
        with lock:
            at_work -= 1
        return HttpResponse()

    gated = handling(view, monkeypatch)
    asked = [asyncio.ensure_future(gated(request("/"))) for _ in range(9)]
    in_a_turn = asyncio.ensure_future(gated(request("/api/orders/x/pay", "POST")))
    while at_work <= request_gate.VIEWS:
        await asyncio.sleep(0.01)
    assert at_work == request_gate.VIEWS + 1, "what waits for a payment provider holds no place"
    released.set()

    assert {one.status_code for one in await asyncio.gather(*asked, in_a_turn)} == {200}
    assert most == request_gate.VIEWS + 1


async def test_who_goes_away_frees_no_place_before_her_view_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Django gives up such a request, and its thread works on."""
    begun, may_end = threading.Event(), threading.Event()

    def view(_request: HttpRequest) -> HttpResponse:
        begun.set()
        may_end.wait(30)
        return HttpResponse()

    asked = asyncio.ensure_future(handling(view, monkeypatch)(request("/")))
    await asyncio.to_thread(begun.wait)
    asked.cancel()
    done, _ = await asyncio.wait((asked,), timeout=0.2)

    assert not done, "her view is still at work"
    may_end.set()
    await asyncio.wait((asked,))
    assert asked.cancelled()


def request(path: str, method: str = "GET") -> HttpRequest:
    found = HttpRequest()
    found.method, found.path_info, found.META = method, path, {"REMOTE_ADDR": "203.0.113.7"}
    return found


def test_the_words_are_for_who_reads_them() -> None:
    assert request_rates.words("/api/parties", 1, "de").startswith('{"kind":"reply"')
    assert request_rates.words("/rooms/x/", 1, "en").startswith("Too many requests")
    assert request_rates.words("/rooms/x/", 1, "de").startswith("Zu viele Anfragen")


async def test_whoever_asks_too_often_is_told_in_her_language() -> None:
    ask = asking()
    german = {"accept_language": "de-AT", "cookie": "django_language=xx"}
    told = [await ask(path="/rooms/x/", **german) for _ in range(6)]

    assert told[-1]["status"] == 429
    assert told[-1]["body"].decode().startswith("Zu viele Anfragen")
