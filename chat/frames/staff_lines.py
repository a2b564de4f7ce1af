"""The commands of talking among staff, as a client sends them."""

from typing import Literal

from pydantic import Field

from chat.frames.messages import Said
from livesell.wire.envelope import Command, Offset


class PostStaffLine(Command):
    """Say a line that only the staff of the room reads: it stands on the desk, and never in the room's ledger."""

    type: Literal["staff.post"] = "staff.post"
    text: Said = Field(examples=["The last jar has a crack, do not sell it."])


class RemoveStaffLine(Command):
    """Take back a line of your own among staff, or as a moderator one of somebody below you."""

    type: Literal["staff.remove"] = "staff.remove"
    line_offset: Offset
