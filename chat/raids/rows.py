"""Who goes along in a raid, as plain values: a crowd chooses at once. One unit of a turn."""

from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn
from livesell.wire.ids import new_id

OPEN = Sql("SELECT r.id, r.closes_at FROM chat_raid r WHERE r.room_id = %s AND r.id = ANY(%s)")
GOING = Sql("SELECT raid_id, user_id FROM chat_raider WHERE raid_id = ANY(%s) AND user_id = ANY(%s)")
GOES = table("chat_raider", "id", "raid_id", "user_id")


class Raiders:
    """Loads the raids and the choices that the batch asks for at once; writes new ones back in one statement."""

    def __init__(self, turn: Turn) -> None:
        found = rows.select(OPEN, [turn.room_id, turn.asked("raid_id")])
        self.closes: dict[str, int | None] = {row["id"]: row["closes_at"] for row in found}
        going = rows.select(GOING, [list(self.closes), turn.actors])
        self._known = {(row["raid_id"], row["user_id"]) for row in going}
        self._fresh: set[tuple[str, str]] = set()

    def go(self, raid_id: str, user_id: str) -> None:
        """She goes along, once."""
        if (raid_id, user_id) not in self._known:
            self._fresh.add((raid_id, user_id))

    def save(self) -> None:
        """Write back who goes."""
        rows.insert(GOES, [(new_id(), *key) for key in sorted(self._fresh)])
