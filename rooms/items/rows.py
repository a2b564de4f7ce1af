"""Items as plain values, for what a crowd does at once."""

from livesell.ledger import rows
from livesell.ledger.sql import Sql, filling
from livesell.ledger.turn import Turn
from rooms.rules.requests import Wanted

WANTED = Sql(
    filling(
        Wanted,
        "FROM rooms_item i JOIN rooms_party p ON p.id = i.party_id"
        " WHERE p.room_id = %s AND p.state <> 'draft' AND i.id = ANY(%s)",
        id="i",
        party_state="p.state",
        on_air="p.on_air = i.id",
    )
)


class Wanting:
    """The announced items that a batch asks for, as one asks for them. One unit of a turn."""

    def __init__(self, turn: Turn) -> None:
        found = rows.select(WANTED, [turn.room_id, turn.asked("item_id")])
        self._items = {row.pop("id"): Wanted(**row) for row in found}

    def item(self, item_id: str) -> Wanted | None:
        return self._items.get(item_id)

    def save(self) -> None:
        """Nothing is written through this unit."""
