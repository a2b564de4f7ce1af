"""Parties, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis


class PartyView(Frame):
    """A party that has been announced."""

    id: Id
    title: str
    currency: str
    state: Literal["scheduled", "live", "paused", "ended", "cancelled"]
    starts_at: Millis | None
    hold_minutes: int
    on_air: Id | None = Field(description="the featured item")
    coming: int = Field(description="people who said that they come")


class PartyScheduled(Event):
    """A party was announced, or moved. Its items follow as `item.added`."""

    type: Literal["party.scheduled"] = "party.scheduled"
    party: PartyView


class PartyEdited(Event):
    """An announced party changed its words or its terms."""

    type: Literal["party.edited"] = "party.edited"
    party: PartyView


class PartyStarted(Event):
    """The show is live."""

    type: Literal["party.started"] = "party.started"
    urgent: ClassVar[bool] = True
    party: PartyView


class PartyPaused(Event):
    """No claims for a while."""

    type: Literal["party.paused"] = "party.paused"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyResumed(Event):
    """Claims are taken again."""

    type: Literal["party.resumed"] = "party.resumed"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyEnded(Event):
    """The show is over. A room shows its last ended party until the next one ends."""

    type: Literal["party.ended"] = "party.ended"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyCancelled(Event):
    """The party will not be."""

    type: Literal["party.cancelled"] = "party.cancelled"
    party_id: Id


class PartyRsvpGiven(Event):
    """Somebody comes, or does not after all; `count` come now."""

    type: Literal["party.rsvp_given"] = "party.rsvp_given"
    party_id: Id
    user_id: Id
    coming: bool
    count: int


class DraftChanged(Event):
    """A draft is not what it was: read it anew over HTTPS."""

    type: Literal["draft.changed"] = "draft.changed"
    party_id: Id


PartyEvent = (
    PartyScheduled
    | PartyEdited
    | PartyStarted
    | PartyPaused
    | PartyResumed
    | PartyEnded
    | PartyCancelled
    | PartyRsvpGiven
)
