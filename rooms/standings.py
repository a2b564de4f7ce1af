"""How people stand in a room, as a turn reads it."""

from typing import Any

from livesell.ledger import rows
from livesell.ledger.turn import Turn
from rooms.rules.roles import Standing


class Members:
    """A room's privacy and its standings. Those of everybody in the batch are loaded at first use, in one query."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        self.private, self._known = _read(turn.room_id, turn.actors)

    def of(self, user_id: str) -> Standing:
        """How somebody stands; who has no row is a buyer."""
        if user_id not in self._known:
            self._known |= standings(self._room_id, [user_id])
        return self._known[user_id]

    def save(self) -> None:
        """Nothing is written through this unit."""


def standings(room_id: str, user_ids: list[str]) -> dict[str, Standing]:
    """The standings of these users."""
    return _read(room_id, user_ids)[1]


def _read(room_id: str, user_ids: list[str]) -> tuple[bool, dict[str, Standing]]:
    """Whether the room is for members only, and how these users stand in it."""
    these, listed = rows.among(user_ids)
    found = rows.select(
        "SELECT r.private, m.user_id, m.role, m.banned, m.banned_until FROM rooms_room r"
        f" LEFT JOIN rooms_member m ON m.room_id = r.id AND m.user_id {these} WHERE r.id = %s",
        [listed, room_id],
    )
    known = {user_id: Standing(user_id) for user_id in user_ids}
    known |= {row["user_id"]: _standing(row) for row in found if row["user_id"]}
    return any(row["private"] for row in found), known


def standing(turn: Turn) -> Standing:
    """How the actor stands: those who run the server stand as the owner of every room."""
    own = turn.use(Members).of(turn.actor.user_id)
    if turn.actor.operator:
        return Standing(own.user_id, "owner", member=True)
    return own


def _standing(row: dict[str, Any]) -> Standing:
    return Standing(row["user_id"], row["role"], bool(row["banned"]), row["banned_until"], member=True)
