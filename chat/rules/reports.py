"""What a report weighs, and how many there may be. Plain values.

No number of reports acts on anybody: it moves a case up the queue, where a person looks at it. So that a crowd of fresh
accounts cannot push somebody to the top, strangers together weigh little more than one who is known.
"""

from collections.abc import Iterable

NOTHING, STRANGER, KNOWN = 0, 1, 3
MOST_OF_STRANGERS = 3
"""What all strangers together may weigh in one case."""
WRONG_BEFORE_IGNORED = 3
MOST_OPEN = 5
"""Of one person in one room that nobody has looked at yet."""
MOST_CASES, MOST_CASES_OF_STRANGERS = 500, 400
"""Of a room that wait: the last hundred are kept for who is known, so that strangers cannot close the door."""


def weight(upheld: int, dismissed: int, *, known: bool) -> int:
    """What somebody's report counts for; `upheld` and `dismissed`: what became of her earlier ones here.

    Whose reports were dismissed again and again, and seldom upheld, is still read and answered.
    """
    if dismissed >= WRONG_BEFORE_IGNORED and dismissed > 2 * upheld:
        return NOTHING
    return KNOWN if known or upheld else STRANGER


def together(weights: Iterable[int]) -> int:
    """What a case weighs."""
    each = list(weights)
    strangers = sum(one for one in each if one == STRANGER)
    return sum(one for one in each if one != STRANGER) + min(strangers, MOST_OF_STRANGERS)


def may_open(cases: int, of_weight: int) -> bool:
    """Whether a new case may join so many that wait."""
    return cases < (MOST_CASES if of_weight >= KNOWN else MOST_CASES_OF_STRANGERS)
