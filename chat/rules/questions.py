"""How many questions there may be."""

MOST_OPEN = 100
"""Of a room that wait for an answer: what staff can look through."""
MOST_OF_ONE = 3
"""Of one person that wait for an answer."""
MOST_KEPT = 200
"""Of a room that are answered and stay with their items; the oldest make way."""


def has_room(open_ones: int, own: int) -> bool:
    """Whether one more may be asked, by somebody who has `own` of those that are open."""
    return open_ones < MOST_OPEN and own < MOST_OF_ONE
