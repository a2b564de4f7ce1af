"""What talking adds to the server: its facts, gathered."""

from typing import get_args

from chat.events.messages import MessagePosted, MessageRemoved
from chat.events.moderation import ModerationActed
from livesell.wire.envelope import Event

ShowEvent = MessagePosted | MessageRemoved
DeskEvent = ModerationActed

SHOW_EVENTS: tuple[type[Event], ...] = get_args(ShowEvent)
DESK_EVENTS: tuple[type[Event], ...] = (ModerationActed,)
