"""The line above the chat, and what happens to it."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Millis, Offset, Person


class AnnouncementView(Frame):
    """The line that stands above the chat."""

    offset: Offset
    author: Person
    text: str
    until: Millis


class AnnouncementPosted(Event):
    """A host's line stands above the chat, in the place of any other. The words travel beside the fact."""

    type: Literal["announcement.posted"] = "announcement.posted"
    urgent: ClassVar[bool] = True
    author: Person
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")
    until: Millis


class AnnouncementEnded(Event):
    """Its time is over."""

    type: Literal["announcement.ended"] = "announcement.ended"
    announcement_offset: Offset


class AnnouncementTakenDown(Event):
    """It was taken down, or its author was shut out: its words are not served again."""

    type: Literal["announcement.taken_down"] = "announcement.taken_down"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "announcement_offset"
    announcement_offset: Offset
    reason: Literal["staff", "banned"]
