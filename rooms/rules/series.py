"""When a party comes again: at the same time of day where the host lives, whatever her clocks did meanwhile.

Every time is reckoned from the first, never from the one before: a party of the 31st comes on the last day of a
shorter month, and on the 31st again afterwards. A time of day that a change of the clocks leaves out falls as much
later as they were put forward; of one that comes twice it is the first.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from livesell.wire.envelope import LAST_MS

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Series:
    """`first_at`, `until`: milliseconds. It ends with `until`, or after `times` parties in all."""

    first_at: int
    every: int
    unit: Unit
    zone: str
    until: int | None = None
    times: int | None = None


def occurrence(series: Series, number: int) -> int:
    """When party `number` begins; the first is number 0. Milliseconds."""
    zone = ZoneInfo(series.zone)
    first = datetime.fromtimestamp(series.first_at / 1000, zone).replace(tzinfo=None, fold=0)
    local = _later(first, series.every * number, series.unit)
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    return round(moment.timestamp() * 1000)


def next_after(series: Series, last: int, now: int) -> tuple[int, int] | None:
    """(number, moment) of the first party after number `last` that begins after `now`; None where there is none.

    A series ends with the calendar: what no date can be named for does not come.
    """
    number = last + 1
    while series.times is None or number < series.times:
        try:
            at = occurrence(series, number)
        except (OverflowError, ValueError):
            return None
        if at > (LAST_MS if series.until is None else min(series.until, LAST_MS)):
            return None
        if at > now:
            return number, at
        number += 1
    return None


def _later(first: datetime, count: int, unit: Unit) -> datetime:
    if unit == "month":
        months = first.year * 12 + first.month - 1 + count
        year, month = months // 12, months % 12 + 1
        return first.replace(year=year, month=month, day=min(first.day, monthrange(year, month)[1]))
    return first + timedelta(days=count * (7 if unit == "week" else 1))
