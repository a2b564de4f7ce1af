"""`make bench WITH=--tickets`: what a ticket costs in a rush, at its own door and through Django's whole chain.

All connect at once and ask once, as the browsers of a show do when its server is back. The chain is asked at the same
address with a query, which the door does not take. JSON.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, cast

from tests.load import aside
from tests.load.swarm import PER_ADDRESS, percentile
from tests.support.server import Server

CSRF = "c" * 32
WAYS = {"door": "/api/tickets", "chain": "/api/tickets?chain"}

Head = Callable[[Server, str], str]


def browser(server: Server, key: str) -> str:
    """The headers of a browser that is signed in."""
    cookies = f"csrftoken={CSRF}; sessionid={key}"
    return (
        f"Origin: {server.url}\r\nCookie: {cookies}\r\nX-CSRFToken: {CSRF}\r\nContent-Type: application/json"
    )


def app(_server: Server, key: str) -> str:
    """The headers of an app."""
    return f"X-Session-Token: {key}"


def guest(_server: Server, _key: str) -> str:
    """Those of somebody without an account."""
    return "Accept: */*"


KINDS: dict[str, Head] = {"browser": browser, "app": app, "guest": guest}


class Asking(asyncio.Protocol):
    """One request on a connection of its own."""

    def __init__(self, request: bytes) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._request = request
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._heard.endswith(b"}"):
            self.answer.set_result(self._heard)
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.answer.done():
            self.answer.set_result(self._heard)


async def ask(server: Server, way: str, kind: Head, keys: list[str]) -> tuple[list[float], int]:
    """Everybody at once. How long each waited, and how many got none."""
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    took: list[float] = []
    failed = 0

    async def one(number: int, key: str) -> None:
        nonlocal failed
        head = f"POST {way} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{kind(server, key)}\r\n"
        request = f"{head}Content-Length: 2\r\n\r\n{{}}".encode()
        source = f"127.0.{1 + number // PER_ADDRESS // 200}.{1 + number // PER_ADDRESS % 200}"
        _, asking = await loop.create_connection(
            lambda: Asking(request), "127.0.0.1", server.port, local_addr=(source, 0)
        )
        failed += not (await asking.answer).startswith(b"HTTP/1.1 200 ")
        took.append(time.perf_counter() - began)

    await asyncio.gather(*(one(number, key) for number, key in enumerate(keys)))
    return took, failed


async def rush(
    server: Server, people: int, cpu: Callable[[Server], dict[str, float]]
) -> dict[str, dict[str, Any]]:
    """Each kind of asker, at the door and through the chain, of whom a tenth come there."""
    crowd = await asyncio.to_thread(aside.run, server, "tests.support.crowd", str(people), "Viewer")
    keys = [person["token"] for person in crowd]
    found: dict[str, dict[str, Any]] = {}
    for name, kind in KINDS.items():
        for way, path in WAYS.items():
            await ask(server, path, kind, keys[:50])  # nobody's first
            asking = keys if way == "door" else keys[: people // 10]
            before, began = cpu(server), time.perf_counter()
            took, failed = await ask(server, path, kind, asking)
            seconds, after = time.perf_counter() - began, cpu(server)
            found.setdefault(name, {})[way] = {
                "tickets": len(asking) - failed,
                "failed": failed,
                "a_second": round(len(asking) / seconds),
                "p50_ms": round(percentile(took, 0.5) * 1000),
                "last_ms": round(max(took) * 1000),
                "server_cpu_us": round((after["server"] - before["server"]) / len(asking) * 1e6),
                "database_cpu_us": round((after["database"] - before["database"]) / len(asking) * 1e6),
            }
        ways = found[name]
        ways["chain over door"] = round(ways["chain"]["server_cpu_us"] / ways["door"]["server_cpu_us"], 1)
    return found
