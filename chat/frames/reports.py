"""The commands of reporting, as a client sends them."""

from typing import Literal

from pydantic import Field

from chat.frames.values import Reason, ReasonCode
from livesell.wire.envelope import Command, Id, Offset

Outcome = Literal["acted", "nothing_wrong"]


class FileReport(Command):
    """Report a line or a person to those who keep the room kind. Nobody but you learns that it was you."""

    type: Literal["report.file"] = "report.file"
    user_id: Id
    message_offset: Offset | None = Field(default=None, description="a line of hers; null: the person")
    reason_code: ReasonCode
    text: Reason | None = Field(default=None, examples=["He sends this to everybody who bids."])


class TakeReport(Command):
    """Tell colleagues that you are on it."""

    type: Literal["report.take"] = "report.take"
    case_id: Id


class DecideReport(Command):
    """Say what came of it: all who reported it are told."""

    type: Literal["report.decide"] = "report.decide"
    case_id: Id
    outcome: Outcome
