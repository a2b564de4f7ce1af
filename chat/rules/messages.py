"""What may be said, and until when it may be said otherwise.

The wire has cleaned the text already. A message has at least one sign that can be seen; lines are few,
so that nobody pushes the others off the screen.
"""

import regex

MAX_LINES = 6
EDIT_MS = 60_000
"""For how long a line may be edited: those who answer it have read what stands there."""
SEEN = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")
MANY_BREAKS = regex.compile(r"\n{2,}")


def tidy(text: str) -> str:
    """The text as it is kept: single line breaks, at most six lines; empty where nothing could be seen."""
    if not SEEN.search(text):
        return ""
    lines = MANY_BREAKS.sub("\n", text).split("\n")
    return "\n".join([*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :])]).rstrip("\n")


def may_edit(said_at: int, now: int) -> bool:
    """Whether a line that was said at that moment may still be edited."""
    return now <= said_at + EDIT_MS
