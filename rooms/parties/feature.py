"""Parties, their series and line-ups, and who says that she comes."""

from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, ReadContext, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Turn
from livesell.wire.envelope import Id
from rooms import permissions
from rooms.events.lineup import LineupChanged, StageHandedOn
from rooms.events.parties import (
    DraftChanged,
    PartyCancelled,
    PartyContinued,
    PartyEdited,
    PartyEnded,
    PartyInterrupted,
    PartyPaused,
    PartyPostponed,
    PartyRepeated,
    PartyRestarted,
    PartyResumed,
    PartyRsvpGiven,
    PartyScheduled,
    PartyStarted,
    PartyView,
)
from rooms.frames.items import FeatureItem
from rooms.frames.lineup import HandOnStage, SetLineup
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    CreateParty,
    EditParty,
    EndParty,
    GiveRsvp,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.series import RepeatParty
from rooms.membership import lists
from rooms.models.parties import Party, Series
from rooms.parties import alerts, lineup, outages, parties, series
from rooms.parties.outages import InterruptParty
from rooms.parties.series import AnnounceNext
from rooms.presenters import ShownParties
from rooms.rules.roles import SELLERS

INTERRUPTED = Sql(
    "SELECT room_id, id, continues_at AS due_at FROM rooms_party WHERE state = 'live' AND continues_at <= %s"
)


def _coming(context: ReadContext) -> dict[str, list[str]]:
    return lists.COMING.lists_of(context.users, context.use(ShownParties).ids)


def _no_seller_any_more(turn: Turn, user_id: str, role: str) -> None:
    if role not in SELLERS:
        lineup.leave(turn, user_id)


def _purge(room_id: str) -> None:
    Party.objects.filter(room_id=room_id).delete()
    Series.objects.filter(room_id=room_id).delete()


PARTIES = Feature(
    commands=(
        command(CreateParty, often="20 in 60s", allow=permissions.may_host, run=parties.create),
        command(EditParty, often="60 in 60s", allow=permissions.may_host, run=parties.edit),
        command(ScheduleParty, often="20 in 60s", allow=permissions.may_host, run=parties.schedule),
        command(StartParty, often="20 in 60s", allow=permissions.may_host, run=parties.start),
        command(PauseParty, often="20 in 60s", allow=permissions.may_host, run=parties.pause),
        command(ResumeParty, often="20 in 60s", allow=permissions.may_host, run=parties.resume),
        command(RestartParty, often="20 in 60s", allow=permissions.may_host, run=parties.restart),
        command(ContinueParty, often="20 in 60s", allow=permissions.may_host, run=outages.carry_on),
        command(EndParty, often="20 in 60s", allow=permissions.may_host, run=parties.end),
        command(CancelParty, often="20 in 60s", allow=permissions.may_host, run=parties.cancel),
        command(GiveRsvp, often="20 in 60s", allow=permissions.may_take_part, run=lists.rsvp, bulk=True),
        command(RepeatParty, often="20 in 60s", allow=permissions.may_host, run=series.repeat),
        command(SetLineup, often="60 in 60s", allow=permissions.may_host, run=lineup.set_lineup),
        command(HandOnStage, often="60 in 60s", allow=permissions.may_sell, run=lineup.hand_on),
        command(FeatureItem, often="120 in 60s", allow=permissions.may_sell, run=parties.feature),
    ),
    clock=(
        Deadline("interrupt", InterruptParty, "party_id", outages.INTERRUPT, outages.MISSED, first=True),
        Deadline("announce", AnnounceNext, "series_id", series.ANNOUNCE_NEXT, series.WAITING),
        Deadline("continue", ContinueParty, "party_id", outages.CONTINUE, INTERRUPTED),
    ),
    show_events=(
        PartyScheduled,
        PartyEdited,
        PartyStarted,
        PartyPaused,
        PartyResumed,
        PartyEnded,
        PartyCancelled,
        PartyRsvpGiven,
        PartyPostponed,
        PartyRestarted,
        PartyInterrupted,
        PartyContinued,
        PartyRepeated,
        LineupChanged,
        StageHandedOn,
    ),
    desk_events=(DraftChanged,),
    snapshot=(Part("parties", list[PartyView], lambda context: context.use(ShownParties).views, "by id"),),
    mine=(
        OwnPart(
            "coming", list[Id], _coming, [], "parties shown to which the reader said that she comes, by id"
        ),
    ),
    alerts=alerts.ALERTS,
    on_ban=lineup.leave,
    on_role=_no_seller_any_more,
    purge=_purge,
)
