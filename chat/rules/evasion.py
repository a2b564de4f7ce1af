"""Who may be somebody that was banned: by the same browser, or by a name that is close to hers. Pure.

Nothing follows from it but a word to staff: a browser may be a family's, and names are close by chance.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import Levenshtein

Likeness = Literal["device", "name"]
SHORTEST = 4
"""Letters before the numbers of two names that are close."""
NUMERALS = frozenset("0123456789lo")
"""As keys of names have them: the skeleton of 1 is `l`, that of 0 is `o`."""
PER_EDIT = 5
"""One difference is allowed for so many letters of the shorter name, and never more than two."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody: the key of her name (UTS 39's skeleton in small letters, without spaces and signs), her browsers."""

    user_id: str
    key: str
    devices: frozenset[str] = field(default_factory=frozenset)


def like(newcomer: Known, banned: Iterable[Known]) -> tuple[Known, Likeness] | None:
    """Whom of the banned she is like, and by what; the browser says more than the name."""
    listed = [one for one in banned if one.user_id != newcomer.user_id]
    for one in listed:
        if one.devices & newcomer.devices:
            return one, "device"
    for one in listed:
        if are_close(newcomer.key, one.key):
            return one, "name"
    return None


def are_close(one: str, other: str) -> bool:
    """Whether two keys of names differ by numbers at their ends alone, or by a letter or two."""
    same = _same(one, other)
    if same >= SHORTEST and NUMERALS.issuperset(one[same:] + other[same:]):
        return True
    most = min(2, min(len(one), len(other)) // PER_EDIT)
    return Levenshtein.distance(one, other, score_cutoff=most) <= most


def _same(one: str, other: str) -> int:
    """With how many letters both begin."""
    for place, (letter, beside) in enumerate(zip(one, other, strict=False)):
        if letter != beside:
            return place
    return min(len(one), len(other))
