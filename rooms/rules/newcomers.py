"""When many new accounts from one place want the same thing: the desk is told, and nobody is refused for it.

A class or an office looks the same from outside. So a person has to look; the rule says when there is something to see.
"""

from collections.abc import Mapping

FRESH = 24 * 3_600_000
"""Ms for which an account is new."""
WITHIN = 10 * 60_000
"""Ms within which they have to come."""
FEWEST = 5
"""New accounts of one household are fewer."""
MORE = 10
"""They are told again once they are so many times as many: ten thousand cost four notices."""
MOST = FEWEST * MORE**2
"""As many are counted; nothing new is learned from more."""


def is_fresh(since: int, now: int) -> bool:
    """Whether an account that was made at `since` is new; 0 where that is not known."""
    return since > 0 and now - since < FRESH


def arrived(seen: Mapping[str, int], user_id: str, now: int) -> tuple[dict[str, int], int | None]:
    """Who of one place wants one thing, each with the moment she came, after one more; how many to tell, if any."""
    left = {who: at for who, at in seen.items() if at > now - WITHIN}
    if user_id in left or len(left) >= MOST:
        return left, None
    left[user_id] = now
    return left, len(left) if len(left) in (FEWEST, FEWEST * MORE, MOST) else None
