"""Who was seen where, over all processes, by Redis: what was written there by somebody else counts for nothing."""

import pytest
from redis import Redis
from redis.exceptions import RedisError

from livesell.presence.sightings import Sightings

NOON, WITHIN = 1_750_000_000_000, 600_000


async def test_two_processes_see_whom_either_saw(valkey: str) -> None:
    here, there = (Sightings(valkey, within_ms=WITHIN) for _ in range(2))

    assert await here.exchange({"shop": {"ben": NOON}}) == {"shop": {"ben": NOON}}
    assert await there.exchange({"shop": {"bea": NOON + 5}, "fair": {}}) == {
        "shop": {"ben": NOON, "bea": NOON + 5},
        "fair": {},
    }

    await here.close()
    await there.close()


async def test_who_was_seen_too_long_ago_is_forgotten(valkey: str) -> None:
    sightings = Sightings(valkey, within_ms=WITHIN)
    await sightings.exchange({"attic": {"ben": NOON}})

    found = await sightings.exchange({"attic": {"bea": NOON + WITHIN + 1}})

    assert found == {"attic": {"bea": NOON + WITHIN + 1}}
    await sightings.close()


@pytest.mark.attack("A106")
@pytest.mark.parametrize("at", [float("inf"), 1e300, float(NOON + WITHIN + 1), 7.0])
async def test_a_forged_moment_moves_nobody(valkey: str, at: float) -> None:
    sightings = Sightings(valkey, within_ms=WITHIN)
    place = f"cellar {at}"
    Redis.from_url(valkey).zadd(f"livesell:seen-at:{place}", {"forged": at, "another": NOON})

    assert await sightings.exchange({place: {"ben": NOON}}) == {place: {"ben": NOON, "another": NOON}}
    await sightings.close()


@pytest.mark.attack("A106")
async def test_a_key_of_another_kind_is_told_as_an_error(valkey: str) -> None:
    sightings = Sightings(valkey, within_ms=WITHIN)
    Redis.from_url(valkey).set("livesell:seen-at:barn", "hay")

    with pytest.raises(RedisError):
        await sightings.exchange({"barn": {"ben": NOON}})
    await sightings.close()
