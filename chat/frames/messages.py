"""The commands of talking and of keeping it kind, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from chat.frames.values import Reason, ReasonCode
from livesell.wire.envelope import Command, Offset
from livesell.wire.text import Prose, at_most

MAX_MESSAGE = 500


Said = Annotated[Prose, Field(max_length=2_000), at_most(MAX_MESSAGE)]


class PostMessage(Command):
    """Say a line."""

    type: Literal["message.post"] = "message.post"
    text: Said = Field(examples=["Does it go in the dishwasher?"])
    reply_to: Offset | None = Field(default=None, description="the message that it answers")
    me: bool = Field(default=False, description="shown as what she does, after her name")


class EditMessage(Command):
    """Say a line of your own in other words, within a minute. The words that stood there are forgotten."""

    type: Literal["message.edit"] = "message.edit"
    message_offset: Offset
    text: Said


class RemoveMessage(Command):
    """Take a message out of everybody's sight: your own, or as staff, who give a reason."""

    type: Literal["message.remove"] = "message.remove"
    message_offset: Offset
    reason_code: ReasonCode | None = None
    reason: Reason | None = Field(default=None, examples=["Advertising for another shop."])
