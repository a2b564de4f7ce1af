"""When a party comes again: month ends, clocks that change, and the end of a series."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from livesell.wire.envelope import LAST_MS
from rooms.rules.series import Series, Unit, next_after, occurrence

BERLIN = "Europe/Berlin"


def at(text: str, zone: str = BERLIN) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def local(moment: int, zone: str = BERLIN) -> str:
    return datetime.fromtimestamp(moment / 1000, ZoneInfo(zone)).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("first", "every", "unit", "zone", "expected"),
    [
        ("2026-01-02T20:00", 1, "day", BERLIN, ["2026-01-03T20:00+01:00", "2026-01-04T20:00+01:00"]),
        ("2026-01-02T20:00", 2, "week", BERLIN, ["2026-01-16T20:00+01:00", "2026-01-30T20:00+01:00"]),
        # The last of a month: never a day of the next, and back to the 31st.
        ("2026-01-31T20:00", 1, "month", BERLIN, ["2026-02-28T20:00+01:00", "2026-03-31T20:00+02:00"]),
        ("2027-11-30T20:00", 3, "month", BERLIN, ["2028-02-29T20:00+01:00", "2028-05-30T20:00+02:00"]),
        # The time of day stays when the clocks change, in both directions.
        ("2026-03-28T20:00", 1, "day", BERLIN, ["2026-03-29T20:00+02:00"]),
        ("2026-10-24T20:00", 1, "day", BERLIN, ["2026-10-25T20:00+01:00"]),
        # A time of day that is left out comes an hour later; the day after it is itself again.
        ("2026-03-28T02:30", 1, "day", BERLIN, ["2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"]),
        # One that comes twice is the first of the two.
        ("2026-10-24T02:30", 1, "day", BERLIN, ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]),
        # The other half of the world, and half an hour.
        ("2026-04-04T20:00", 1, "day", "Australia/Lord_Howe", ["2026-04-05T20:00+10:30"]),
    ],
)
def test_a_party_comes_again(first: str, every: int, unit: Unit, zone: str, expected: list[str]) -> None:
    series = Series(at(first, zone), every, unit, zone)

    assert [local(occurrence(series, number + 1), zone) for number in range(len(expected))] == expected


def test_the_first_is_itself() -> None:
    first = at("2026-01-31T20:00")
    assert occurrence(Series(first, 1, "month", BERLIN), 0) == first


FIRST = at("2026-01-02T20:00")


@pytest.mark.parametrize(
    ("until", "times", "last", "now", "number"),
    [
        (None, None, 0, FIRST, 1),
        (None, 3, 1, FIRST, 2),
        (None, 3, 2, FIRST, None),
        (at("2026-01-09T20:00"), None, 0, FIRST, 1),
        (at("2026-01-09T20:00") - 1, None, 0, FIRST, None),
        (at("2026-01-16T20:00"), 2, 1, FIRST, None),
        # The server or the host slept: what is past is not announced, and counts.
        (None, 4, 0, at("2026-01-16T20:00"), 3),
        (None, 3, 0, at("2026-01-16T20:00"), None),
    ],
)
def test_the_next_is_the_first_that_is_to_come(
    until: int | None, times: int | None, last: int, now: int, number: int | None
) -> None:
    found = next_after(Series(FIRST, 1, "week", BERLIN, until, times), last, now)

    assert (found and found[0]) == number


@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - local to the zone below
    every=st.integers(1, 52),
    unit=st.sampled_from(["day", "week", "month"]),
    zone=st.sampled_from([BERLIN, "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
)
def test_parties_never_come_out_of_order_and_the_next_is_later_than_now(
    first: datetime, every: int, unit: Unit, zone: str
) -> None:
    start = round(first.replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone)).timestamp()) * 1000
    series = Series(start, every, unit, zone)
    moments = [occurrence(series, number) for number in range(30)]

    assert moments == sorted(set(moments))
    for last, moment in enumerate(moments[:-1]):
        following = (last + 1, moments[last + 1])
        assert next_after(series, 0, moment) == (following if following[1] <= LAST_MS else None)


@pytest.mark.parametrize("unit", ["day", "week", "month"])
@pytest.mark.parametrize("year", [2099, 9998, 9999])
def test_a_series_ends_where_no_date_can_be_named(unit: Unit, year: int) -> None:
    start = round(datetime(year, 12, 31, 23, tzinfo=UTC).timestamp()) * 1000

    assert next_after(Series(start, 52, unit, "UTC"), 0, start) is None
