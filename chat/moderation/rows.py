"""Messages that a turn lets wait, and how many wait already. Plain values."""

import json
from collections.abc import Sequence

from chat.frames.messages import PostMessage
from chat.rules.held import Why
from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn

COUNTS = Sql(
    "SELECT author_id, COUNT(*) AS held FROM chat_heldmessage WHERE room_id = %s AND why <> 'delay' GROUP BY author_id"
)
HELD = table("chat_heldmessage", "id", "room_id", "author_id", "offset", "why", "at", "until", "rest")


class Held:
    """What is held in the room: how much of whom, and what comes to it in this batch."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        self._counts: dict[str, int] = {
            row["author_id"]: row["held"] for row in rows.select(COUNTS, [turn.room_id])
        }
        self._fresh: list[Sequence[object]] = []

    @property
    def all(self) -> int:
        """How many are held."""
        return sum(self._counts.values())

    def of(self, user_id: str) -> int:
        """How many of hers are held."""
        return self._counts.get(user_id, 0)

    def add(
        self, held_id: str, author_id: str, offset: int, why: Why, at: int, until: int, frame: PostMessage
    ) -> None:
        """One more waits."""
        if why != "delay":
            self._counts[author_id] = self.of(author_id) + 1
        rest = json.dumps(frame.model_dump(mode="json", exclude={"text"}, exclude_defaults=True))
        self._fresh.append((held_id, self._room_id, author_id, offset, why, at, until, rest))

    def save(self) -> None:
        """Write what came."""
        rows.insert(HELD, self._fresh)
