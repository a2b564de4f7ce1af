"""What is listened for in a room's chat: the host's words, whatever the case, accents and letter widths."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Verb = Literal["claim", "pass"]
Phrase = tuple[str, ...]

MAX_WORDS = 12
"""Words in a line that may be a claim: longer ones are talk."""
QUESTION = re.compile("[?\u061f\u055e]")
NUMBERED = re.compile(r"(?:#|\b(?:no|nr|num|number|item)\b\.?)\s*(\d{1,5})\b")
X = "x\u0445\u00d7\u2715\u2716*"
"""What people type for "times": the letter, the Cyrillic one, and the signs."""
TIMES = re.compile(rf"(?:(?<![^\W_])[{X}]\s*|(?<=\d)[{X}])(\d{{1,5}})\b")
TIMES_AFTER = re.compile(rf"\b(\d{{1,5}})\s*(?:[{X[:2]}]\b|[{X[2:]}])")
WORD = re.compile(r"#\d+|[^\W_]+")
PIECE = re.compile(r"\d+|[^\W\d_]+")
NUMBER = re.compile(r"#?(\d{1,5})")
SIZES = {"small": "s", "medium": "m", "large": "l"}
COURTESY: tuple[Phrase, ...] = (
    ("s", "il", "vous", "plait"), ("s", "il", "te", "plait"), ("thank", "you"), ("por", "favor"), ("per", "favore"),
    ("for", "me"), ("to", "me"),
    ("please",), ("pls",), ("plz",), ("thanks",), ("thx",), ("ty",), ("bitte",), ("danke",),
    ("svp",), ("merci",), ("porfa",), ("gracias",), ("grazie",), ("obrigado",), ("obrigada",), ("prosze",), ("dzieki",),
    ("size",), ("sz",),
)  # fmt: skip
"""What may stand in a claim and says nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds a word of the room's. `leads`: it begins with that word or a number, as claims do."""

    verb: Verb
    word: str
    rest: Phrase
    leads: bool

    @property
    def numbers(self) -> list[int]:
        """Every number in it, any of which may be an item's."""
        return sorted({int(digits) for word in self.rest for digits in re.findall(r"\d{1,5}", word)})


class Lexicon:
    """The words of a room, ready to be listened for."""

    def __init__(self, claim: Sequence[str], give_up: Sequence[str]) -> None:
        verbs: dict[Phrase, Verb] = {tuple(words_of(word)): "pass" for word in give_up}
        verbs |= {tuple(words_of(word)): "claim" for word in claim}
        self._verbs = {phrase: verb for phrase, verb in verbs.items() if phrase}
        self._firsts = {phrase[0] for phrase in self._verbs}
        self._phrases = sorted(self._verbs, key=len, reverse=True) + list(COURTESY)

    def listen(self, text: str) -> Line | None:
        """The line, if it holds a word of the room's and may be more than talk."""
        if not self._firsts:
            return None
        folded = fold(text)
        spoken = WORD.findall(folded)
        if self._firsts.isdisjoint(spoken) and self._firsts.isdisjoint(PIECE.findall(folded)):
            return None
        if len(spoken) > MAX_WORDS or QUESTION.search(folded):
            return None
        return self._line([piece for word in _words(folded) for piece in self._parted(word)])

    def _line(self, words: list[str]) -> Line | None:
        phrases = [one for one in self._cut(words) if one in self._verbs or one not in COURTESY]
        verbs = {self._verbs[phrase]: " ".join(phrase) for phrase in phrases if phrase in self._verbs}
        if len(verbs) != 1:
            return None
        ((verb, word),) = verbs.items()
        rest = tuple(phrase[0] for phrase in phrases if phrase not in self._verbs)
        leads = phrases[0] in self._verbs or NUMBER.fullmatch(phrases[0][0]) is not None
        return Line(verb, word, rest, leads)

    def _cut(self, words: Sequence[str]) -> Iterator[Phrase]:
        """The words, with those together that make a phrase."""
        at = 0
        while at < len(words):
            found = next(
                (one for one in self._phrases if tuple(words[at : at + len(one)]) == one), (words[at],)
            )
            at += len(found)
            if found != ("in",) or NUMBER.fullmatch(words[at] if at < len(words) else ""):
                yield found

    def _parted(self, word: str) -> list[str]:
        """`sold14` is two words where `sold` is one of the room's."""
        pieces = PIECE.findall(word)
        return pieces if len(pieces) > 1 and not self._firsts.isdisjoint(pieces) else [word]


@lru_cache(maxsize=1024)
def lexicon(claim: Phrase, give_up: Phrase) -> Lexicon:
    """The lexicon of these words, made once."""
    return Lexicon(claim, give_up)


def fold(text: str) -> str:
    """The text without case, accents and widths: equal for what people take to be the same word."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(
        _digit(letter) for letter in apart if unicodedata.category(letter) not in ("Mn", "Me", "Cf")
    )
    return bare.casefold()


def words_of(text: str) -> list[str]:
    """The words of a text, as lines are compared by them."""
    return _words(fold(text))


def _words(folded: str) -> list[str]:
    marked = TIMES_AFTER.sub(r" \1x ", TIMES.sub(r" x\1 ", NUMBERED.sub(r" #\1 ", folded)))
    return [SIZES.get(word, word) for word in WORD.findall(marked)]


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
