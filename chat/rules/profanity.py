"""Rude words by language: the lists of glin-profanity, without what a shop says every day.

Whole words only, so that Scunthorpe is a town; long ones also inside of a compound, and all of three letters or more in
writings without spaces. Only languages whose lists were read through are offered.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

import regex
from glin_profanity.data.dictionary import DictionaryLoader

from chat.rules.everyday import EVERYDAY, MISSING
from chat.rules.folding import UNSPACED, Span, View, bare, fold
from chat.rules.terms import Finder

Language = Literal["ar", "de", "en", "es", "fr", "ja", "pl", "pt", "ru", "th"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ja": "japanese",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "th": "thai",
}
SHORTEST_INSIDE = 8
"""Letters of a word that is looked for inside of longer ones: a compound of German, say."""
SHORTEST_UNSPACED = 3
SHORTEST_STARRED = 4
HAN = regex.compile(r"\p{Han}")
SHORTEST_BARE_LISTED = 6
"""Letters of a listed word that is also known without its accents."""
ARABIC_PREFIXES = ("ال", "و", "ب", "ل", "ف", "يا")


@lru_cache(maxsize=64)
def finder(languages: Sequence[Language]) -> "Rude":
    """What is rude in these languages. A word that is everyday in one of them is rude in none."""
    loader = DictionaryLoader()
    everyday = {fold(word) for language in languages for word in EVERYDAY.get(language, "").split(",")}
    listed = {
        word.strip()
        for language in languages
        for word in (*loader.get_words(NAMES[language]), *MISSING.get(language, "").split(","))
    }
    return Rude({word for word in listed if word and " ".join(fold(word).split()) not in everyday})


class Rude:
    """The words of some languages, ready to be looked for."""

    def __init__(self, listed: set[str]) -> None:
        folded = {fold(word) for word in listed if " " not in word}
        spaced = [word for word in listed if " " in word]
        self._words = folded | {bare(word) for word in folded if len(word) >= SHORTEST_BARE_LISTED}
        unspaced = [word for word in folded if UNSPACED.search(word) and _is_long_enough(word)]
        long = [
            f"*{word}*" for word in self._words if len(word) >= SHORTEST_INSIDE and not UNSPACED.search(word)
        ]
        self._finder = Finder.of([*spaced, *unspaced, *long])
        self._listed = f" {' '.join(sorted(self._words))} "
        self._loose = Finder.of(word for word in self._words if not UNSPACED.search(word))

    def find(self, text: str, seen: Sequence[View]) -> list[Span]:
        """Where such words stand in the text."""
        found = self._finder.find(text, seen)
        for view in seen:
            found += [
                place for word, place in zip(view.words(), view.places, strict=False) if self._is_rude(word)
            ]
            found += self._loose.find("", [view]) if view.loose else []
        return found

    def _is_rude(self, word: str) -> bool:
        if word in self._words:
            return True
        if "*" in word or "#" in word:
            return self._is_starred(word)
        return any(
            word.startswith(prefix) and word[len(prefix) :] in self._words and len(word) - len(prefix) > 2
            for prefix in ARABIC_PREFIXES
        )

    def _is_starred(self, word: str) -> bool:
        """Whether letters of a listed word were replaced by stars: `f*ck`, but not the first, and not most."""
        hidden = sum(sign in "*#" for sign in word)
        if len(word) < SHORTEST_STARRED or word[0] in "*#" or 2 * hidden > len(word):
            return False
        shape = "".join(r"\p{L}" if sign in "*#" else regex.escape(sign) for sign in word)
        return regex.search(f" {shape} ", self._listed) is not None


def _is_long_enough(word: str) -> bool:
    """To be looked for inside of a text without spaces: a Han letter says as much as two of a syllabary."""
    return len(word) + len(HAN.findall(word)) >= SHORTEST_UNSPACED and len(word) > 1
