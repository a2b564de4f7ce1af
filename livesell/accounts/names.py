"""Display names: what a person may be called, and when two names are the same name.

A name has 2 to 30 characters of one script, no invisible ones, and says something: at least one letter or digit.
Two names that look alike are one name: case, spaces, and letters that resemble each other
(a Cyrillic letter, the digit 0 for an o, a capital I for an l) do not make a second person. Nobody may be called what
the server itself is called.
"""

import unicodedata
from functools import lru_cache

import regex
from confusable_homoglyphs import confusables

SHORTEST, LONGEST = 2, 30
RESERVED = frozenset(
    ("admin", "administrator", "livesell", "moderator", "owner", "staff", "support", "system")
)
# Scripts that one writing uses together.
TOGETHER = (
    frozenset(("Han", "Hiragana", "Katakana")),
    frozenset(("Han", "Hangul")),
    frozenset(("Han", "Bopomofo")),
)
SCRIPTS = (
    "Latin", "Cyrillic", "Greek", "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Arabic", "Hebrew", "Armenian",
    "Georgian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
    "Sinhala", "Thai", "Lao", "Myanmar", "Khmer", "Tibetan", "Mongolian", "Ethiopic", "Cherokee",
)  # fmt: skip
SCRIPT = {name: regex.compile(rf"\p{{Script={name}}}") for name in SCRIPTS}
LETTER = regex.compile(r"\p{L}")
WORD = regex.compile(r"[\p{L}\p{N}]")
INVISIBLE = regex.compile(r"[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]")
PILED_MARKS = regex.compile(r"\p{M}{3}")
LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "$": "s", "@": "a"})


class BadName(ValueError):
    """The name is refused; `code` says why in one word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean(raw: str) -> str:
    """The name as it will be shown, or `BadName` (`length`, `invisible`, `mixed`, `empty`, `reserved`)."""
    name = " ".join(word for word in unicodedata.normalize("NFKC", raw).split(" ") if word)
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadName("length")
    if INVISIBLE.search(name) or PILED_MARKS.search(unicodedata.normalize("NFD", name)):
        raise BadName("invisible")
    if not WORD.search(name):
        raise BadName("empty")
    if not _is_of_one_writing(name):
        raise BadName("mixed")
    if key(name) in _reserved_keys():
        raise BadName("reserved")
    return name


def key(name: str) -> str:
    """Equal for two names exactly when people could take one for the other."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(
        _plain(letter) for letter in folded if letter.isalnum() or unicodedata.category(letter)[0] == "M"
    )
    return plain.translate(LOOKS_LIKE) or folded


def _is_of_one_writing(name: str) -> bool:
    letters = LETTER.findall(name)
    found = {script for script, pattern in SCRIPT.items() if any(pattern.match(letter) for letter in letters)}
    unknown = any(not any(pattern.match(letter) for pattern in SCRIPT.values()) for letter in letters)
    if unknown and found:
        return False
    return len(found) <= 1 or any(found <= writing for writing in TOGETHER)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """The ASCII letter it resembles as it is or as a capital, or itself."""
    if letter.isascii():
        return letter
    for shape in (letter, letter.upper()):
        alike = confusables.is_confusable(shape, greedy=True) or []
        candidates = [other["c"] for found in alike for other in found["homoglyphs"]]
        if found_one := next((one for one in candidates if one.isascii() and one.isalnum()), ""):
            return found_one.casefold()
    return letter


@lru_cache(maxsize=1)
def _reserved_keys() -> frozenset[str]:
    return frozenset(map(key, RESERVED))
