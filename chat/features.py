"""What talking adds to the server, a value a noun."""

from chat.announcements.feature import ANNOUNCEMENTS
from chat.messages.feature import MESSAGES
from chat.moderation.feature import MODERATION

FEATURES = (MESSAGES, MODERATION, ANNOUNCEMENTS)
