"""Who may be meant by `@` in a line, and whom it is told. Plain values.

A name may hold spaces, and what follows it may be written without one, so several beginnings of what stands behind an
`@` may be a name. The longest that somebody of the room has is the one that is meant.
"""

from collections.abc import Mapping
from typing import Literal

import regex

From = Literal["all", "staff", "none"]
"""By whom somebody lets herself be mentioned."""
AT = regex.compile(r"(?<![\p{L}\p{N}_.])[@＠](?=[\p{L}\p{N}\p{S}\p{P}])")
GRAPHEME = regex.compile(r"\X")
WORD = regex.compile(r"[\p{L}\p{N}\p{M}]")
RUNS_ON = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
)
"""Writings in which a word may follow without a space, or a particle is written on to a name."""
LONGEST = 30
"""Of a name, as people count."""
MOST_IN_LINE = 5
WINDOW_MS = 600_000
MOST_OF_ONE, MOST_OF_ALL = 3, 20
"""How often somebody is told within ten minutes: by the same person, by everybody."""


def beginnings(text: str) -> list[list[str]]:
    """For each `@`, the first five, what may be the name behind it: the longest first."""
    return [_names(text[found.end() :]) for found in list(AT.finditer(text))[:MOST_IN_LINE]]


def _names(rest: str) -> list[str]:
    signs = [found.group() for found in list(GRAPHEME.finditer(rest[: LONGEST * 8]))[: LONGEST + 1]]
    ends = [
        end for end in range(1, min(len(signs), LONGEST) + 1) if signs[end - 1] != " " and _ends(signs, end)
    ]
    return ["".join(signs[:end]) for end in reversed(ends) if "\n" not in signs[:end]]


def _ends(signs: list[str], end: int) -> bool:
    """Whether a name may end before that sign: no letter of a writing with spaces goes on there."""
    if end == len(signs) or not WORD.match(signs[end]) or not WORD.match(signs[end - 1]):
        return True
    return bool(RUNS_ON.match(signs[end - 1]) or RUNS_ON.match(signs[end]))


def may_mention(wanted: From, *, by_staff: bool) -> bool:
    """Whether who speaks may mention somebody who lets herself be mentioned by those."""
    return wanted == "all" or (wanted == "staff" and by_staff)


def is_told(lately: Mapping[str, int], by: str) -> bool:
    """Whether she is told once more; `lately`: how often each mentioned her within the window."""
    return lately.get(by, 0) < MOST_OF_ONE and sum(lately.values()) < MOST_OF_ALL
