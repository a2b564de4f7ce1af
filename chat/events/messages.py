"""The facts of talking. `DESK_EVENTS` are read by staff only."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

Familiarity = Literal["first", "regular"]


class MessageView(Frame):
    """A message as history and snapshots show it; `text` is null once it was removed or forgotten."""

    offset: Offset
    at: Millis
    author: Person
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    text: str | None
    familiarity: Familiarity | None = Field(description="her first message in the room, or a regular's")


class MessagePosted(Event):
    """Somebody said something. The words travel beside the fact, which holds their salted hash."""

    type: Literal["message.posted"] = "message.posted"
    author: Person
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    text_hash: str = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        description="SHA-256 of salt and text, hexadecimal",
    )
    familiarity: Familiarity | None = None


class MessageRestored(Event):
    """The words of the line at that offset may be read again, since removing them was undone: they travel beside."""

    type: Literal["message.restored"] = "message.restored"
    urgent: ClassVar[bool] = True
    message_offset: Offset
    author: Person
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")


class MessagesRemoved(Event):
    """Nothing that the person has said so far is served again."""

    type: Literal["messages.removed"] = "messages.removed"
    urgent: ClassVar[bool] = True
    redacts_all_of: ClassVar[str | None] = "user_id"
    user_id: Id


class MessageRemoved(Event):
    """The words at that offset are not served again."""

    type: Literal["message.removed"] = "message.removed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "message_offset"
    message_offset: Offset
    by_author: bool
