"""`make bench WITH=--rest`: what a request of the REST interface costs, on the fast path and through Django's chain.

One connection, the next request as soon as the last is answered; apps of many people in turn, since each has her rates.
The chain is asked at the same address with a query, which the fast path does not take. The two take turns, so that a
busy machine is as busy for both.
"""

import asyncio
import itertools
import secrets
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx

from tests.load import aside
from tests.support import shows
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server

WAYS = {"fast path": "", "chain": "?chain"}
PEOPLE = 200
ROUNDS, EACH = 4, 30
"""Turns of each way, and its requests in one."""


class Kind(NamedTuple):
    """One sort of request: its address, its body, and the status it must have."""

    path: str
    body: Callable[[int], bytes]
    status: int
    method: str = "POST"


KINDS = {
    "a line": Kind("commands/message.post", lambda number: b'{"text":"Line %d"}' % number, 200),
    "bad_frame": Kind("commands/message.post", lambda _: b"{bad", 400),
    "bad_frame, 90 kB": Kind("commands/message.post", lambda _: b"[" * 90_000, 400),
    "forbidden": Kind("commands/room.edit", lambda _: b'{"title":"Mine now"}', 403),
    "snapshot": Kind("snapshot", lambda _: b"", 200, "GET"),
}


async def rest(server: Server, cpu: Callable[[Server], dict[str, float]]) -> dict[str, Any]:
    """CPU of server and database in ms a request, and the chain's over the fast path's."""
    crowd = await asyncio.to_thread(aside.run, server, "tests.support.crowd", str(PEOPLE), "Ben")
    host = await asyncio.to_thread(aside.run, server, "tests.support.crowd", "1", "Hana")
    hana = Person("Hana", "hana@example.org", host[0]["id"], host[0]["token"], server.url)
    show = await asyncio.to_thread(shows.live, hana, stock=5)
    tokens, number = itertools.cycle(person["token"] for person in crowd), itertools.count()
    found: dict[str, Any] = {}
    async with httpx.AsyncClient(base_url=server.url, timeout=60, verify=NO_TLS) as http:

        async def ask(kind: Kind, query: str) -> None:
            headers = {"X-Session-Token": next(tokens), "Idempotency-Key": secrets.token_hex(9)}
            path = f"/api/rooms/{show.room}/{kind.path}{query}"
            answer = await http.request(kind.method, path, content=kind.body(next(number)), headers=headers)
            assert answer.status_code == kind.status, answer.text

        for name, kind in KINDS.items():
            spent = dict.fromkeys(WAYS, 0.0)
            took = dict.fromkeys(WAYS, 0.0)
            for way, query in itertools.chain(WAYS.items(), *[WAYS.items()] * ROUNDS):
                before, began = cpu(server), time.perf_counter()
                for _ in range(EACH):
                    await ask(kind, query)
                after = cpu(server)
                spent[way] += sum(after.values()) - sum(before.values())
                took[way] += time.perf_counter() - began
            count = (ROUNDS + 1) * EACH
            found[name] = {
                way: {
                    "cpu_ms": round(spent[way] / count * 1000, 2),
                    "wall_ms": round(took[way] / count * 1000, 1),
                }
                for way in WAYS
            }
            found[name]["chain over fast path"] = round(spent["chain"] / max(spent["fast path"], 1e-9), 1)
    return found
