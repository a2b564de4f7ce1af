"""Giveaways."""

from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, ReadContext, command
from livesell.ledger.shown import shown
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler, Turn
from livesell.wire.envelope import Id
from rooms import permissions
from rooms.events.giveaways import (
    GiveawayCancelled,
    GiveawayClosed,
    GiveawayDrawn,
    GiveawayEntered,
    GiveawayLeft,
    GiveawayOpened,
    GiveawayRedrawn,
    GiveawayView,
)
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.giveaways import alerts, giveaways, rows
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.giveaways import Giveaway
from rooms.presenters import ShownParties, giveaway_view
from rooms.rules.roles import STAFF

TO_DRAW = Sql(
    "SELECT p.room_id, g.id, g.closes_at AS due_at FROM rooms_giveaway g"
    " JOIN rooms_party p ON p.id = g.party_id WHERE g.state = 'open' AND g.closes_at <= %s"
)


def _giveaways(context: ReadContext) -> list[GiveawayView]:
    found = Giveaway.objects.filter(party__in=context.use(ShownParties).ids)
    return shown(found.select_related("giver", "variant").order_by("first"), giveaway_view)


def _entered(context: ReadContext) -> dict[str, list[str]]:
    return rows.entered(context.use(ShownParties).ids, context.users)


def _is_staff_now(turn: Turn, user_id: str, role: str) -> None:
    if role in STAFF:
        giveaways.leave_all(turn, user_id, "staff")


def _purge(room_id: str) -> None:
    Giveaway.objects.filter(party__room_id=room_id).delete()


GIVEAWAYS = Feature(
    commands=(
        command(OpenGiveaway, often="20 in 60s", allow=permissions.may_sell, run=giveaways.open_giveaway),
        command(
            EnterGiveaway, often="10 in 10s", allow=permissions.may_take_part, run=giveaways.enter, bulk=True
        ),
        command(CancelGiveaway, often="20 in 60s", allow=permissions.may_sell, run=giveaways.cancel),
        command(RedrawGiveaway, often="60 in 60s", allow=permissions.may_sell, run=giveaways.redraw),
    ),
    clock=(
        Deadline(
            "close",
            CloseGiveaway,
            "giveaway_id",
            Handler(permissions.may_keep_time, giveaways.close),
            TO_DRAW,
        ),
    ),
    show_events=(
        GiveawayOpened,
        GiveawayEntered,
        GiveawayLeft,
        GiveawayClosed,
        GiveawayDrawn,
        GiveawayRedrawn,
        GiveawayCancelled,
    ),
    snapshot=(Part("giveaways", list[GiveawayView], _giveaways, "of these parties, oldest first"),),
    mine=(
        OwnPart(
            "entered",
            list[Id],
            _entered,
            [],
            "the giveaways shown in which she takes part, in the order of her entries",
        ),
    ),
    alerts=alerts.ALERTS,
    on_leave=lambda turn, user_id: giveaways.leave_all(turn, user_id, "banned"),
    on_ban=giveaways.cancel_all_of,
    on_role=_is_staff_now,
    purge=_purge,
)
