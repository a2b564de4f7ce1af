"""Text that may be kept: what a line of any human writing must satisfy before it enters a frame.

NUL, lone surrogates and control characters crash or confuse what stands behind the server
(`bad_text`). Direction overrides are taken out, and piled-up combining marks are cut to four, so
that one line cannot be drawn over its neighbours.
"""

import unicodedata
from typing import Annotated

import regex
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

MAX_MARKS = 4
BIDI_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--\n]", flags=regex.VERSION1)
PILED_MARKS = regex.compile(rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")
GRAPHEME = regex.compile(r"\X")


def clean(value: str) -> str:
    """The text in NFC, without direction overrides, trimmed; `bad_text` where it cannot be kept."""
    if value.isascii() and value.isprintable():
        return value.strip()
    if CONTROL.search(value):
        raise PydanticCustomError("bad_text", "control characters and lone surrogates cannot be kept")
    composed = unicodedata.normalize("NFC", value.translate(BIDI_CONTROLS))
    return PILED_MARKS.sub(r"\1", composed).strip()


def clean_line(value: str) -> str:
    """As `clean`, on one line."""
    return " ".join(clean(value).split())


def graphemes(value: str) -> int:
    """How many characters a person would count."""
    return len(value) if value.isascii() else sum(1 for _ in GRAPHEME.finditer(value))


def at_most(limit: int) -> AfterValidator:
    """A validator: no more than `limit` characters as a person counts them."""

    def check(value: str) -> str:
        if graphemes(value) > limit:
            raise PydanticCustomError("bad_text", "at most {limit} characters", {"limit": limit})
        return value

    return AfterValidator(check)


Line = Annotated[str, Field(max_length=400), AfterValidator(clean_line)]
Prose = Annotated[str, Field(max_length=16_000), AfterValidator(clean)]
Title = Annotated[Line, Field(min_length=1), at_most(80)]
