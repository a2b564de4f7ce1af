"""Keeping it kind: what is taken out, and who is shut out."""

from chat import permissions
from chat.events.moderation import ActView, ModerationActed
from chat.frames.messages import RemoveMessage
from chat.frames.moderation import BanMember, UnbanMember
from chat.moderation import acts
from livesell.ledger.feature import Feature, Part, command

MODERATION = Feature(
    commands=(
        command(RemoveMessage, often="60 in 60s", allow=permissions.may_remove, run=acts.remove),
        command(BanMember, often="30 in 60s", allow=permissions.may_keep_it_kind, run=acts.ban),
        command(UnbanMember, often="30 in 60s", allow=permissions.may_keep_it_kind, run=acts.unban),
    ),
    desk_events=(ModerationActed,),
    desk=(Part("acts", list[ActView], lambda context: acts.acts(context.room_id)),),
    purge=acts.forget,
)
