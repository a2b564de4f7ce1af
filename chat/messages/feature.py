"""Messages. To say one is declared where talking and selling meet (`livesell.app.chat_claims`)."""

from chat.events.messages import (
    MessagePosted,
    MessageRemoved,
    MessageRestored,
    MessagesRemoved,
    MessageView,
)
from chat.messages import messages
from livesell.ledger.feature import Feature, Part

MESSAGES = Feature(
    show_events=(MessagePosted, MessageRemoved, MessageRestored, MessagesRemoved),
    snapshot=(
        Part(
            "messages",
            list[MessageView],
            lambda context: messages.history(context.room_id),
            "the last hundred, oldest first",
        ),
    ),
)
