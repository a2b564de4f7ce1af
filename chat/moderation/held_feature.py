"""Messages that wait, as the server knows them. That a message waits is said where talking and selling meet."""

from chat.events.held import HeldDecided, HeldDeclined, HeldTaken, HeldView, MessageHeld, Waiting
from chat.frames.held import DecideHeld, DenyAllHeld, TakeHeld, WithdrawHeld
from chat.moderation import queue
from chat.moderation.queue import ReleaseHeld
from chat.permissions import may_keep_it_kind, may_remove
from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_keep_time

DUE = Sql(
    "SELECT room_id, room_id AS id, MIN(until) AS due_at FROM chat_heldmessage WHERE until <= %s GROUP BY room_id"
)
LOOK_MS = 1_000
"""So early the clock looks, since a delay is of two seconds."""

HELD = Feature(
    commands=(
        command(TakeHeld, often="60 in 60s", allow=may_keep_it_kind, run=queue.take),
        command(DecideHeld, often="120 in 60s", allow=may_keep_it_kind, run=queue.decide),
        command(WithdrawHeld, often="30 in 60s", allow=may_remove, run=queue.withdraw),
        command(DenyAllHeld, often="30 in 60s", allow=may_keep_it_kind, run=queue.deny_all),
    ),
    clock=(Deadline("held", ReleaseHeld, "", Handler(may_keep_time, queue.release), DUE, ahead=LOOK_MS),),
    show_events=(HeldDeclined,),
    desk_events=(MessageHeld, HeldTaken, HeldDecided),
    desk=(Part("held", list[HeldView], lambda context: queue.views(context.room_id), "messages that wait"),),
    mine=(OwnPart("waiting", list[Waiting], queue.waiting, [], "messages of hers that wait"),),
    on_leave=queue.leave,
    purge=queue.forget,
)
