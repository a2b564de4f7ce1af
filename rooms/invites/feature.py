"""Links that give a role, as the server knows them."""

from livesell.ledger.feature import Deadline, Feature, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms import permissions
from rooms.events.invites import InviteEnded, InviteMade, InviteTaken
from rooms.frames.invites import MakeInvite, TakeInvite, WithdrawInvite
from rooms.invites import invites
from rooms.invites.invites import EndInvite

OVER = Sql("SELECT room_id, id, ends_at AS due_at FROM rooms_invite WHERE ends_at <= %s")

INVITES = Feature(
    commands=(
        command(MakeInvite, often="20 in 60s", allow=permissions.may_host, run=invites.make),
        command(WithdrawInvite, often="30 in 60s", allow=permissions.may_host, run=invites.withdraw),
        command(TakeInvite, often="10 in 60s", allow=permissions.may_knock, run=invites.take),
    ),
    clock=(
        Deadline("invite", EndInvite, "invite_id", Handler(permissions.may_keep_time, invites.end), OVER),
    ),
    desk_events=(InviteMade, InviteTaken, InviteEnded),
    on_ban=invites.end_those_of,
    on_role=invites.end_those_of,
    purge=invites.forget,
)
