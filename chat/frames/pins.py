"""The commands about the message above the chat, as a client sends them."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Offset

SHORTEST, LONGEST = 30, 1_800
"""Seconds for which a message may be pinned."""


class PinMessage(Command):
    """Pin a message above the chat, in the place of the one that is pinned."""

    type: Literal["message.pin"] = "message.pin"
    message_offset: Offset
    seconds: int | None = Field(
        default=None, ge=SHORTEST, le=LONGEST, description="null: to the end of the party"
    )


class UnpinMessage(Command):
    """Take the pinned message down; it stays in the chat."""

    type: Literal["message.unpin"] = "message.unpin"
    pin_offset: Offset
