"""What a text says, however it is written: the views of it that words are looked for in.

Letters that look alike are one letter (the confusables of UTS 39), widths and case are folded, what is not seen is left
out, and a word is also read with its digits as letters, without its repetitions, without its accents, and put together
where it was spaced out. Each view keeps where its words stand in the text, so that they can be masked there.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex
from confusable_homoglyphs.confusables import confusables_data

Span = tuple[int, int]
"""A piece of a text, as indexes into it."""
Words = list[tuple[str, Span]]
LETTER = r"[\p{Alphabetic}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]"
WORD = regex.compile(rf"{LETTER}+")
SIGNS = "@$€!|+#*"
SIGNED = regex.compile(rf"[@$€]*{LETTER}(?:[{SIGNS}]*{LETTER}|[@$€])*")
"""A word that may have signs for letters."""
SPACED = regex.compile(
    r"(?<![\p{L}\p{N}])(?:[\p{L}\p{N}@$€!]\p{M}*[\p{Z}\p{P}\p{S}\n]{1,3}){2,}[\p{L}\p{N}@$€]\p{M}*(?![\p{L}\p{N}\p{M}])"
)
"""Letters that stand alone, three at least: `f u c k`, `f.u.c.k`."""
BROKEN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._\-~'’·•]+[\p{L}\p{M}\p{N}]+)+")
"""A word with signs in it: `fu.ck`."""
DIGITS_AND_SIGNS = "0134578@$€!|+"
LEET = str.maketrans(DIGITS_AND_SIGNS, "oieastbaseiit")
LEET_L = str.maketrans("01345789@$€!|+", "oleastbgasellt")
LEET_CYRILLIC = str.maketrans("0134@", "oизчa")
CYRILLIC = regex.compile(r"\p{Cyrillic}")
MAY_BE_LEET = regex.compile(rf"(?=.*\p{{L}})(?=.*[0-9{SIGNS}€])")
RUN = regex.compile(r"(\p{L})\1{2,}")
IGNORED = regex.compile(r"[\p{Default_Ignorable_Code_Point}\u0640\u064B-\u065F\u0670]")
"""Not seen; the stroke that draws an Arabic word out; its vowel marks."""
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"})
MARKED = regex.compile(r"\p{M}+")
BARE = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Writings that put no spaces between words."""
KIN = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Cherokee}\p{Coptic}\p{Lisu}\p{Common}]")
"""Writings whose letters are taken for Latin ones even in words of their own."""
SHORTEST_BARE = 4
"""A word of fewer letters keeps its accents: a Spanish year is no `ano`."""


@dataclass(frozen=True, slots=True)
class View:
    """Words of a text, each between two spaces, and where each stands in the text.

    `loose`: put together from letters that stood alone, so that a word may begin inside.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Span, ...]
    loose: bool = False

    def words(self) -> list[str]:
        """The words alone."""
        return self.text.split()

    def place(self, start: int, end: int) -> Span:
        """Where a piece of the view stands in the text, by whole words."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        if (
            self.text[start:end].startswith(" ")
            and first + 1 < len(self.starts)
            and self._is_behind(start, first)
        ):
            first += 1
        return self.places[first][0], self.places[last][1]

    def _is_behind(self, start: int, which: int) -> bool:
        return self.text.find(" ", self.starts[which] + 1) < start


def views(text: str) -> list[View]:
    """The text, read in every way that changes a word; the plain one first, each once."""
    plain = [(fold(found[0]), found.span()) for found in WORD.finditer(text)]
    readings = [[(bare(word), place) for word, place in plain], *_signed(text), *_closed_up(text, plain)]
    stretched = [reading for reading in readings if RUN.search("".join(word for word, _ in reading))]
    for kept in (r"\1", r"\1\1"):
        readings += [[(RUN.sub(kept, word), place) for word, place in reading] for reading in stretched]
    spaced = [(_read(_unbroken(each[0]), LEET), each.span()) for each in SPACED.finditer(text)]
    found = [_view(plain), *map(_view, readings), _view(spaced, loose=True)]
    return list({view.text: view for view in found[::-1]}.values())[::-1]


def _signed(text: str) -> list[Words]:
    """The text with digits and signs for the letters that they stand for: a one may be an i or an l."""
    if not any(sign in text for sign in f"{DIGITS_AND_SIGNS}*#"):
        return []
    signed = [(each[0], each.span()) for each in SIGNED.finditer(text)]
    tables = (LEET, LEET_L, LEET_CYRILLIC) if CYRILLIC.search(text) else (LEET, LEET_L)
    return [[(_read(word, table), place) for word, place in signed] for table in tables]


def _closed_up(text: str, plain: Words) -> list[Words]:
    """The text with its broken words put together; where words need no spaces, all of it as one."""
    broken = [(fold(_unbroken(each[0])), each.span()) for each in BROKEN.finditer(text)]
    if len(plain) < 2 or not UNSPACED.search(text):
        return [broken]
    return [broken, [("".join(word for word, _ in plain), (plain[0][1][0], plain[-1][1][1]))]]


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Equal for two words that look alike or differ in case, width or what is not seen."""
    seen = "".join(
        IGNORED.sub("", unicodedata.normalize("NFKC", word)).split()
    )  # U+FDFA unfolds to four words
    if seen.isascii():
        return seen.casefold()
    if any(letter.isascii() and letter.isalpha() for letter in seen):
        seen = "".join(
            _shapes().get(letter, letter) for letter in seen
        )  # among Latin letters all shapes count
    small = unicodedata.normalize("NFC", seen.casefold()).translate(ARABIC)
    return "".join(_kin().get(letter, letter) for letter in small)


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """A folded word without accents, if it is long enough to be the same word."""
    if word.isascii():
        return word
    apart = BARE.sub("", unicodedata.normalize("NFD", word))
    return fold(unicodedata.normalize("NFC", apart)) if len(apart) >= SHORTEST_BARE else word


def _read(word: str, table: dict[int, int]) -> str:
    """A word whose digits and signs are letters, where it has letters besides."""
    folded = fold(word)
    return bare(folded.translate(table) if MAY_BE_LEET.match(folded) else folded)


def _unbroken(text: str) -> str:
    return "".join(
        sign for sign in text if sign.isalnum() or sign in "@$€!" or unicodedata.category(sign)[0] == "M"
    )


def _view(words: Words, *, loose: bool = False) -> View:
    starts, parts, at = [], [], 0
    for word, _ in words:
        starts.append(at)
        parts.append(f" {word} ")
        at += len(word) + 2
    return View("".join(parts), tuple(starts), tuple(place for _, place in words), loose)


@lru_cache(maxsize=1)
def _shapes() -> dict[str, str]:
    """The Latin letter that each other character looks like."""
    found = {one: letter for one in confusables_data if len(one) == 1 and (letter := _latin(one))}
    small = {one.lower(): letter for one, letter in found.items() if len(one.lower()) == 1}
    return {one: letter for one, letter in (small | found).items() if not one.isascii()}


@lru_cache(maxsize=1)
def _kin() -> dict[str, str]:
    return {one: letter for one, letter in _shapes().items() if KIN.match(one)}


def _latin(one: str) -> str | None:
    if one.isascii():
        return None
    like = [other["c"] for other in confusables_data[one]]
    letters = [
        each[0] for each in like if each[0].isascii() and each[0].isalpha() and not MARKED.sub("", each)[1:]
    ]
    return min(letters, key=lambda letter: (letter.isupper(), letter)).lower() if letters else None
