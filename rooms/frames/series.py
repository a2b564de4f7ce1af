"""The commands about a party that comes again."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from livesell.wire.envelope import Command, Frame, Id, Millis

MAX_TIMES = 200
KNOWN_ZONES = frozenset(available_timezones())


def _known(value: str) -> str:
    if value not in KNOWN_ZONES:
        raise PydanticCustomError("zone", "not a time zone of the IANA database")
    return value


Zone = Annotated[str, Field(max_length=64, description="such as Europe/Berlin"), AfterValidator(_known)]


class Repeat(Frame):
    """How a party comes again: at the same time of day in that zone. It ends with what comes first; with neither, at
    the host's word."""

    every: int = Field(ge=1, le=52)
    unit: Literal["day", "week", "month"]
    zone: Zone = Field(examples=["Europe/Berlin"])
    until: Millis | None = Field(description="none begins after this")
    times: int | None = Field(ge=2, le=MAX_TIMES, description="in all, with the first")


class RepeatParty(Command):
    """Let an announced party come again; null: no more. When it begins or is called off, the next is announced."""

    type: Literal["party.repeat"] = "party.repeat"
    party_id: Id
    repeat: Repeat | None
