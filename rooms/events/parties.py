"""Parties, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis
from rooms.events.items import PictureView
from rooms.events.lineup import Lineup
from rooms.frames.series import Repeat
from rooms.frames.values import OutagePolicy
from rooms.rules.outages import Cause


class Interruption(Frame):
    """Somebody who is needed is away; what that does to running lots is the party's outage policy."""

    cause: Cause
    since: Millis
    continues_at: Millis = Field(description="at the latest")


class PartyView(Frame):
    """A party that has been announced; over HTTPS staff read drafts too."""

    id: Id
    title: str
    currency: str
    state: Literal["draft", "scheduled", "live", "paused", "ended", "cancelled"]
    starts_at: Millis | None
    hold_minutes: int
    several_lots: bool = Field(description="whether more than one lot may be open at once")
    on_air: Id | None = Field(description="the featured item")
    coming: int = Field(description="people who said that they come")
    rules: str
    notes: str
    cover: PictureView | None
    postponed: int = Field(description="times")
    postponed_why: str = Field(
        examples=["The oven is still warm."],
        description="the reason that was given the last time; empty: none",
    )
    ended_at: Millis | None = Field(description="the last time: it may go on for two hours after that")
    outage_policy: OutagePolicy
    interrupted: Interruption | None
    lineup: Lineup
    repeat: Repeat | None


class PartyScheduled(Event):
    """A party was announced, or moved. Its items follow as `item.added`."""

    type: Literal["party.scheduled"] = "party.scheduled"
    party: PartyView


class PartyPostponed(Event):
    """A party begins later than was announced."""

    type: Literal["party.postponed"] = "party.postponed"
    party: PartyView
    was_at: Millis
    reason: str


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
    ended_at: Millis


class PartyRestarted(Event):
    """It goes on after all."""

    type: Literal["party.restarted"] = "party.restarted"
    urgent: ClassVar[bool] = True
    party: PartyView


class PartyInterrupted(Event):
    """Somebody who is needed is away, or was: told again when another cause joins in."""

    type: Literal["party.interrupted"] = "party.interrupted"
    urgent: ClassVar[bool] = True
    party_id: Id
    interrupted: Interruption


class PartyContinued(Event):
    """The interruption is over; it lasted `lasted_ms`."""

    type: Literal["party.continued"] = "party.continued"
    urgent: ClassVar[bool] = True
    party_id: Id
    lasted_ms: int


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


class PartyRepeated(Event):
    """The party comes again, or does not any more."""

    type: Literal["party.repeated"] = "party.repeated"
    party_id: Id
    repeat: Repeat | None


class DraftChanged(Event):
    """A draft is not what it was: read it anew over HTTPS."""

    type: Literal["draft.changed"] = "draft.changed"
    party_id: Id
