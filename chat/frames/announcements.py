"""The commands about the line above the chat, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Offset
from livesell.wire.text import Line, at_most

SHORTEST, LONGEST = 10, 600
"""Seconds for which a line may stand."""


class PostAnnouncement(Command):
    """Put a line above the chat for a while, in the place of the one that stands there."""

    type: Literal["announcement.post"] = "announcement.post"
    text: Annotated[Line, Field(min_length=1), at_most(200)]
    seconds: int = Field(ge=SHORTEST, le=LONGEST, description="how long it stands, unless it is taken down")


class TakeDownAnnouncement(Command):
    """Take the line down that stands there. Its words are not served again."""

    type: Literal["announcement.take_down"] = "announcement.take_down"
    announcement_offset: Offset
