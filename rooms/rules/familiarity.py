"""How well a room knows somebody, by the days on which she spoke in it. Days are UTC's."""

from typing import Literal

DAY_MS = 86_400_000
REGULAR_DAYS = 5
"""So many days, this one included, make a regular: once a week, about a month."""

Familiarity = Literal["first", "regular"]


def familiarity(days: int, last: int | None, now: int) -> Familiarity | None:
    """What a message at `now` is marked with: the first in the room, or one of a regular; `last`: when she spoke."""
    if not days:
        return "first"
    return "regular" if days + is_new_day(last, now) >= REGULAR_DAYS else None


def is_new_day(last: int | None, now: int) -> bool:
    """Whether `now` is on a later day than `last`."""
    return last is None or now // DAY_MS > last // DAY_MS
