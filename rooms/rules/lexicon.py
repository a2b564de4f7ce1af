"""What is listened for in a room's chat: the host's words, whatever the case, accents and letter widths."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import regex

from rooms.rules import vocabulary
from rooms.rules.vocabulary import Phrase

Verb = Literal["claim", "pass"]

MAX_WORDS = 12
"""Words in a line that may be a claim: longer ones are talk."""
ACCENT = regex.compile(
    r"[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Me}\u0300-\u036f\u0483-\u0487\u0640\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u20d0-\u20ff\ufe20-\ufe2f[\p{M}&&[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}]]]",
    flags=regex.VERSION1,
)
"""Marks that people leave out when they type; those of Kana, Thai or Devanagari are letters."""
WHOLE_LETTERS = str.maketrans("ıđðłøħŧŋəɓɗƙيىكँ", "iddlohtnebdkییکं", "ʻʼ") | str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that do not come apart, as they are typed without them, and two ways to type one letter."""
X = "x\u0445\u00d7\u2715\u2716*"
"""What people type for "times": the letter, the Cyrillic one, and the signs."""
TIMES = regex.compile(rf"(?:(?<![^\W_])[{X}]\s*|(?<=\d)[{X}])(\d{{1,5}})\b")
TIMES_AFTER = regex.compile(rf"\b(\d{{1,5}})\s*(?:[{X[:2]}]\b|[{X[2:]}])")
EITHER = regex.compile(rf"(?<![#\d])(\d{{1,5}})(?:[{X}]|\s+[{X}]\s+)(\d{{1,5}})(?![\d{X}])")
"""Two numbers multiplied, as alike as two readings can be: two of fourteen or fourteen of two."""
WORD = regex.compile(r"#\d+|\d+&\d+|[\p{L}\p{M}\p{N}]+")
PIECE = regex.compile(r"\d+|[\p{L}\p{M}]+")
NUMBER = regex.compile(r"#?(\d{1,5})")
PAIR = regex.compile(r"(\d{1,5})&(\d{1,5})")
SIZES = {"small": "s", "medium": "m", "large": "l"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds a word of the room's.

    `leads`: it begins with that word or a number, as claims do, or with "I". `beside`: the word stands at a number.
    """

    verb: Verb
    word: str
    rest: Phrase
    leads: bool
    beside: bool = False

    @property
    def numbers(self) -> list[int]:
        """Every number in it, any of which may be an item's."""
        return sorted({int(digits) for word in self.rest for digits in regex.findall(r"\d{1,5}", word)})


class Lexicon:
    """The words of a room, ready to be listened for."""

    def __init__(self, claim: Sequence[str], give_up: Sequence[str]) -> None:
        verbs: dict[Phrase, Verb] = {tuple(words_of(word)): "pass" for word in give_up}
        verbs |= {tuple(words_of(word)): "claim" for word in claim}
        self._verbs = {phrase: verb for phrase, verb in verbs.items() if phrase}
        self._firsts = {phrase[0] for phrase in self._verbs}
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in sorted({*self._verbs, *COURTESY}, key=len, reverse=True):
            self._phrases.setdefault(phrase[0], []).append(phrase)

    def listen(self, text: str) -> Line | None:
        """The line, if it holds a word of the room's and may be more than talk."""
        if not self._firsts:
            return None
        folded = fold(text)
        if not any(first in folded for first in self._firsts):
            return None
        if len(WORD.findall(folded)) > MAX_WORDS or _asks(text, folded):
            return None
        return self._line([piece for word in _words(folded) for piece in self._parted(word)])

    def _line(self, words: list[str]) -> Line | None:
        phrases = [one for one in self._cut(words) if one in self._verbs or one not in COURTESY]
        verbs = {self._verbs[phrase]: " ".join(phrase) for phrase in phrases if phrase in self._verbs}
        rest = tuple(phrase[0] for phrase in phrases if phrase not in self._verbs)
        if len(verbs) != 1 or not NOT.isdisjoint(rest):
            return None
        ((verb, word),) = verbs.items()
        first = phrases[1] if phrases[0][0] in SELF and len(phrases) > 1 else phrases[0]
        leads = first in self._verbs or _is_number(first[0])
        return Line(verb, word, rest, leads, self._is_beside(phrases))

    def _is_beside(self, phrases: list[Phrase]) -> bool:
        near = [one for one in phrases if one != ("a",)]
        return any(
            (one in self._verbs and _is_number(other[0])) or (other in self._verbs and _is_number(one[0]))
            for one, other in pairwise(near)
        )

    def _cut(self, words: Sequence[str]) -> Iterator[Phrase]:
        """The words, with those together that make a phrase, and without articles."""
        at = 0
        while at < len(words):
            candidates = self._phrases.get(words[at], ())
            found = next((one for one in candidates if tuple(words[at : at + len(one)]) == one), (words[at],))
            at += len(found)
            before_number = _is_number(words[at] if at < len(words) else "")
            if found == ("in",):
                said = before_number
            else:
                said = found in self._verbs or not (before_number and found[0] in ARTICLES)
            if said:
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
    """The text without case, accents and widths: equal for what people may have meant as the same word.

    For finding alone, never for telling two names apart.
    """
    if text.isascii():
        return text.casefold()
    bare = "".join(_digit(letter) for letter in ACCENT.sub("", unicodedata.normalize("NFKD", text)))
    return unicodedata.normalize("NFKC", bare).casefold().translate(WHOLE_LETTERS)


def words_of(text: str) -> list[str]:
    """The words of a text, as lines are compared by them."""
    return _words(fold(text))


def _words(folded: str) -> list[str]:
    numbered = NUMBERED.sub(_numbered, ELISION.sub("", folded))
    marked = EITHER.sub(r" \1&\2 ", COUNTED.sub(_counted, numbered))
    marked = TIMES_AFTER.sub(r" \1x ", TIMES.sub(r" x\1 ", marked))
    return [SIZES.get(word, word) for word in WORD.findall(marked)]


def _numbered(found: regex.Match[str]) -> str:
    return f" #{next(group for group in found.groups() if group)} "


def _counted(found: regex.Match[str]) -> str:
    return f" x{next(group for group in found.groups() if group)} "


def _asks(text: str, folded: str) -> bool:
    return bool(QUESTION.search(text) or QUESTION.search(folded) or GREEK_QUESTION.search(text))


def _is_number(word: str) -> bool:
    return bool(NUMBER.fullmatch(word) or PAIR.fullmatch(word))


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


COURTESY = frozenset(tuple(map(fold, phrase)) for phrase in vocabulary.COURTESY)
ARTICLES, NOT, SELF = _folded(vocabulary.ARTICLES), _folded(vocabulary.NOT), _folded(vocabulary.SELF)
QUESTION = regex.compile(f"[{regex.escape(vocabulary.QUESTION_MARKS)}]")
GREEK_QUESTION = regex.compile(r"\p{Greek}.*?;(?:\s|$)|\u037e", flags=regex.DOTALL)
NUMBERED = regex.compile(
    rf"(?:{fold(vocabulary.NUMBER_SIGNS)}|(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{fold(vocabulary.NUMBER_WORDS)})[.:°]?)\s*"
    rf"(\d{{1,5}})(?!\d)(?:\s*(?:{fold(vocabulary.NUMBER_ENDS)}|个|個|件))?|(\d{{1,5}})\s*(?:{fold(vocabulary.NUMBER_ENDS)})"
)
ELISION = regex.compile(r"(?<![\p{L}\p{M}\p{N}])l['’](?=\p{L})")
OF = "of|von|van|de|di|z"
COUNTED = regex.compile(
    rf"(?<![#\d])(\d{{1,5}})\s*(?:(?:{fold(vocabulary.PIECE_SIGNS)})|(?:{fold(vocabulary.PIECE_WORDS)})\b\.?)(?:\s+(?:{OF})\b)?"
    rf"|(?<![#\d])\b(\d{{1,5}})\s+(?:{OF})\s+(?=(?:the\s+|der\s+|die\s+|de\s+)?#?\d)"
)
