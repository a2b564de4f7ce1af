"""The commands about who is named above the chat, as a client sends them."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id, Offset

SHORTEST, LONGEST = 30, 600
"""Seconds for which somebody may be named."""


class GiveShoutout(Command):
    """Name another seller or another room above the chat, with the way there: one of the two."""

    type: Literal["shoutout.give"] = "shoutout.give"
    user_id: Id | None = None
    room_id: Id | None = None
    seconds: int = Field(default=60, ge=SHORTEST, le=LONGEST)


class EndShoutout(Command):
    """Take it down."""

    type: Literal["shoutout.end"] = "shoutout.end"
    shoutout_offset: Offset
