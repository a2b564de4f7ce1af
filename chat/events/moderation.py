"""The facts of moderation: read by staff only."""

from typing import Literal

from pydantic import Field

from chat.frames.values import ReasonCode
from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

Act = Literal["remove", "remove_all", "warn", "mute", "unmute", "ban", "unban"]


class ActView(Frame):
    """One line of the desk's log."""

    id: Id | None = Field(
        description="by which it is undone, confirmed or appealed; null for those of an old release"
    )
    offset: Offset
    at: Millis
    act: Act
    by: Person
    user: Person
    reason_code: ReasonCode | None
    reason: str | None
    message_offset: Offset | None
    until: Millis | None
    pending: bool = Field(description="a ban of more than thirty days that nobody else has confirmed yet")
    undone_by: Person | None


class ModerationActed(Event):
    """Who did what to whom, why and for how long: the log of the desk."""

    type: Literal["moderation.acted"] = "moderation.acted"
    act_id: Id | None = None
    act: Act
    by: Person
    user: Person
    reason_code: ReasonCode | None = None
    reason: str | None = None
    message_offset: Offset | None
    until: Millis | None
    pending: bool = False


class Acted(Frame):
    """Told to who acted alone: the id of the act, by which it is undone."""

    kind: Literal["acted"] = "acted"
    act_id: Id


class BanConfirmed(Event):
    """A second moderator confirmed a ban of more than thirty days."""

    type: Literal["ban.confirmed"] = "ban.confirmed"
    act_id: Id
    by: Person
    until: Millis | None


class ActUndone(Event):
    """Somebody took back what a moderator did."""

    type: Literal["act.undone"] = "act.undone"
    act_id: Id
    by: Person
    reason: str
