"""What a line of chat asks for, where it holds one of the room's words: "sold 14 M x2".

A claim is a word of the room's, the number of an item (which may be left out when one is on air), the
size, colour or name of a variant (which may be left out when there is only one) and a quantity: x2 or 2x, in
any order, with any punctuation, case, accents and digits, and "please". Every other word makes the
line talk, and so does a question mark: who says "I sold mine last year" or "is it sold?" claims nothing.
Where a line can be read in two ways, or something is missing, the answer is a question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from rooms.rules.lexicon import NUMBER, PAIR, PIECE, SIZES, Line

MAX_UNITS = 10_000
MAX_CANDIDATES = 50
MAX_UNKNOWN = 3
QUANTITY = regex.compile(r"x(\d{1,5})|(\d{1,5})x")


@dataclass(frozen=True, slots=True)
class Kind:
    """A variant, and the words that it is called by."""

    variant_id: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Thing:
    """An item by its number, with its variants."""

    number: int
    kinds: tuple[Kind, ...]

    def called(self, words: Sequence[str]) -> list[Kind]:
        """The variants that these words may mean: the one called exactly so, or all that are called that too."""
        asked = set(words)
        exact = [kind for kind in self.kinds if kind.words == asked]
        return exact or [kind for kind in self.kinds if asked <= kind.words]


@dataclass(frozen=True, slots=True)
class Counter:
    """What a line may be about. `near` are the things whose number may be left out."""

    things: tuple[Thing, ...]
    near: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """These units of this variant."""

    thing: Thing
    kind: Kind
    quantity: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """What has to be asked, and what the answer may be, as far as it is known."""

    ask: Literal["item", "variant"]
    candidates: tuple[tuple[Thing, Kind], ...] = ()


@dataclass(frozen=True, slots=True)
class NotAClaim:
    """Talk."""


def read(line: Line, counter: Counter) -> Understood | Unsure | NotAClaim:
    """What the line asks for."""
    words = _parted(line.rest, counter)
    found = list(_readings(words, counter))
    whole = {
        (thing.number, kinds[0], units): (thing, kinds[0]) for thing, kinds, units in found if len(kinds) == 1
    }
    two_ways = any(map(PAIR.fullmatch, words)) and len({thing for thing, _, _ in found}) > 1
    if len(whole) == 1 and not two_ways:
        (((_, kind, units), (thing, _)),) = whole.items()
        return Understood(thing, kind, units)
    if found:
        return _which([(thing, kind) for thing, kinds, _ in found for kind in kinds])
    return _puzzled(line, words, counter)


def _readings(words: Sequence[str], counter: Counter) -> Iterator[tuple[Thing, list[Kind], int]]:
    """Every way in which each word means something."""
    for units, rest in _quantities(words):
        for thing, left in _things(rest, counter):
            if kinds := thing.called(left):
                yield thing, kinds, units


def _quantities(words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    yield 1, list(words)
    for place, word in enumerate(words):
        if (match := QUANTITY.fullmatch(word)) and _is_possible(word):
            yield int(match[1] or match[2]), [*words[:place], *words[place + 1 :]]
        if match := PAIR.fullmatch(word):
            for units, number in ((int(match[1]), match[2]), (int(match[2]), match[1])):
                if 1 <= units <= MAX_UNITS:
                    yield units, [*words[:place], number, *words[place + 1 :]]


def _things(words: Sequence[str], counter: Counter) -> Iterator[tuple[Thing, list[str]]]:
    yield from ((thing, list(words)) for thing in counter.near)
    for place, word in enumerate(words):
        if match := NUMBER.fullmatch(word):
            left = [*words[:place], *words[place + 1 :]]
            yield from ((thing, left) for thing in counter.things if thing.number == int(match[1]))


def _puzzled(line: Line, words: Sequence[str], counter: Counter) -> Unsure | NotAClaim:
    """No way to read it: ask where only a number is missing or wrong, or one word that should name a variant."""
    if not line.leads:
        return NotAClaim()
    for _, rest in _quantities(words):
        if all(NUMBER.fullmatch(word) for word in rest) and len(rest) <= 1:
            return Unsure("item")
        for thing, left in _things(rest, counter):
            if len(left) == 1 and len(thing.kinds) > 1 and thing not in counter.near:
                return _which([(thing, kind) for kind in thing.kinds])
    return _odd(words, counter) if line.beside else NotAClaim()


def _odd(words: Sequence[str], counter: Counter) -> Unsure | NotAClaim:
    """A word that claims at a number, and a few words that nobody taught us: asked, never passed over."""
    numbers = [word for word in words if NUMBER.fullmatch(word)]
    unknown = [word for word in words if word not in numbers and not QUANTITY.fullmatch(word)]
    if len(numbers) != 1 or len(unknown) > MAX_UNKNOWN or not all(map(_is_possible, words)):
        return NotAClaim()
    found = [
        (thing, kind)
        for thing, _ in _things(words, counter)
        if thing not in counter.near
        for kind in thing.kinds
    ]
    return _which(found) if found else NotAClaim()


def _is_possible(word: str) -> bool:
    match = QUANTITY.fullmatch(word)
    return not match or 1 <= int(match[1] or match[2]) <= MAX_UNITS


def _which(candidates: list[tuple[Thing, Kind]]) -> Unsure:
    distinct = tuple(dict.fromkeys(candidates))[:MAX_CANDIDATES]
    return Unsure("item" if len({thing for thing, _ in distinct}) > 1 else "variant", distinct)


def _parted(words: Sequence[str], counter: Counter) -> list[str]:
    """`14M` is two words, unless something is called that."""
    names = {
        name for thing in (*counter.things, *counter.near) for kind in thing.kinds for name in kind.words
    }
    return [
        SIZES.get(piece, piece)
        for word in words
        for piece in (
            [word]
            if word in names or QUANTITY.fullmatch(word) or PAIR.fullmatch(word) or word[0] == "#"
            else PIECE.findall(word)
        )
    ]
