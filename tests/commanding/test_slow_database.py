"""A slow database slows down who asked it, and nobody else. Figures are kept with the test's report."""

import asyncio
import sqlite3
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest

from livesell.commanding.dispatch import PATIENCE
from livesell.operate import database_url
from livesell.wire.codes import Code, may_come_back
from tests.commanding.test_dispatch import fresh
from tests.gateway.test_frames import open_raw, say
from tests.gateway.test_watching import error_of, refused
from tests.support import shows
from tests.support.client import Client, ticket
from tests.support.people import Person, sign_up
from tests.support.server import Server
from tests.support.shop import Come

HOLD = 2.0
LATE = 2.0
"""Seconds that a busy machine may add to what is promised."""
Held = Callable[[str], AbstractContextManager[None]]


class Pings:
    """Round trips of one socket, one after the other, until told to stop."""

    def __init__(self, client: Client) -> None:
        self.times: list[float] = []
        self._client = client
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            began = time.perf_counter()
            await self._client.ask({"type": "session.ping"})
            self.times.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.03)

    async def stop(self) -> list[float]:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        return self.times


async def pings_for(client: Client, seconds: float) -> list[float]:
    pings = Pings(client)
    await asyncio.sleep(seconds)
    return await pings.stop()


def sqlite_held(server: Server) -> Held:
    """Nobody else can write while this lasts."""

    @contextmanager
    def held(_room: str) -> Iterator[None]:
        link = sqlite3.connect(server.data / "livesell.sqlite3", timeout=5, isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            link.execute("ROLLBACK")
            link.close()

    return held


def postgresql_held(url: str) -> Held:
    """The room's ledger row is locked while this lasts."""

    @contextmanager
    def held(room: str) -> Iterator[None]:
        with psycopg.connect(url) as link:
            link.execute("SELECT 1 FROM ledger_ledger WHERE name = %s FOR UPDATE", [f"room.{room}"])
            yield
            link.rollback()

    return held


async def hold_a_turn(
    held: Held, room: str, writer: Client, bystander: Client, note: Callable[[str, object], None]
) -> None:
    """Ben's line waits for the lock; Bea's pings do not."""
    before = await pings_for(bystander, 1.0)
    with held(room):
        began = time.perf_counter()
        line = writer.say({"type": "message.post", "text": "late"}, room)
        during = await pings_for(bystander, HOLD)
        assert not line.done()
    reply = await asyncio.wait_for(line, 10)
    took = time.perf_counter() - began

    note("median_before_ms", round(statistics.median(before), 2))
    note("median_during_ms", round(statistics.median(during), 2))
    note("worst_during_ms", round(max(during), 2))
    note("held_command_s", round(took, 2))
    assert reply["ok"], reply
    assert took >= HOLD
    assert len(during) > 10
    assert statistics.median(during) - statistics.median(before) < 50
    assert max(during) < 500


@pytest.fixture
async def postgresql_server(start_server: Callable[..., Server]) -> Server:
    return start_server(database="postgresql")


@pytest.fixture
async def socket(postgresql_server: Server) -> AsyncIterator[Callable[[Person], Awaitable[Client]]]:
    here: list[Client] = []

    async def open_one(person: Person) -> Client:
        here.append(Client(postgresql_server, person))
        return await here[-1].come()

    yield open_one
    for client in here:
        await client.leave()


async def test_a_turn_that_waits_for_sqlite_holds_up_nobody_elses_ping(
    shop: Server,
    come: Come,
    hana: Person,
    ben: Person,
    bea: Person,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    room = shows.open_room(hana)

    await hold_a_turn(sqlite_held(shop), room, await come(ben), await come(bea), record_testsuite_property)


async def test_a_turn_that_waits_for_postgresql_holds_up_nobody_elses_ping(
    postgresql_server: Server,
    socket: Callable[[Person], Awaitable[Client]],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    hana, ben, bea = (sign_up(postgresql_server.url, name) for name in ("Hana", "Ben", "Bea"))
    room, other = shows.open_room(hana), shows.open_room(hana)
    held = postgresql_held(postgresql_server.env["DATABASE_URL"])
    bens, beas = await socket(ben), await socket(bea)

    await hold_a_turn(held, room, bens, beas, record_testsuite_property)

    with held(room):
        waits = bens.say({"type": "message.post", "text": "late again"}, room)
        assert (await beas.ask({"type": "message.post", "text": "elsewhere"}, other))["ok"]
        assert not waits.done(), "one room waits, the other goes on"
    assert (await waits)["ok"]


async def test_an_outcome_that_cannot_be_learned_is_found_out_by_the_same_id(
    shop: Server, come: Come, hana: Person, ben: Person, bea: Person
) -> None:
    """The database cannot be written for longer than a command is kept waiting."""
    room, client, bystander, once = shows.open_room(hana), await come(ben), await come(bea), fresh()
    body = {"type": "message.post", "text": "did that work?"}

    with sqlite_held(shop)(room):
        pings = Pings(bystander)
        unknown = await client.ask(body, room, id=once)
        worst = max(await pings.stop())
    known = await client.ask(body, room, id=once)

    assert error_of(unknown) == refused(Code.UNKNOWN)
    assert unknown["error"]["retry_after_ms"] > 0
    assert worst < 500
    assert known["ok"]
    assert known == await client.ask(body, room, id=once)


async def test_a_command_behind_one_that_is_repeated_waits_no_longer_than_that_one(
    postgresql_server: Server, socket: Callable[[Person], Awaitable[Client]]
) -> None:
    hana, ben, bea = (sign_up(postgresql_server.url, name) for name in ("Hana", "Ben", "Bea"))
    room, bens, beas = shows.open_room(hana), await socket(ben), await socket(bea)
    body = {"type": "message.post", "text": "また来ます"}

    async def waited(client: Client, once: str) -> float:
        began = time.perf_counter()
        assert error_of(await client.ask(body, room, id=once)) == refused(Code.UNKNOWN)
        return time.perf_counter() - began

    with postgresql_held(postgresql_server.env["DATABASE_URL"])(room):
        first = asyncio.create_task(waited(bens, "first-line"))
        await asyncio.sleep(PATIENCE * 0.6)
        behind = await waited(beas, "line-behind")

        assert await first < PATIENCE + LATE
        assert behind < PATIENCE + LATE
    assert (await beas.ask(body, room, id="line-behind"))["ok"], "the same id finds out"


async def test_a_worker_that_stands_still_in_a_turn_holds_its_room_for_a_second(
    postgresql_server: Server, socket: Callable[[Person], Awaitable[Client]], tmp_path: Path
) -> None:
    hana, ben = (sign_up(postgresql_server.url, name) for name in ("Hana", "Ben"))
    room, bens = shows.open_room(hana), await socket(ben)
    url = postgresql_server.env["DATABASE_URL"]
    limits = database_url.configure(url, data=tmp_path, pool=1, limit_ms=3_000)["OPTIONS"]["options"]

    with psycopg.connect(url, options=limits) as frozen:
        frozen.execute("SELECT 1 FROM ledger_ledger WHERE name = %s FOR UPDATE", [f"room.{room}"])
        began = time.perf_counter()
        reply = await bens.ask({"type": "message.post", "text": "still here"}, room)
        took = time.perf_counter() - began
        frozen.close()

    assert reply["ok"]
    assert took < database_url.IDLE_MS / 1000 + LATE


async def test_a_newcomer_comes_in_while_the_database_cannot_be_written(
    shop: Server, come: Come, hana: Person, ben: Person, bea: Person
) -> None:
    """Reading never waits for writing. A hello does, since it spends a ticket: who is in may join."""
    room, client = shows.open_room(hana), await come(ben)
    newcomer, hers = await open_raw(shop), await ticket(shop, bea)

    with sqlite_held(shop)(room):
        say(newcomer, {"type": "session.hello", "ticket": hers})
        began = time.perf_counter()
        joined = await client.join(room)
        took = time.perf_counter() - began
        told = await newcomer.closed()

    assert joined["kind"] == "joined"
    assert took < 2
    assert may_come_back(told), "that her ticket could not be read is not her fault"
