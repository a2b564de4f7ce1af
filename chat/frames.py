"""The commands of talking and of keeping it kind, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id, Millis, Offset
from livesell.wire.text import Prose, at_most

MAX_MESSAGE = 500

Reason = Annotated[Prose, Field(min_length=1), at_most(500)]


class PostMessage(Command):
    """Say a line."""

    type: Literal["message.post"] = "message.post"
    text: Annotated[Prose, Field(max_length=2_000), at_most(MAX_MESSAGE)]


class RemoveMessage(Command):
    """Take a message out of everybody's sight: your own, or as staff."""

    type: Literal["message.remove"] = "message.remove"
    message_offset: Offset
    reason: Reason = "no reason given"


class BanMember(Command):
    """Shut somebody out of the room, for good or until a moment. Always with a reason."""

    type: Literal["member.ban"] = "member.ban"
    user_id: Id
    reason: Reason
    until: Millis | None = None


class UnbanMember(Command):
    """Let somebody in again."""

    type: Literal["member.unban"] = "member.unban"
    user_id: Id
    reason: Reason = "no reason given"
