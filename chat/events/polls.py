"""Polls and what happens to them. A vote is no event: it is secret, and a crowd's votes are one count."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person


class PollView(Frame):
    """The last poll of a room, open or closed. `counts` of an open one are those of the moment it was read."""

    id: Id
    offset: Offset
    author: Person
    question: str
    choices: list[str]
    counts: list[int]
    closes_at: Millis
    closed: bool


class PollOpened(Event):
    """Everybody is asked something. The words travel beside the fact: the question, and a choice on each line below."""

    type: Literal["poll.opened"] = "poll.opened"
    urgent: ClassVar[bool] = True
    poll_id: Id
    author: Person
    choices: int
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")
    closes_at: Millis


class PollClosed(Event):
    """It takes no more votes, and this is the result: how many chose each, in the order of the choices."""

    type: Literal["poll.closed"] = "poll.closed"
    urgent: ClassVar[bool] = True
    poll_id: Id
    counts: list[int]


class PollRemoved(Event):
    """It was taken down, or its author was shut out: its words are not served again."""

    type: Literal["poll.removed"] = "poll.removed"
    urgent: ClassVar[bool] = True
    redacts: ClassVar[str | None] = "poll_offset"
    poll_id: Id
    poll_offset: Offset
    reason: Literal["staff", "banned"]
