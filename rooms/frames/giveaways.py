"""The commands about giveaways."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Title
from rooms.frames.values import Reason

MAX_PLACES = 100


class OpenGiveaway(Command):
    """Give something away: entries are taken for so many seconds, then the draw is made by the clock.

    With a variant, a unit for each place is kept from now on.
    """

    type: Literal["giveaway.open"] = "giveaway.open"
    party_id: Id
    prize: Title = Field(examples=["A jar of plum jam"])
    variant_id: Id | None = None
    eligible: Literal["everyone", "followers", "buyers"] = "everyone"
    places: int = Field(default=1, ge=1, le=MAX_PLACES, description="how many win, at most")
    seconds: int = Field(default=60, ge=15, le=600, description="how long entries are taken")


class EnterGiveaway(Command):
    """Take part. Free, once a person; staff do not."""

    type: Literal["giveaway.enter"] = "giveaway.enter"
    giveaway_id: Id


class CancelGiveaway(Command):
    """Call off an open giveaway, before everybody's eyes. Its seed is told then too."""

    type: Literal["giveaway.cancel"] = "giveaway.cancel"
    giveaway_id: Id
    reason: Reason


class RedrawGiveaway(Command):
    """A winner cannot be reached: the next in the same order wins instead."""

    type: Literal["giveaway.redraw"] = "giveaway.redraw"
    giveaway_id: Id
    winner_id: Id
    reason: Reason
