"""The commands about a party."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id, Millis
from livesell.wire.text import Title
from rooms.frames.values import Currency


class CreateParty(Command):
    """Begin the draft of a party, which only staff can see."""

    type: Literal["party.create"] = "party.create"
    title: Title
    currency: Currency = "EUR"
    hold_minutes: int = Field(default=15, ge=1, le=60, description="how long stock is kept for a claim")


class EditParty(Command):
    """Change a party that has not ended. Fields left out stay as they are."""

    type: Literal["party.edit"] = "party.edit"
    party_id: Id
    title: Title | None = None
    hold_minutes: int | None = Field(default=None, ge=1, le=60)


class ScheduleParty(Command):
    """Announce a party and its items; again, to move it."""

    type: Literal["party.schedule"] = "party.schedule"
    party_id: Id
    starts_at: Millis


class StartParty(Command):
    """Go live. One party of a room is live at a time, and it has something to sell."""

    type: Literal["party.start"] = "party.start"
    party_id: Id


class PauseParty(Command):
    """Stop taking claims for a while. Holds keep running."""

    type: Literal["party.pause"] = "party.pause"
    party_id: Id


class ResumeParty(Command):
    """Take claims again."""

    type: Literal["party.resume"] = "party.resume"
    party_id: Id


class EndParty(Command):
    """Close the show. Holds run out by their own time."""

    type: Literal["party.end"] = "party.end"
    party_id: Id


class GiveRsvp(Command):
    """Say that you come to an announced party, or that you do not after all."""

    type: Literal["party.rsvp"] = "party.rsvp"
    party_id: Id
    coming: bool


class CancelParty(Command):
    """Call a party off before it was ever live."""

    type: Literal["party.cancel"] = "party.cancel"
    party_id: Id
