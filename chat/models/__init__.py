"""The tables of talking. Messages themselves are facts of the room's ledger, with their text beside them."""

from chat.models import moderation as moderation
