"""Valkey may die, hang or forget everything: talk and sales go on, and all who watch have it about a second later."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import pytest
from redis import Redis

from tests.support import checkers, evidence, people, rush, shows
from tests.support.history import History
from tests.support.people import Person
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server, await_death, without_valkey
from tests.support.shows import Show
from tests.support.watching import Audience, Delay, one_in_each_process

SOON = 5.0
"""Seconds within which viewers must have what they would have had at once; `POLL_SECONDS` and a busy machine."""
AT_ONCE = 0.4
"""Much shorter than a poll's second: who sees it this soon, again and again, was told."""


@pytest.fixture(scope="module")
def two(postgres: PostgreSQL) -> Iterator[Server]:
    """A server of two processes, which can only learn of each other's turns by Valkey or by asking."""
    server = Server(database_url=postgres.migrated(), workers=2).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def hana(two: Server) -> Person:
    """The host."""
    return people.sign_up(two.url, "Hana")


@pytest.fixture
def show(hana: Person) -> Show:
    """What they watch."""
    return shows.live(hana, stock=10)


@asynccontextmanager
async def audience(server: Server, show: Show) -> AsyncIterator[Audience]:
    """Viewers in both processes; afterwards they must have seen what the ledger says, all of it in order."""
    history, crowd = (
        History(),
        await asyncio.to_thread(rush.crowd, server, 20, f"Guest {os.urandom(2).hex()}"),
    )
    found = await Audience.of(server, show.room, crowd, history)
    before = [viewer.position[f"{show.room}.show"]["offset"] for viewer in found.viewers]
    yield found
    kept = evidence.of(server, show.room)
    for viewer, offset in zip(found.viewers, before, strict=True):
        assert checkers.seen_otherwise(viewer.facts[f"{show.room}.show"], kept, offset) == []
    assert checkers.judge(history, kept) == {}
    await found.leave()


async def listen(audience: Audience, times: int = 4) -> list[Delay]:
    """Lines by everybody in turn."""
    return [await audience.hear() for _ in range(times)]


async def until_told_at_once(audience: Audience, tries: int = 30) -> list[Delay]:
    """Lines until four in a row came without waiting for the poll."""
    heard: list[Delay] = []
    for _ in range(tries):
        heard.append(await audience.hear())
        if len(heard) >= 4 and latest(heard[-4:]) < AT_ONCE:
            return heard
    raise AssertionError(f"news do not flow again: {heard}")


def latest(delays: Sequence[Delay]) -> float:
    """The longest that anybody waited to see something."""
    return max(delay.sight for delay in delays)


def valkey_of(server: Server) -> int:
    """The process id of the embedded Valkey."""
    deadline = time.monotonic() + 20
    while (found := server.valkey()) is None:
        assert time.monotonic() < deadline, "Valkey is not started again"
        time.sleep(0.05)
    return found


async def test_viewers_catch_up_while_valkey_is_dead_and_after(two: Server, show: Show) -> None:
    async with audience(two, show) as watched:
        await until_told_at_once(watched)
        before = valkey_of(two)
        os.kill(before, signal.SIGKILL)

        heard = await listen(watched)

        assert latest(heard) < SOON
        await until_told_at_once(watched)
        assert valkey_of(two) != before


async def test_viewers_catch_up_while_valkey_hangs(two: Server, show: Show) -> None:
    async with audience(two, show) as watched:
        hung = valkey_of(two)
        os.kill(hung, signal.SIGSTOP)

        heard = await listen(watched)

        assert latest(heard) < SOON
        await asyncio.to_thread(await_death, [hung])
        await until_told_at_once(watched)


async def test_nothing_is_lost_when_valkey_forgets_everything(two: Server, show: Show) -> None:
    async with audience(two, show) as watched:
        with Redis(unix_socket_path=str(two.data / "valkey.sock")) as redis:
            redis.flushall()

        assert latest(await listen(watched)) < SOON
        await until_told_at_once(watched)


async def test_a_room_that_was_opened_without_valkey_is_told_of_when_it_is_back(
    two: Server, hana: Person
) -> None:
    async with without_valkey(two):
        show = await asyncio.to_thread(shows.live, hana)
        seats = await one_in_each_process(two, show.room)
    for seat in seats:
        await seat.leave()

    async with audience(two, show) as watched:
        await until_told_at_once(watched)


async def test_claims_are_answered_without_valkey(two: Server, show: Show) -> None:
    history, crowd = History(), await asyncio.to_thread(rush.crowd, two, 12, "Claimer")
    ways = [door for some in (await rush.doors_by_process(two, 2)).values() for door in some]

    async with without_valkey(two):
        hurry = rush.Rush(two, show.room, history)
        await hurry.through(ways, [rush.claim(one, show.variant) for one in crowd])

    assert history.counts() == {"answered": 12, "refused": 0, "unknown": 0}
    found = evidence.of(two, show.room)
    assert [claim.state for claim in found.claims] == ["held"] * 10 + ["waitlisted"] * 2
    for door in ways:
        door.close()
