"""Who sells when in a party, and what happens to that."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Person


class SlotView(Frame):
    """A seller's turn."""

    seller: Person
    minutes: int


class Lineup(Frame):
    """The turns in their order. Who has the stage is in one of them, or nobody has it."""

    slots: list[SlotView]
    on_stage: Id | None = Field(description="the seller")
    since: Millis | None


class LineupChanged(Event):
    """Other turns, or another order."""

    type: Literal["lineup.changed"] = "lineup.changed"
    party_id: Id
    lineup: Lineup


class StageHandedOn(Event):
    """Another seller has the stage, or none."""

    type: Literal["stage.handed_on"] = "stage.handed_on"
    urgent: ClassVar[bool] = True
    party_id: Id
    lineup: Lineup
