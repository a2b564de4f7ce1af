"""The facts of moderation: read by staff only."""

from typing import Literal

from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class ActView(Frame):
    """One line of the desk's log."""

    offset: Offset
    at: Millis
    act: Literal["remove", "ban", "unban"]
    by: Person
    user: Person
    reason: str
    message_offset: Offset | None
    until: Millis | None


class ModerationActed(Event):
    """Who did what to whom, why and for how long: the log of the desk."""

    type: Literal["moderation.acted"] = "moderation.acted"
    act: Literal["remove", "ban", "unban"]
    by: Person
    user: Person
    reason: str
    message_offset: Offset | None
    until: Millis | None
