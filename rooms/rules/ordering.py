"""The order in which a party shows its items."""

from typing import NamedTuple

MAX_PINS = 3


class Shift(NamedTuple):
    """An item's new place, and the places from `first` to `last` whose items step aside by `step`."""

    place: int
    first: int
    last: int
    step: int


def shift(place: int, before: int) -> Shift:
    """How an item at `place` comes to stand before the one that is at `before`, which may be one past the end."""
    if place < before:
        return Shift(before - 1, place + 1, before - 1, -1)
    return Shift(before, before, place - 1, 1)
