"""Quiet hours and digests, in each person's own zone, over midnight and over the change to summer time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from livesell.outbound.hours import Day, after_quiet, next_digest


def ms(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def at(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M")


NIGHT = {"quiet_from": 22 * 60, "quiet_until": 7 * 60}


@pytest.mark.parametrize(
    ("now", "day", "told"),
    [
        ("2026-11-28 21:59", Day(**NIGHT), "2026-11-28 21:59"),
        ("2026-11-28 22:00", Day(**NIGHT), "2026-11-29 07:00"),
        ("2026-11-29 03:00", Day(**NIGHT), "2026-11-29 07:00"),
        ("2026-11-29 07:00", Day(**NIGHT), "2026-11-29 07:00"),
        ("2026-11-28 13:30", Day(quiet_from=13 * 60, quiet_until=14 * 60), "2026-11-28 14:00"),
        ("2026-11-28 12:30", Day(quiet_from=13 * 60, quiet_until=13 * 60), "2026-11-28 12:30"),
        ("2026-11-28 12:30", Day(quiet_from=13 * 60), "2026-11-28 12:30"),
        ("2026-11-28 14:00", Day("Asia/Tokyo", **NIGHT), "2026-11-28 22:00"),
        ("2026-11-28 18:00", Day("Asia/Yangon", **NIGHT), "2026-11-29 00:30"),
        ("2026-11-28 21:30", Day("Nowhere/Else", **NIGHT), "2026-11-28 21:30"),
    ],
)
def test_what_falls_into_quiet_hours_is_told_at_their_end(now: str, day: Day, told: str) -> None:
    assert at(after_quiet(ms(now), day)) == told


def test_a_night_in_which_the_clocks_change_ends_when_the_clock_on_the_wall_says_so() -> None:
    berlin = Day("Europe/Berlin", **NIGHT)
    assert after_quiet(ms("2026-03-28 23:00", "Europe/Berlin"), berlin) == ms(
        "2026-03-29 07:00", "Europe/Berlin"
    )
    assert after_quiet(ms("2026-10-24 23:00", "Europe/Berlin"), berlin) == ms(
        "2026-10-25 07:00", "Europe/Berlin"
    )


@pytest.mark.parametrize(
    ("now", "day", "told"),
    [
        ("2026-11-28 17:59", Day(), "2026-11-28 18:00"),
        ("2026-11-28 18:00", Day(), "2026-11-29 18:00"),
        ("2026-11-28 12:00", Day(digest_hour=23, **NIGHT), "2026-11-29 07:00"),
    ],
)
def test_a_digest_comes_once_a_day_and_not_in_quiet_hours(now: str, day: Day, told: str) -> None:
    assert at(next_digest(ms(now), day)) == told
