"""When a seller may write of her new things, and of which."""

from collections.abc import Sequence
from dataclasses import dataclass

from livesell.wire.codes import Code

EVERY_MS = 24 * 3_600_000
"""Between two of them, whatever the clock on a wall says."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the party that she wants to show."""

    seller_id: str
    withdrawn: bool


def next_at(last: int | None, now: int) -> int | None:
    """When she may write again, if she wrote last at `last`; None: now."""
    return None if last is None or now - last >= EVERY_MS else last + EVERY_MS


def why_not(
    seller_id: str, party_state: str, items: Sequence[Shown | None], last: int | None, now: int
) -> Code | None:
    """Why she may not write of that party with those items; None where she may. An item that is none of the party's is
    None."""
    if party_state != "scheduled":
        return Code.WRONG_STATE
    if any(item is None for item in items):
        return Code.NOT_FOUND
    if any(item.seller_id != seller_id for item in items if item):
        return Code.FORBIDDEN
    if any(item.withdrawn for item in items if item):
        return Code.WITHDRAWN
    return Code.LIMIT if next_at(last, now) else None
