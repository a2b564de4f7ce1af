"""What holds of acts against people, as plain values.

A ban of more than thirty days takes two: the first moderator's holds at once, for thirty days at most, and is final
once somebody else of rank has confirmed it. Where nobody else could (the room's owner keeps it kind alone), hers is
final at once: a second pair of eyes that does not exist protects nobody, and the banned may appeal all the same.
"""

from typing import NamedTuple

DAY_MS = 86_400_000
LONGEST_ALONE = 30 * DAY_MS


class Term(NamedTuple):
    """Until when a ban is in force (None: for good), and whether it waits for a second moderator."""

    until: int | None
    pending: bool


def ban_term(until: int | None, now: int, *, others: bool) -> Term:
    """What one moderator's ban comes to; `others`: somebody else could confirm it."""
    most = now + LONGEST_ALONE
    if others and (until is None or until > most):
        return Term(most, pending=True)
    return Term(until, pending=False)
