"""What staff say among themselves: facts of the desk alone."""

from typing import ClassVar, Literal

from pydantic import Field

from chat.events.messages import Role
from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class StaffLineView(Frame):
    """A line among staff; `text` is null once it was taken back or forgotten."""

    offset: Offset = Field(description="on the desk")
    at: Millis
    author: Person
    role: Role
    text: str | None


class StaffLinePosted(Event):
    """Somebody of the staff said something to the others. The words travel beside the fact."""

    type: Literal["staff.posted"] = "staff.posted"
    author: Person
    role: Role
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")


class StaffLineRemoved(Event):
    """The words of that line of the desk are not served again."""

    type: Literal["staff.removed"] = "staff.removed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "line_offset"
    line_offset: Offset
