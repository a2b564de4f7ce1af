"""The commands of polls, as a client sends them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Line, at_most, identity

FEWEST, MOST = 2, 6
"""Choices of a poll."""
SHORTEST, LONGEST = 15, 1_800
"""Seconds for which one is open."""
Asked = Annotated[Line, Field(min_length=1), at_most(140)]
Choice = Annotated[Line, Field(min_length=1), at_most(60)]


def _all_different(choices: list[str]) -> list[str]:
    if len({identity(choice) for choice in choices}) < len(choices):
        raise PydanticCustomError("bad_text", "two choices are the same")
    return choices


class OpenPoll(Command):
    """Ask everybody something, with two to six answers to choose from. One poll at a time."""

    type: Literal["poll.open"] = "poll.open"
    question: Asked = Field(examples=["Which jam is next?"])
    choices: Annotated[
        list[Choice], Field(min_length=FEWEST, max_length=MOST), AfterValidator(_all_different)
    ] = Field(examples=[["plum", "fig"]])
    seconds: int = Field(ge=SHORTEST, le=LONGEST)


class VotePoll(Command):
    """Vote, or vote otherwise: one has one vote, and may change it until the poll is closed. Nobody is told."""

    type: Literal["poll.vote"] = "poll.vote"
    poll_id: Id
    choice: int = Field(ge=0, le=MOST - 1, description="which of the choices, from 0")


class ClosePoll(Command):
    """Close a poll before its time."""

    type: Literal["poll.close"] = "poll.close"
    poll_id: Id


class RemovePoll(Command):
    """Take a poll out of everybody's sight, open or closed. Its words are not served again."""

    type: Literal["poll.remove"] = "poll.remove"
    poll_id: Id
