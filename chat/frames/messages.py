"""The commands of talking and of keeping it kind, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from chat.frames.values import Reason, ReasonCode
from livesell.wire.envelope import Command, Offset
from livesell.wire.text import Prose, at_most

MAX_MESSAGE = 500


class PostMessage(Command):
    """Say a line."""

    type: Literal["message.post"] = "message.post"
    text: Annotated[Prose, Field(max_length=2_000), at_most(MAX_MESSAGE)] = Field(
        examples=["Does it go in the dishwasher?"]
    )


class RemoveMessage(Command):
    """Take a message out of everybody's sight: your own, or as staff, who give a reason."""

    type: Literal["message.remove"] = "message.remove"
    message_offset: Offset
    reason_code: ReasonCode | None = None
    reason: Reason | None = Field(default=None, examples=["Advertising for another shop."])
