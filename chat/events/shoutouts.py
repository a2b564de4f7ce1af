"""Who is named above the chat, and what happens to it."""

from typing import ClassVar, Literal

from chat.events.elsewhere import OtherRoom
from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class ShoutoutView(Frame):
    """Another seller or room that stands above the chat. `room` of a seller: where she sells; null where there is none
    that everybody may see."""

    offset: Offset
    author: Person
    person: Person | None
    room: OtherRoom | None
    until: Millis


class ShoutoutGiven(Event):
    """Somebody of the staff names another seller or room."""

    type: Literal["shoutout.given"] = "shoutout.given"
    urgent: ClassVar[bool] = True
    author: Person
    person: Person | None
    room: OtherRoom | None
    until: Millis


class ShoutoutEnded(Event):
    """It stands there no more. `banned`: who is named, or who named her, was."""

    type: Literal["shoutout.ended"] = "shoutout.ended"
    urgent: ClassVar[bool] = True
    shoutout_offset: Offset
    reason: Literal["time", "staff", "banned"]
