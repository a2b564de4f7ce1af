"""Messages that wait, as staff see them; and what their authors are told."""

from typing import ClassVar, Literal

from pydantic import Field

from chat.rules.held import How, Why
from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

Role = Literal["owner", "host", "seller", "moderator", "buyer"]


class HeldView(Frame):
    """A message that waits; `text` is null once it was forgotten."""

    id: Id
    offset: Offset = Field(description="of its fact, on the desk")
    at: Millis
    author: Person
    text: str | None
    why: Why
    until: Millis = Field(description="a delayed one is said then, a held one is not said any more")
    taken_by: Person | None = Field(description="a colleague is on it")


class Waiting(Frame):
    """A message of the reader's own that waits."""

    kind: Literal["waiting"] = "waiting"
    id: Id
    at: Millis
    text: str
    why: Why
    until: Millis


class MessageHeld(Event):
    """A message waits. The words travel beside the fact, which holds their salted hash."""

    type: Literal["message.held"] = "message.held"
    urgent: ClassVar[bool] = True
    held_id: Id
    author: Person
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")
    why: Why
    until: Millis


class HeldTaken(Event):
    """A colleague looks at it."""

    type: Literal["held.taken"] = "held.taken"
    held_id: Id
    by: Person


class HeldDecided(Event):
    """It waits no more: its words are not served here again."""

    type: Literal["held.decided"] = "held.decided"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "held_offset"
    held_id: Id
    held_offset: Offset
    how: How
    by: Person | None = Field(description="null: the clock, a ban, or its author")


class HeldDeclined(Event):
    """Messages that waited are not said. Whose they are is known to their authors alone."""

    type: Literal["held.declined"] = "held.declined"
    waited_ids: list[Id]
