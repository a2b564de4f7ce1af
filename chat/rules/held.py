"""Messages that wait: held for a moderator, or delayed so that moderators act first."""

from typing import Literal

Why = Literal["first", "words", "delay"]
"""Its author's first here; it holds what the room wants to look at; all lines are some seconds late."""
How = Literal["allowed", "denied", "expired", "sent", "left", "withdrawn"]
EXPIRES_MS = 30 * 60_000
"""Whoever said something half an hour ago talks of something else by now."""
MOST_OF_ONE, MOST = 3, 500
"""Held messages of one person, and of a room. Delayed ones are not counted: the bound of floods is theirs."""
AT_ONCE = 100
"""How many are decided in one turn."""


def until(why: Why, delay_seconds: int, now: int) -> int:
    """When the wait ends: a delayed message is said then, a held one is not said any more."""
    return now + (delay_seconds * 1_000 if why == "delay" else EXPIRES_MS)
