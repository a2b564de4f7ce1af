"""The limits that a buyer sets for herself in a room: money a day and a week, and time a day.

A day is the last twenty-four hours and a week the last seven days, so that no midnight opens a door. Money is
what she bought, holds or leads for, in one currency, before shipping and tax. Time runs from her first claim or
bid; when it is over there is no other until a day after that first one. To set a limit lower works at once; to
raise it or take it away works after a day.
"""

from dataclasses import dataclass, replace

DAY = 24 * 3_600_000
WEEK = 7 * DAY
MINUTE = 60_000
RAISE_AFTER = DAY


@dataclass(frozen=True, slots=True)
class Limits:
    """None is no limit. Money in minor units of `currency`."""

    currency: str
    day: int | None = None
    week: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The limits in force, and those that are in force from `wanted_from` on."""

    now: Limits
    wanted: Limits | None = None
    wanted_from: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """In that currency within the day and the week; `began_at`: her first claim or bid of the day, if any."""

    day: int = 0
    week: int = 0
    began_at: int | None = None


def in_force(kept: Kept, now: int) -> Limits:
    """The limits that hold at `now`."""
    return kept.wanted if kept.wanted and now >= kept.wanted_from else kept.now


def change(kept: Kept | None, wanted: Limits, now: int) -> Kept:
    """What is kept when she wants those: every limit that is lower at once, all the rest a day later."""
    if kept is None:
        return Kept(wanted)
    old = in_force(kept, now)
    if wanted.currency != old.currency and (old.day, old.week) != (None, None):
        return Kept(replace(old, minutes=_lower(old.minutes, wanted.minutes)), wanted, now + RAISE_AFTER)
    at_once = Limits(
        wanted.currency,
        _lower(old.day, wanted.day),
        _lower(old.week, wanted.week),
        _lower(old.minutes, wanted.minutes),
    )
    return Kept(at_once) if at_once == wanted else Kept(at_once, wanted, now + RAISE_AFTER)


def allows(limits: Limits, spent: Spent, *, amount: int, currency: str, now: int) -> bool:
    """Whether another `amount` keeps to the limits."""
    if limits.minutes is not None and spent.began_at is not None:
        over = spent.began_at + limits.minutes * MINUTE
        if over <= now < spent.began_at + DAY:
            return False
    if currency != limits.currency:
        return True
    return (limits.day is None or spent.day + amount <= limits.day) and (
        limits.week is None or spent.week + amount <= limits.week
    )


def _lower(one: int | None, other: int | None) -> int | None:
    """The stricter of two limits."""
    return min((limit for limit in (one, other) if limit is not None), default=None)
