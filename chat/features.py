"""What talking adds to the server, a value a noun."""

from chat.announcements.feature import ANNOUNCEMENTS
from chat.messages.feature import MESSAGES
from chat.moderation.feature import APPEALS, MODERATION, PEOPLE

FEATURES = (MESSAGES, MODERATION, APPEALS, PEOPLE, ANNOUNCEMENTS)
