"""The commands of keeping it kind, as a client sends them."""

from typing import Literal

from chat.frames.values import Reason
from livesell.wire.envelope import Command, Id, Millis


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
