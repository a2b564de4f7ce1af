"""What staff do about who may be somebody that was banned, as a client sends it."""

from typing import Literal

from livesell.wire.envelope import Command, Id


class DismissEvasion(Command):
    """She is somebody else, or it does not matter. Acts against her are those against anybody."""

    type: Literal["evasion.dismiss"] = "evasion.dismiss"
    flag_id: Id
