"""Pins, as the server knows them."""

from chat import permissions
from chat.events.pins import MessagePinned, MessageUnpinned, PinView
from chat.frames.pins import PinMessage, UnpinMessage
from chat.pins import pins
from chat.pins.pins import EndPin
from livesell.ledger.feature import Deadline, Feature, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_keep_time

OVER = Sql("SELECT room_id, room_id AS id, until AS due_at FROM chat_pin WHERE until <= %s")

PINS = Feature(
    commands=(
        command(PinMessage, often="20 in 60s", allow=permissions.may_keep_it_kind, run=pins.pin),
        command(UnpinMessage, often="20 in 60s", allow=permissions.may_keep_it_kind, run=pins.unpin),
    ),
    clock=(Deadline("pin", EndPin, "", Handler(may_keep_time, pins.end), OVER),),
    show_events=(MessagePinned, MessageUnpinned),
    snapshot=(
        Part(
            "pinned",
            PinView | None,
            lambda context: pins.pinned(context.room_id),
            "the message above the chat",
        ),
    ),
    on_ban=pins.unpin_of,
    on_end=pins.end_with_party,
    on_words_gone=pins.unpin_gone,
    on_all_words_gone=lambda turn, user_id: pins.unpin_of(turn, user_id, "gone"),
    purge=pins.forget,
)
