"""A process knows whether others are there: where it is alone, what it commits is published to nobody."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from livesell.presence.viewers import ALONE, FRESH_SECONDS, PROCESSES, Viewers


@pytest.fixture
async def redis(valkey: str) -> AsyncIterator[Redis]:
    link = Redis.from_url(valkey)
    await link.delete(PROCESSES)
    yield link
    await link.delete(PROCESSES)
    await link.aclose()


async def test_who_has_met_nobody_for_a_while_is_alone(redis: Redis, valkey: str) -> None:
    one, other = Viewers(valkey), Viewers(valkey)
    for _ in range(ALONE):
        assert not one.is_alone
        await one.exchange({})
    assert one.is_alone

    await other.exchange({})
    await one.exchange({})
    assert not one.is_alone

    seconds, _ = await redis.time()
    await redis.zadd(PROCESSES, {other._process: seconds - FRESH_SECONDS - 2})  # it died so long ago
    for _ in range(ALONE):
        await one.exchange({})
    assert one.is_alone
    await one.close()
    await other.close()


async def test_processes_that_start_together_are_never_alone(redis: Redis, valkey: str) -> None:
    one, other = Viewers(valkey), Viewers(valkey)
    for _ in range(ALONE * 2):
        await one.exchange({"room": 3})
        await other.exchange({})
        assert not one.is_alone
        assert not other.is_alone
    await one.close()
    await other.close()


async def test_who_cannot_ask_is_not_alone() -> None:
    lost = Viewers("redis://127.0.0.1:1")
    for _ in range(ALONE + 1):
        await lost.exchange({"room": 1})

    assert not lost.is_alone
    await lost.close()
