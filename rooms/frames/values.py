"""The values that commands of selling share, with their bounds."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from livesell.wire.envelope import Frame
from livesell.wire.text import Line, Prose, at_most
from rooms.rules import countries
from rooms.rules.lexicon import words_of
from rooms.rules.money import CURRENCIES, MAX_PRICE as MAX_PRICE, MAX_TOTAL

MAX_STOCK = 10_000
MAX_CHAT_WORDS = 10

Stock = Annotated[int, Field(ge=0, le=MAX_STOCK, description="units")]
Quantity = Annotated[int, Field(ge=1, le=MAX_STOCK, description="units")]
Price = Annotated[
    int,
    Field(
        ge=0, le=MAX_PRICE, description="minor units of the party's currency, each of which has its own bound"
    ),
]
Total = Annotated[int, Field(ge=0, le=MAX_TOTAL, description="minor units")]
HoldMinutes = Annotated[int, Field(ge=1, le=60, description="how long stock is kept for a claim")]
Terms = Annotated[Prose, at_most(4_000)]
Reason = Annotated[Line, Field(min_length=1), at_most(200)]
About = Annotated[Prose, at_most(2_000)]


TokenHash = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-f]{64})?$", description="SHA-256 of the token, which has 128 random bits or more"
    ),
]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22,128}$")]


def _of_letters(value: str) -> str:
    """A chat word is told from numbers and quantities by having none in it."""
    words = words_of(value)
    if not words or any(letter.isdecimal() for word in words for letter in word):
        raise PydanticCustomError("bad_text", "a chat word is made of letters")
    return value


ChatWord = Annotated[Line, Field(min_length=1), at_most(20), AfterValidator(_of_letters)]


def _is_paid_with(value: str) -> str:
    if value not in CURRENCIES:
        raise PydanticCustomError("bad_currency", "no currency of ISO 4217 that people pay with")
    return value


Currency = Annotated[
    str,
    Field(pattern=r"^[A-Z]{3}$", description="ISO 4217; no funds, metals or test codes"),
    AfterValidator(_is_paid_with),
]


def _is_on_the_map(value: str) -> str:
    code = value.upper()
    if why := countries.why_not(code):
        raise PydanticCustomError("bad_country", "{why}", {"why": why})
    return code


Country = Annotated[
    str,
    Field(pattern=r"^[A-Za-z]{2}$", description="ISO 3166-1 or XK, in any case: GB, not UK"),
    AfterValidator(_is_on_the_map),
]


class OutagePolicy(Frame):
    """What becomes of running lots while the server, the host or more than `percent` of the bidders are away.

    `freeze`: their clocks stand still and go on where they stopped. `extend`: afterwards they have their whole time
    again. `void`: they are void. Lots that were closed stay closed.
    """

    act: Literal["freeze", "extend", "void"]
    percent: int = Field(ge=10, le=100, description="of the bidders who were seen")
