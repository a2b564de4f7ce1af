"""What talking adds to the server, a value a noun."""

from chat.announcements.feature import ANNOUNCEMENTS
from chat.evasion.feature import EVASION
from chat.mentions.feature import MENTIONS
from chat.messages.feature import MESSAGES
from chat.moderation.feature import APPEALS, MODERATION, PEOPLE
from chat.moderation.held_feature import HELD
from chat.moderation.room_rules import ROOM_RULES
from chat.pins.feature import PINS
from chat.polls.feature import POLLS
from chat.questions.feature import QUESTIONS
from chat.raids.feature import RAIDS
from chat.reports.feature import REPORTS
from chat.shoutouts.feature import SHOUTOUTS
from chat.staff_lines.feature import STAFF_LINES

FEATURES = (
    MESSAGES,
    MENTIONS,
    MODERATION,
    APPEALS,
    PEOPLE,
    REPORTS,
    EVASION,
    ROOM_RULES,
    HELD,
    ANNOUNCEMENTS,
    PINS,
    SHOUTOUTS,
    RAIDS,
    POLLS,
    QUESTIONS,
    STAFF_LINES,
)
