"""What may be said.

The wire has cleaned the text already. A message has at least one sign that can be seen; lines are few,
so that nobody pushes the others off the screen.
"""

import regex

MAX_LINES = 6
SEEN = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")
MANY_BREAKS = regex.compile(r"\n{2,}")


def tidy(text: str) -> str:
    """The text as it is kept: single line breaks, at most six lines; empty where nothing could be seen."""
    if not SEEN.search(text):
        return ""
    lines = MANY_BREAKS.sub("\n", text).split("\n")
    return "\n".join([*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :])]).rstrip("\n")
