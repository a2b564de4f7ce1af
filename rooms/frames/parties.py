"""The commands about a party."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id, Millis
from livesell.wire.text import Line, Title, at_most
from rooms.frames.values import Currency, OutagePolicy, Terms


class CreateParty(Command):
    """Begin the draft of a party, which only staff can see."""

    type: Literal["party.create"] = "party.create"
    title: Title
    currency: Currency = Field(default="EUR", examples=["EUR"])
    hold_minutes: int = Field(default=15, ge=1, le=60, description="how long stock is kept for a claim")
    rules: Terms = Field(default="", examples=["Sold as seen. Be kind."])
    notes: Terms = Field(default="", examples=["Everything is washed and mended."])
    outage_policy: OutagePolicy = OutagePolicy(act="freeze", percent=50)
    several_lots: bool = Field(default=False, description="whether more than one lot may be open at once")


class EditParty(Command):
    """Change a party that has not ended. Fields left out stay as they are. Once it is live its outage policy stays."""

    type: Literal["party.edit"] = "party.edit"
    party_id: Id
    title: Title | None = None
    hold_minutes: int | None = Field(default=None, ge=1, le=60)
    rules: Terms | None = Field(default=None, description="shown to whoever comes in; nobody has to agree")
    notes: Terms | None = Field(default=None, description="shown with the rules")
    cover: Id | Literal[""] | None = Field(default=None, description="from POST /api/pictures; empty: none")
    outage_policy: OutagePolicy | None = None
    several_lots: bool | None = None


class ScheduleParty(Command):
    """Announce a party and its items; again, to move it. To a later time it is postponed: three times at most."""

    type: Literal["party.schedule"] = "party.schedule"
    party_id: Id
    starts_at: Millis
    reason: Annotated[Line, at_most(200)] = Field(
        default="", description="why it is postponed, for everybody"
    )


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


class RestartParty(Command):
    """Go on with the party that ended last, within two hours: claims and counts are as they were."""

    type: Literal["party.restart"] = "party.restart"
    party_id: Id


class ContinueParty(Command):
    """End an interruption now."""

    type: Literal["party.continue"] = "party.continue"
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
