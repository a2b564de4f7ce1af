"""What one unit costs, and how a price moves.

A variant costs its own price, or else the item's. A flash sale takes some percent off, rounded down to a
whole minor unit. It is in force from the event that begins it to the event that ends it; which claims it
is good for is decided by their order, not by the clock. Each move of a price is a new price version of
the item, and a claim names the version that its buyer saw.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Flash:
    """A flash sale: announced, then `on`. The times are when its events are due, in milliseconds."""

    percent: int
    starts_at: int
    ends_at: int
    on: bool


def price_now(item_price: int, own_price: int | None, percent_off: int) -> int:
    """What one unit of a variant costs, in minor units; `percent_off` is that of a flash sale in force, or 0."""
    full = item_price if own_price is None else own_price
    return full * (100 - percent_off) // 100


def was(old: int, new: int, was_before: int | None) -> int | None:
    """The price to strike through beside a new one: the last, if that was higher; none after a rise."""
    if new == old:
        return was_before
    return old if new < old else None


def due(flash: Flash, now: int, *, on_air: bool) -> Literal["begin", "end"] | None:
    """What the clock has to do with a flash sale at `now`; one whose time has come after the show only ends."""
    if now >= flash.ends_at:
        return "end"
    if flash.on or now < flash.starts_at:
        return None
    return "begin" if on_air else "end"
