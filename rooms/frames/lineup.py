"""The commands about who sells when in a party."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Frame, Id

MAX_SLOTS = 30


class Slot(Frame):
    """A seller's turn on the stage, and how long it is planned to take."""

    seller_id: Id
    minutes: int = Field(ge=1, le=480)


class SetLineup(Command):
    """Say which sellers come when, whole and in order: to add, to take out, to move. Each has one turn."""

    type: Literal["lineup.set"] = "lineup.set"
    party_id: Id
    slots: list[Slot] = Field(max_length=MAX_SLOTS)


class HandOnStage(Command):
    """Hand the stage on: to that seller, or to the one who is next. A host may, and who has it."""

    type: Literal["stage.hand_on"] = "stage.hand_on"
    party_id: Id
    seller_id: Id | None = None
