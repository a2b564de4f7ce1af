"""When somebody may be told: quiet hours and digests, in her own time zone. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of one person. `quiet_from`, `quiet_until`: minutes of the day, over midnight too; None: never."""

    zone: str = "UTC"
    quiet_from: int | None = None
    quiet_until: int | None = None
    digest_hour: int = 18


def after_quiet(now: int, day: Day) -> int:
    """`now`, or the end of the quiet hours in which it falls; in ms."""
    if day.quiet_from is None or day.quiet_until is None or day.quiet_from == day.quiet_until:
        return now
    here = _here(now, day.zone)
    minute = here.hour * 60 + here.minute
    if (minute - day.quiet_from) % DAY_MINUTES >= (day.quiet_until - day.quiet_from) % DAY_MINUTES:
        return now
    return _next(here, day.quiet_until)


def next_digest(now: int, day: Day) -> int:
    """When the next digest is due after `now`; in ms. Never within the quiet hours."""
    return after_quiet(_next(_here(now, day.zone), day.digest_hour * 60), day)


def _next(here: datetime, minute: int) -> int:
    """The next moment after `here` at which the clock on the wall shows that minute of the day."""
    begins = here.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0, fold=0)
    if begins.astimezone(UTC) <= here.astimezone(UTC):
        begins += timedelta(days=1)
    return int(begins.timestamp() * 1000)


def _here(now: int, zone: str) -> datetime:
    return datetime.fromtimestamp(now / 1000, zone_of(zone))


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where there is none, as a browser may know zones that the server does not."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
