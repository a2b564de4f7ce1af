"""Raids, as the server knows them."""

from chat import permissions
from chat.events.raids import (
    ArrivalView,
    RaidArrived,
    RaidClosed,
    RaidDismissed,
    RaidOffered,
    RaidsAllowed,
    RaidView,
)
from chat.frames.raids import AllowRaids, DismissRaid, JoinRaid, OfferRaid, TakeBackRaid
from chat.raids import raids, target
from chat.raids.raids import ArriveRaid, EndRaid
from chat.rules.raids import RaidsFrom
from livesell.ledger.feature import Deadline, Feature, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_host, may_keep_time

OVER = Sql("SELECT room_id, id, closes_at AS due_at FROM chat_raid WHERE closes_at <= %s")
ARRIVING = Sql("SELECT target_id AS room_id, id, arrives_at AS due_at FROM chat_raid WHERE arrives_at <= %s")

RAIDS = Feature(
    commands=(
        command(OfferRaid, often="5 in 300s", allow=permissions.may_announce, run=raids.offer),
        command(TakeBackRaid, often="20 in 60s", allow=may_host, run=raids.take_back),
        command(
            JoinRaid,
            often="10 in 60s",
            allow=permissions.may_go_along,
            run=raids.join,
            bulk=True,
            may_wait=True,
        ),
        command(DismissRaid, often="20 in 60s", allow=permissions.may_keep_it_kind, run=raids.dismiss),
        command(AllowRaids, often="20 in 60s", allow=may_host, run=raids.allow),
    ),
    clock=(
        Deadline("raid", EndRaid, "raid_id", Handler(may_keep_time, raids.end), OVER),
        Deadline("raidarrival", ArriveRaid, "raid_id", Handler(may_keep_time, raids.arrive), ARRIVING),
    ),
    show_events=(RaidOffered, RaidClosed, RaidArrived, RaidDismissed),
    desk_events=(RaidsAllowed,),
    snapshot=(
        Part(
            "raid",
            RaidView | None,
            lambda context: raids.offered(context.room_id),
            "where viewers are invited to go now",
        ),
        Part(
            "arrival",
            ArrivalView | None,
            lambda context: raids.last_arrival(context.room_id),
            "the last raid that came here",
        ),
    ),
    desk=(Part("raids_from", RaidsFrom, lambda context: target.allowed(context.room_id)),),
    on_leave=raids.leave,
    on_ban=raids.end_of,
    purge=raids.forget,
)
