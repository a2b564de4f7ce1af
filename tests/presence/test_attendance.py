"""Who was seen when, over all processes, on a real Valkey."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from livesell.presence.attendance import Attendance
from livesell.wire.ids import new_id


@pytest.fixture
async def two(valkey: str) -> AsyncIterator[tuple[Attendance, Attendance]]:
    """Two processes' parts."""
    both = Attendance(valkey), Attendance(valkey)
    yield both
    for one in both:
        await one.close()


async def test_who_is_seen_by_one_process_is_known_to_the_other(two: tuple[Attendance, Attendance]) -> None:
    one, other = two
    room = new_id()
    await one.exchange({room: {"hana"}})

    assert await other.exchange({room: {"ben"}}) == {room: {"hana": pytest.approx(0, abs=5_000), "ben": 0}}


async def test_who_was_seen_grows_older_until_she_is_seen_again(two: tuple[Attendance, Attendance]) -> None:
    one, other = two
    room = new_id()
    await one.exchange({room: {"hana", "ben"}})
    await asyncio.sleep(0.05)

    (ages,) = (await other.exchange({room: {"ben"}}) or {}).values()

    assert ages["ben"] == 0
    assert ages["hana"] >= 50


async def test_rooms_are_kept_apart_and_one_where_nobody_is_needed_is_empty(
    two: tuple[Attendance, Attendance],
) -> None:
    one, _ = two
    room, other = new_id(), new_id()

    assert await one.exchange({room: {"hana"}, other: set()}) == {room: {"hana": 0}, other: {}}


async def test_without_redis_nobody_is_judged() -> None:
    nowhere = Attendance("redis://127.0.0.1:1/0")

    assert await nowhere.exchange({new_id(): {"hana"}}) is None
    await nowhere.close()
