"""Floods: how much one person may say at once, over all her connections. Staff are exempt."""

from collections.abc import Sequence

from chat.rules.modes import Denied
from livesell.wire.codes import Code

WITHIN_MS = 30_000
MOST = 20
"""Messages of one person within that time."""
MOST_ALIKE = 3
"""Of them, so many may say the same."""
Said = tuple[int, int]
"""When something was said, and a number for what."""


def recent(said: Sequence[Said], now: int) -> list[Said]:
    """What counts still, oldest first."""
    return [one for one in said if one[0] > now - WITHIN_MS][-MOST:]


def why_not(said: Sequence[Said], what: int | None, now: int) -> Denied | None:
    """Why one more message is refused, and when it is not any more. `what` is None where it may be said often."""
    counted = recent(said, now)
    if len(counted) >= MOST:
        return Denied(Code.FLOODING, counted[0][0] + WITHIN_MS - now)
    same = [at for at, other in counted if other == what]
    return Denied(Code.REPEATED, same[0] + WITHIN_MS - now) if len(same) >= MOST_ALIKE else None
