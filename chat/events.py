"""The facts of talking. `DESK_EVENTS` are read by staff only."""

from typing import ClassVar, Literal, get_args

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class MessageView(Frame):
    """A message as history and snapshots show it; `text` is null once it was removed or forgotten."""

    offset: Offset
    at: Millis
    author: Person
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    text: str | None


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


class MessagePosted(Event):
    """Somebody said something. The words travel beside the fact, which holds their salted hash."""

    type: Literal["message.posted"] = "message.posted"
    author: Person
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")


class MessageRemoved(Event):
    """The words at that offset are not served again."""

    type: Literal["message.removed"] = "message.removed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "message_offset"
    message_offset: Offset
    by_author: bool


class ModerationActed(Event):
    """Who did what to whom, why and for how long: the log of the desk."""

    type: Literal["moderation.acted"] = "moderation.acted"
    act: Literal["remove", "ban", "unban"]
    by: Person
    user: Person
    reason: str
    message_offset: Offset | None
    until: Millis | None


ShowEvent = MessagePosted | MessageRemoved
DeskEvent = ModerationActed

SHOW_EVENTS: tuple[type[Event], ...] = get_args(ShowEvent)
DESK_EVENTS: tuple[type[Event], ...] = (ModerationActed,)
