"""The message above the chat, and what happens to it."""

from typing import ClassVar, Literal

from pydantic import Field

from chat.events.messages import Role
from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class PinView(Frame):
    """The message that is pinned. `until`: null for to the end of the party."""

    offset: Offset
    message_offset: Offset
    author: Person
    role: Role
    text: str
    until: Millis | None


class MessagePinned(Event):
    """A message stands above the chat. Its words travel beside this fact too, for who came after they were said."""

    type: Literal["message.pinned"] = "message.pinned"
    urgent: ClassVar[bool] = True
    message_offset: Offset
    author: Person
    role: Role
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")
    until: Millis | None


class MessageUnpinned(Event):
    """It stands there no more, and its words are not served again from the pin's place.

    `replaced`: another one is pinned. `gone`: its words were removed or edited. `banned`: its author was.
    """

    type: Literal["message.unpinned"] = "message.unpinned"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "pin_offset"
    pin_offset: Offset
    reason: Literal["staff", "time", "end", "replaced", "gone", "banned"]
