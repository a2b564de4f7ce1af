"""Text that may be kept: what a line of any human writing must satisfy before it enters a frame.

NUL, lone surrogates and control characters crash or confuse what stands behind the server (`bad_text`); tabs and
the line breaks of other systems are white space. What cannot be seen is taken out, save where a script or an emoji
needs it, and so are direction overrides. Marks piled on a letter are cut to what its script may need, so that one
line cannot be drawn over its neighbours.
"""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

import regex
from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MAX_MARKS = 4
"""Marks on one letter that any script may have (UTS 39, 5.4)."""
MAX_DEEP_MARKS = 8
"""The same in scripts that write a syllable as a letter with its marks, such as Burmese and Tibetan."""
DEEP = regex.compile(
    r"[\p{Arabic}\p{Balinese}\p{Bengali}\p{Devanagari}\p{Hebrew}\p{Javanese}\p{Khmer}\p{Myanmar}\p{Syriac}"
    r"\p{Tai_Tham}\p{Tibetan}]"
)
CHARACTERS = "x-characters"
"""Of a text in the JSON Schema: how many characters it may have as a person counts them."""
CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--\n]", flags=regex.VERSION1)
BREAK = regex.compile(r"\r\n|[\u2028\u2029]")
EMPTY_LINES = regex.compile(r"\n(?:[^\S\n]*\n){2,}")
JOINERS = "\u200c\u200d"
PILE = regex.compile(rf"[\p{{M}}{JOINERS}]{{5,}}")
GRAPHEME = regex.compile(r"\X")
EMPTY_BRAILLE = regex.compile(r"(?<![\u2800-\u28ff])\u2800+(?![\u2800-\u28ff])")
VISIBLE = regex.compile(r"[^\p{Z}\p{Cf}\p{Cn}\s\u2800\U00016FE4\U0001D159]")

_MEANT = (
    # Emoji: presentation, keycaps, joined people and things, flags of regions (UTS 51).
    r"(?<=[\p{Emoji}--[0-9#*]])[\uFE0E\uFE0F]",
    r"(?<=[0-9#*])\uFE0F(?=\u20E3)",
    r"(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]{0,2})\u200D(?=\p{Extended_Pictographic})",
    r"(?<=\U0001F3F4)[\U000E0061-\U000E007A]{2}[\U000E0030-\U000E0039\U000E0061-\U000E007A]{1,3}\U000E007F",
    # Joiners, where the letters beside them are drawn otherwise (RFC 5892, A.1 and A.2; UAX 31, 2.3).
    r"(?<=\p{ccc=9}\p{M}{0,8})[\u200C\u200D]",
    r"(?<=\p{InSC=Consonant})\u200D(?=\p{ccc=9})",
    r"(?<=[\p{jt=D}\p{jt=L}]\p{jt=T}{0,8})\u200C(?=\p{jt=T}{0,8}[\p{jt=D}\p{jt=R}])",
    r"(?<=[\p{jt=D}\p{jt=L}]\p{M}{0,8})\u200D(?!\p{L})",
    # Variants of Han and Mongolian letters.
    r"(?<=\p{Unified_Ideograph})[\uFE00-\uFE02\U000E0100-\U000E01EF]",
    r"(?<=[\p{Mongolian}&&\p{L}])[\u180B-\u180D\u180F]",
    r"(?<=[\p{Mongolian}&&\p{L}])\u180E(?=[\u1820\u1821])",
)
_IGNORABLE = r"[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]"
IGNORABLE = regex.compile(_IGNORABLE)
UNSEEN = regex.compile(rf"(?:{'|'.join(_MEANT)})(*SKIP)(*FAIL)|{_IGNORABLE}", flags=regex.VERSION1)
"""What is not seen and changes nothing that is."""


def clean(value: str) -> str:
    """The text in NFC, without what is not seen, trimmed; `bad_text` where it cannot be kept."""
    if value.isascii() and value.isprintable():
        return value.strip()
    spaced = BREAK.sub("\n", value).replace("\t", " ")
    if CONTROL.search(spaced):
        raise PydanticCustomError("bad_text", "control characters and lone surrogates cannot be kept")
    text = EMPTY_LINES.sub("\n\n", EMPTY_BRAILLE.sub(" ", unpiled(seen(spaced)))).strip()
    return text if VISIBLE.search(text) else ""


def clean_line(value: str) -> str:
    """As `clean`, on one line."""
    return " ".join(clean(value).split())


def seen(value: str) -> str:
    """The text in NFC, without characters that are not seen, save where they change what is."""
    text = unicodedata.normalize("NFC", value)
    for unseen in (UNSEEN, UNSEEN, UNSEEN, IGNORABLE):  # each may take out what kept its neighbour in place
        if not UNSEEN.search(text):
            break
        text = unicodedata.normalize("NFC", unseen.sub("", text))
    return text


def identity(value: str) -> str:
    """Equal for two texts that are one name: whatever their case, widths, spaces and normal form. Marks are letters."""
    visible = IGNORABLE.sub("", unicodedata.normalize("NFKC", value))
    return " ".join(unicodedata.normalize("NFKC", visible.casefold()).split())


def unpiled(value: str) -> str:
    """The text with no more marks on a letter than a script may need."""
    return PILE.sub(lambda pile: _cut(pile[0]), value)


def _cut(pile: str) -> str:
    kept, shallow, deep, last = "", 0, 0, ""
    for mark in pile:
        if mark in JOINERS:
            fits = bool(last)
        elif DEEP.match(mark):
            fits = mark != kept[-1:] and shallow + deep < MAX_DEEP_MARKS
            deep += fits
        else:
            fits = shallow < MAX_MARKS and shallow + deep < MAX_DEEP_MARKS
            shallow += fits
        last = mark if fits and mark not in JOINERS else ""
        kept += mark if fits else ""
    return kept


def graphemes(value: str) -> int:
    """How many characters a person would count."""
    return len(value) if value.isascii() else sum(1 for _ in GRAPHEME.finditer(value))


def most_bytes(limit: int) -> int:
    """How many bytes of UTF-8 a text of `limit` characters may have: four for each, and for short ones up to sixteen,
    since one character as a person counts it may be a consonant with its vowels, or a family."""
    return max(4 * limit, min(16 * limit, 4_000))


@dataclass(frozen=True, slots=True)
class AtMost:
    """A validator: no more than `limit` characters as a person counts them, in no more than `most_bytes`."""

    limit: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(schema) | {CHARACTERS: self.limit}

    def _check(self, value: str) -> str:
        if graphemes(value) > self.limit or len(value.encode()) > most_bytes(self.limit):
            raise PydanticCustomError("bad_text", "at most {limit} characters", {"limit": self.limit})
        return value


at_most = AtMost

Line = Annotated[str, Field(max_length=400), AfterValidator(clean_line)]
Prose = Annotated[str, Field(max_length=16_000), AfterValidator(clean)]
Title = Annotated[Line, Field(min_length=1), at_most(80)]
