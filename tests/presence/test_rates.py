"""Rates over all processes: what was taken in one is missing in the others, a second later; Redis may be away."""

import asyncio
import time
from contextlib import suppress

import pytest
from redis import Redis
from redis.exceptions import RedisError

from livesell.access.buckets import Buckets, rate
from livesell.presence.rates import LONGEST_SECONDS, SharedRates

FIVE = rate("5 in 60s")
BEN = ("ben", "PlaceClaim")


def taken(buckets: Buckets, times: int) -> int:
    """How many of so many are given."""
    return sum(buckets.take(BEN, FIVE, time.monotonic()) == 0 for _ in range(times))


async def test_what_was_taken_in_one_process_is_missing_in_another(valkey: str) -> None:
    here, there = Buckets(is_shared=True), Buckets(is_shared=True)
    rates = [SharedRates(valkey, {"command": here}), SharedRates(valkey, {"command": there})]
    assert taken(here, 9) == 5
    assert taken(there, 1) == 1

    for _ in range(2):
        await asyncio.gather(*(one.tell() for one in rates))

    assert taken(there, 9) == 0
    assert taken(here, 9) == 0
    for one in rates:
        await one.close()


async def test_a_bucket_that_nobody_else_uses_is_as_it_was(valkey: str) -> None:
    here = Buckets(is_shared=True)
    rates = SharedRates(valkey, {"command": here})
    assert here.take(("bea", "PlaceClaim"), FIVE, time.monotonic()) == 0

    for _ in range(3):
        await rates.tell()

    assert sum(here.take(("bea", "PlaceClaim"), FIVE, time.monotonic()) == 0 for _ in range(9)) == 4
    await rates.close()


async def test_without_redis_each_process_has_its_own() -> None:
    here = Buckets(is_shared=True)
    rates = SharedRates("redis://127.0.0.1:1", {"command": here})
    assert taken(here, 3) == 3

    with pytest.raises((RedisError, OSError)):
        await rates.tell()

    assert taken(here, 9) == 2
    await rates.close()


async def test_each_kind_is_counted_by_itself(valkey: str) -> None:
    requests, handshakes = Buckets(is_shared=True), Buckets(is_shared=True)
    rates = SharedRates(valkey, {"request": requests, "handshake": handshakes})
    home = ("", "203.0.113.40")
    assert sum(requests.take(home, FIVE, time.monotonic()) == 0 for _ in range(9)) == 5

    for _ in range(2):
        await rates.tell()

    assert handshakes.take(home, FIVE, time.monotonic()) == 0
    await rates.close()


@pytest.mark.attack("A106")
@pytest.mark.parametrize("forged", ["1e300", "inf", "-inf", "nan", "owls", ""])
async def test_what_is_forged_in_redis_keeps_nobody_out_for_long(valkey: str, forged: str) -> None:
    here = Buckets(is_shared=True)
    rates = SharedRates(valkey, {"command": here})
    who = ("bea", f"Forged {forged}")
    assert here.take(who, FIVE, time.monotonic()) == 0
    Redis.from_url(valkey).set(f"livesell:rate:command:{who[0]}:{who[1]}", forged)

    with suppress(RedisError):  # it counts by itself, then
        await rates.tell()

    assert here.take(who, FIVE, time.monotonic()) <= LONGEST_SECONDS
    await rates.close()
