"""The commands about a seller's customers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Prose, at_most

MOST_ITEMS = 6


def _each_once(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise PydanticCustomError("twice", "each item once")
    return value


class TellArrivals(Command):
    """Write to those who said yes to hear of your new things here: once in 24 hours, of a party that is announced.

    The items are your own of that party. It reaches people by notification, push and mail, as each of them chose.
    """

    type: Literal["arrivals.tell"] = "arrivals.tell"
    party_id: Id
    text: Annotated[Prose, Field(min_length=1), at_most(500)] = Field(
        examples=["New this Friday: twelve bowls from the last firing."]
    )
    item_ids: Annotated[list[Id], AfterValidator(_each_once)] = Field(default=[], max_length=MOST_ITEMS)
