"""The hot table of polls, as plain values: who votes for what. One unit of a turn."""

from dataclasses import dataclass

from livesell.ledger import rows
from livesell.ledger.sql import Sql, filling, table
from livesell.ledger.turn import Turn
from livesell.wire.ids import new_id


@dataclass(slots=True)
class Ballot:
    """A poll, as far as a vote needs it."""

    id: str
    choices: int
    closes_at: int | None


POLLS = Sql(filling(Ballot, "FROM chat_poll p WHERE p.room_id = %s AND p.id = ANY(%s)"))
KEPT = Sql("SELECT id, poll_id, user_id FROM chat_vote WHERE poll_id = ANY(%s) AND user_id = ANY(%s)")
COUNTS = Sql("SELECT choice, COUNT(*) AS votes FROM chat_vote WHERE poll_id = %s GROUP BY choice")
CHOICES = Sql(
    "SELECT v.user_id, v.choice FROM chat_vote v WHERE v.poll_id ="
    ' (SELECT p.id FROM chat_poll p WHERE p.room_id = %s ORDER BY p."offset" DESC LIMIT 1)'
    " AND v.user_id = ANY(%s)"
)
CAST = table("chat_vote", "id", "poll_id", "user_id", "choice")
CHANGED = table("chat_vote", "id", "choice")


class Ballots:
    """Loads the polls and votes that the batch asks for at once; writes the votes back in two statements."""

    def __init__(self, turn: Turn) -> None:
        found = rows.select(POLLS, [turn.room_id, turn.asked("poll_id")])
        self._polls = {row["id"]: Ballot(**row) for row in found}
        cast = rows.select(KEPT, [list(self._polls), turn.actors])
        self._kept = {(row["poll_id"], row["user_id"]): row["id"] for row in cast}
        self._cast: dict[tuple[str, str], int] = {}

    def poll(self, poll_id: str) -> Ballot | None:
        """The poll, if it is of this room."""
        return self._polls.get(poll_id)

    def vote(self, poll_id: str, user_id: str, choice: int) -> None:
        """She votes for that, whatever she voted for before."""
        self._cast[poll_id, user_id] = choice

    def save(self) -> None:
        """Write back what is new and what changed."""
        fresh = [(new_id(), *key, choice) for key, choice in self._cast.items() if key not in self._kept]
        rows.insert(CAST, fresh)
        changed = [(self._kept[key], choice) for key, choice in self._cast.items() if key in self._kept]
        rows.update(CHANGED, changed)


def counts(poll_id: str, choices: int) -> list[int]:
    """How many votes each choice has."""
    found = rows.select(COUNTS, [poll_id])
    votes = {row["choice"]: row["votes"] for row in found}
    return [votes.get(choice, 0) for choice in range(choices)]


def choices_of(room_id: str, user_ids: list[str]) -> dict[str, int]:
    """What each of these users chose in the last poll of the room."""
    found = rows.select(CHOICES, [room_id, user_ids])
    return {row["user_id"]: row["choice"] for row in found}
