"""The facts of talking.

The words of a line stand in one place: beside its fact, or beside that of its last edit. What answers a line names its
offset and repeats none of its words, so that words that are taken out are in no quote.
"""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

Familiarity = Literal["first", "regular"]

Role = Literal["owner", "host", "seller", "moderator", "buyer"]


class ReplyTo(Frame):
    """The line that is answered, and who said it."""

    offset: Offset
    author: Person


class MessageView(Frame):
    """A message as history and snapshots show it; `text` is null once it was removed or forgotten."""

    offset: Offset
    at: Millis
    said_at: Millis | None = Field(
        default=None, description="when it was written, if it waited before it was said"
    )
    author: Person
    role: Role
    text: str | None
    familiarity: Familiarity | None = Field(description="her first message in the room, or a regular's")
    reply_to: ReplyTo | None
    me: bool
    edited: bool
    mentions: list[Person] = Field(description="whom it named when it was said, and told")


class MessagePosted(Event):
    """Somebody said something. The words travel beside the fact, which holds their salted hash."""

    type: Literal["message.posted"] = "message.posted"
    author: Person
    role: Role
    text_hash: str = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        description="SHA-256 of salt and text, hexadecimal",
    )
    reply_to: ReplyTo | None = None
    me: bool = False
    familiarity: Familiarity | None = None
    said_at: Millis | None = Field(
        default=None, description="when it was written, if it waited before it was said"
    )
    waited_id: Id | None = Field(default=None, description="under which it waited")
    mentions: list[Person] = Field(default=[], description="whom it names by `@`, and who is told")


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


class MessageEdited(Event):
    """Its author says that line in other words, which travel beside this fact. The former ones are forgotten."""

    type: Literal["message.edited"] = "message.edited"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "message_offset"
    message_offset: Offset
    author: Person
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")


class MessageRemoved(Event):
    """The words of that message are not served again."""

    type: Literal["message.removed"] = "message.removed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "message_offset"
    message_offset: Offset
    by_author: bool
