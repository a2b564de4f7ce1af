"""Display names: what a person may be called, and when two names are the same name.

A name has 2 to 30 characters as a person counts them (one is enough in Han and Hangul), says something (at least one
letter or digit) and has nothing in it that is not seen. It is kept as it was typed, in NFC. Its letters keep to the
*Moderately Restrictive* level of UTS 39: one writing, or Latin and one other; Highly Restrictive would refuse "นุ่น Nun"
and "علی Ali", as people do call themselves. What that lets through is caught by look: see `livesell.accounts.look`.

Two names that look alike, or differ in case, spaces or signs alone, are one name. Nobody may be called what the server
itself is called.
"""

import unicodedata
from functools import lru_cache

import regex

from livesell.accounts.look import OTHER, SCRIPT, plain, scripts_of, skeleton
from livesell.wire.text import GRAPHEME, graphemes, seen, unpiled

SHORTEST, LONGEST = 2, 30
MAX_CODE_POINTS = 120
MAX_KEY = 250
RESERVED = frozenset(
    ("admin", "administrator", "livesell", "moderator", "owner", "staff", "support", "system")
)
MIXABLE = frozenset((
    "Arabic", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew",
    "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana",
    "Thai", "Tibetan",
))  # fmt: skip
"""Scripts in use (UAX 31, table 5) that may stand beside Latin: not Cyrillic, Greek, Armenian, which look it."""
WRITINGS = (
    *(frozenset((script,)) for script in (*SCRIPT, OTHER)),
    frozenset(("Latin", "Han", "Hiragana", "Katakana")),
    frozenset(("Latin", "Han", "Hangul")),
    frozenset(("Latin", "Han", "Bopomofo")),
    *(frozenset(("Latin", script)) for script in sorted(MIXABLE)),
)
LATIN = frozenset(("Latin",))
SPACES = regex.compile(r"\p{Zs}+")
WORD = regex.compile(r"[\p{L}\p{N}]")
SYLLABLE = regex.compile(r"[\p{Han}\p{Hangul}]")
HIDDEN = regex.compile(
    r"[[\p{C}\p{Zl}\p{Zp}\u2800\U00016FE4\U0001D159]--\p{Default_Ignorable_Code_Point}]", flags=regex.VERSION1
)
DIGIT = regex.compile(r"\p{Nd}")
MARK = regex.compile(r"\p{M}")
READ_AS = str.maketrans({"i": "l", "5": "s", "$": "s", "@": "a", "4": "a", "3": "e"})


class BadName(ValueError):
    """The name is refused; `code` says why in one word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean(raw: str) -> str:
    """The name as it will be shown, or `BadName` (`length`, `invisible`, `mixed`, `empty`, `reserved`)."""
    name = unicodedata.normalize("NFC", SPACES.sub(" ", raw).strip(" "))
    apart = unicodedata.normalize("NFD", name)
    if HIDDEN.search(name) or seen(name) != name or unpiled(apart) != apart:
        raise BadName("invisible")
    if not _is_of_a_length(name):
        raise BadName("length")
    compatible = unicodedata.normalize("NFKC", name)
    if not WORD.search(compatible):
        raise BadName("empty")
    if not _is_of_one_writing(compatible):
        raise BadName("mixed")
    if _coarse(name) in _reserved():
        raise BadName("reserved")
    return name


def keys(name: str) -> dict[str, str]:
    """The fields of a user by which two names are compared: see `people.is_name_taken`."""
    return {"name_key": key(name), "name_look": look(name), "name_caps": caps(name)}


def key(name: str) -> str:
    """Equal for two names that are the same, or look so, in small letters."""
    return skeleton(plain(name).casefold()).casefold()


def look(name: str) -> str:
    """Equal for two names that look the same as they are."""
    return skeleton(plain(name))


def caps(name: str) -> str:
    """Equal for two names that look the same in capitals."""
    return skeleton(plain(name).upper())


def _is_of_a_length(name: str) -> bool:
    shortest = 1 if SYLLABLE.match(name) else SHORTEST
    if not shortest <= len(name) <= MAX_CODE_POINTS or graphemes(name) > LONGEST:
        return False
    return all(len(each) <= MAX_KEY for each in keys(name).values())


def _is_of_one_writing(name: str) -> bool:
    """Whether its letters may stand together, each character is of one script, and its digits of one system."""
    found = [scripts for letter in name if (scripts := scripts_of(letter)) is not None]
    if not any(all(one & writing for one in found) for writing in WRITINGS):
        return False
    if not all(_is_of_one_script(each) for each in GRAPHEME.findall(name)):
        return False
    if len({ord(digit) - unicodedata.decimal(digit, 0) for digit in DIGIT.findall(name)}) > 1:
        return False
    return not _passes_for_latin(name)


def _is_of_one_script(letters: str) -> bool:
    found = [scripts for letter in letters if (scripts := scripts_of(letter)) is not None]
    return not found or bool(frozenset.intersection(*found))


def _passes_for_latin(name: str) -> bool:
    """Whether it mixes letters into Latin ones that all look Latin themselves (UTS 39, 4)."""
    others = [letter for letter in name if "Latin" not in (scripts_of(letter) or LATIN)]
    if not others or not any("Latin" in (scripts_of(letter) or ()) for letter in name):
        return False
    return all("Latin" in (scripts_of(letter) or LATIN) for letter in skeleton("".join(others)))


def _coarse(name: str) -> str:
    """What may be read in it with some will: more than looks alike, for the few names that nobody may have."""
    apart = unicodedata.normalize("NFD", key(name.translate(READ_AS)))
    return MARK.sub("", apart).translate(READ_AS)


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    return frozenset(map(_coarse, RESERVED))
