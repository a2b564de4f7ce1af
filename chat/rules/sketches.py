"""Sketches of texts: a few numbers by which the same and nearly the same text is known again, without its words."""

import zlib
from collections.abc import Iterable

from chat.rules.folding import View

Sketch = tuple[int, ...]
SIZE = 12
"""Numbers of a sketch: the smallest hashes of its three-letter pieces, so that two sketches are compared at once."""
ALIKE = 0.6
"""Of the smallest pieces of two texts together, so many are in both where they are nearly the same."""


def sketch(view: View) -> Sketch:
    """The sketch of a text, by its plain view: case, spaces, signs and look-alike letters make no difference."""
    said = view.text.replace(" ", "")
    pieces = {said[at : at + 3] for at in range(max(len(said) - 2, 1))} if said else set()
    return tuple(sorted({zlib.crc32(piece.encode()) for piece in pieces})[:SIZE])


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether the two texts are the same, or nearly."""
    if one == other:
        return True
    smallest = sorted({*one, *other})[:SIZE]
    both = set(one) & set(other)
    return bool(smallest) and sum(each in both for each in smallest) >= ALIKE * len(smallest)


def is_among(one: Sketch, others: Iterable[Sketch]) -> bool:
    """Whether one of the others is the same text, or nearly."""
    mine = set(one)
    return any(alike(one, other) for other in others if other == one or not mine.isdisjoint(other))
