"""Raids and what happens to them. Who goes is no event: a crowd's choices are one count."""

from typing import ClassVar, Literal

from pydantic import Field

from chat.events.elsewhere import OtherRoom
from chat.rules.raids import RaidsFrom
from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person


class RaidView(Frame):
    """Where viewers are invited to go now: a room of this server, or an address elsewhere, which the server never
    asks."""

    id: Id
    offset: Offset
    author: Person
    room: OtherRoom | None
    address: str | None
    closes_at: Millis


class ArrivalView(Frame):
    """The last raid that came to this room. `room`: from where, if everybody may see that room."""

    id: Id
    by: Person
    room: OtherRoom | None
    came: int
    at: Millis


class RaidOffered(Event):
    """Viewers are invited to go elsewhere together. The room's title, or the address, travels beside the fact."""

    type: Literal["raid.offered"] = "raid.offered"
    urgent: ClassVar[bool] = True
    raid_id: Id
    author: Person
    room_id: Id | None = Field(description="null: an address elsewhere")
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")
    closes_at: Millis


class RaidClosed(Event):
    """Nobody is invited any more. `came`: how many chose to go. `banned`: who offered it was."""

    type: Literal["raid.closed"] = "raid.closed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "raid_offset"
    raid_id: Id
    raid_offset: Offset
    came: int
    reason: Literal["time", "taken_back", "banned"]


class RaidArrived(Event):
    """Viewers of another room came here together."""

    type: Literal["raid.arrived"] = "raid.arrived"
    urgent: ClassVar[bool] = True
    raid_id: Id
    by: Person
    room: OtherRoom | None
    came: int


class RaidDismissed(Event):
    """That they came is shown no more."""

    type: Literal["raid.dismissed"] = "raid.dismissed"
    raid_id: Id


class RaidsAllowed(Event):
    """Who may send viewers here from now on."""

    type: Literal["raids.allowed"] = "raids.allowed"
    by: Person
    raids_from: RaidsFrom
