"""Messages. To say one is declared where talking and selling meet (`livesell.app.chat_claims`)."""

from chat import permissions
from chat.events.messages import (
    MessageEdited,
    MessagePosted,
    MessageRemoved,
    MessageRestored,
    MessagesRemoved,
    MessageView,
)
from chat.frames.messages import EditMessage
from chat.messages import messages
from livesell.ledger.feature import Feature, Part, command

MESSAGES = Feature(
    commands=(command(EditMessage, often="10 in 60s", allow=permissions.may_post, run=messages.edit),),
    show_events=(MessagePosted, MessageEdited, MessageRemoved, MessageRestored, MessagesRemoved),
    snapshot=(
        Part(
            "messages",
            list[MessageView],
            lambda context: messages.history(context.room_id),
            "the last hundred, oldest first",
        ),
    ),
)
