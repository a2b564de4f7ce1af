"""Shout-outs, as the server knows them."""

from chat import permissions
from chat.events.shoutouts import ShoutoutEnded, ShoutoutGiven, ShoutoutView
from chat.frames.shoutouts import EndShoutout, GiveShoutout
from chat.shoutouts import shoutouts
from chat.shoutouts.shoutouts import ExpireShoutout
from livesell.ledger.feature import Deadline, Feature, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_keep_time

OVER = Sql("SELECT room_id, room_id AS id, until AS due_at FROM chat_shoutout WHERE until <= %s")

SHOUTOUTS = Feature(
    commands=(
        command(GiveShoutout, often="5 in 300s", allow=permissions.may_give_shoutouts, run=shoutouts.give),
        command(EndShoutout, often="20 in 60s", allow=permissions.may_keep_it_kind, run=shoutouts.end),
    ),
    clock=(Deadline("shoutout", ExpireShoutout, "", Handler(may_keep_time, shoutouts.expire), OVER),),
    show_events=(ShoutoutGiven, ShoutoutEnded),
    snapshot=(
        Part(
            "shoutout",
            ShoutoutView | None,
            lambda context: shoutouts.standing(context.room_id),
            "another seller or room that is named above the chat",
        ),
    ),
    on_ban=shoutouts.end_of,
    purge=shoutouts.forget,
)
