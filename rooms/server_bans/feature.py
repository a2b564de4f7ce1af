"""Bans from the whole server, as the server knows them."""

from livesell.ledger.feature import Deadline, Feature, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms import permissions
from rooms.frames.server_bans import BanFromServer, UnbanFromServer
from rooms.models.rooms import ShutOut
from rooms.server_bans import server_bans
from rooms.server_bans.server_bans import LetGoOfShutOut

DUE = Sql("SELECT room_id, user_id AS id, at AS due_at FROM rooms_shutout WHERE at <= %s")


def _purge(room_id: str) -> None:
    ShutOut.objects.filter(room_id=room_id).delete()


SERVER_BANS = Feature(
    commands=(
        command(BanFromServer, often="30 in 60s", allow=permissions.may_operate, run=server_bans.ban),
        command(UnbanFromServer, often="30 in 60s", allow=permissions.may_operate, run=server_bans.unban),
    ),
    clock=(
        Deadline(
            "shutout",
            LetGoOfShutOut,
            "user_id",
            Handler(permissions.may_keep_time, server_bans.let_go),
            DUE,
        ),
    ),
    purge=_purge,
)
