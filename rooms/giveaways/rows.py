"""The hot table of giveaways, as plain values: who enters, and whether she may. One unit of a turn."""

from dataclasses import dataclass

from livesell.ledger import rows
from livesell.ledger.sql import Sql, filling, table
from livesell.ledger.turn import Turn
from rooms.membership.lists import FOLLOWERS, PeopleLists
from rooms.orders.rows import Orders


@dataclass(slots=True)
class Raffle:
    """A giveaway, as far as an entry needs it."""

    id: str
    party_id: str
    giver_id: str
    eligible: str
    state: str
    closes_at: int
    entrants: int


RAFFLES = Sql(
    filling(
        Raffle,
        "FROM rooms_giveaway g JOIN rooms_party p ON p.id = g.party_id WHERE p.room_id = %s AND g.id = ANY(%s)",
    )
)
ENTRANTS = Sql("SELECT user_id FROM rooms_entry WHERE giveaway_id = %s AND user_id = ANY(%s)")
ENTERED = Sql(
    "SELECT e.user_id, e.giveaway_id FROM rooms_entry e JOIN rooms_giveaway g ON g.id = e.giveaway_id"
    ' WHERE g.party_id = ANY(%s) AND e.user_id = ANY(%s) ORDER BY e."offset"'
)
ADDED = table("rooms_entry", "giveaway_id", "user_id", "offset")
COUNTED = table("rooms_giveaway", "id", "entrants")


class Entries:
    """Loads what the batch asks for at once; keeps the new entries; writes them back in two statements."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._raffles: dict[str, Raffle] = {}
        self._entered: dict[str, set[str]] = {}
        self._fresh: list[tuple[str, str, int]] = []
        self._load(turn.asked("giveaway_id"))

    def raffle(self, giveaway_id: str) -> Raffle | None:
        """The giveaway, if it is of this room."""
        return self._raffles.get(giveaway_id)

    def has_entered(self, raffle: Raffle) -> bool:
        """Whether the actor takes part already."""
        return self._turn.actor.user_id in self._entered[raffle.id]

    def is_eligible(self, raffle: Raffle) -> bool:
        """Whether the actor is one of those for whom it is, as of this place in the turn."""
        if raffle.eligible == "followers":
            return self._turn.actor.user_id in self._turn.use(PeopleLists).of(FOLLOWERS, self._turn.room_id)
        if raffle.eligible == "buyers":
            return self._turn.actor.user_id in self._turn.use(Orders).buyers(raffle.party_id)
        return True

    def add(self, raffle: Raffle) -> None:
        """The actor takes part, by the fact that is written next."""
        user_id = self._turn.actor.user_id
        self._entered[raffle.id].add(user_id)
        raffle.entrants += 1
        self._fresh.append((raffle.id, user_id, self._turn.next_offset()))

    def save(self) -> None:
        """Write back what is new."""
        rows.insert(ADDED, self._fresh)
        changed = {giveaway_id for giveaway_id, *_ in self._fresh}
        rows.update(COUNTED, [(one, self._raffles[one].entrants) for one in sorted(changed)])

    def _load(self, giveaway_ids: list[str]) -> None:
        for row in rows.select(RAFFLES, [self._turn.room_id, giveaway_ids]):
            self._raffles[row["id"]] = Raffle(**row)
            self._entered[row["id"]] = self._entrants(row["id"])

    def _entrants(self, giveaway_id: str) -> set[str]:
        """Those of the batch's actors who take part already."""
        found = rows.select(ENTRANTS, [giveaway_id, self._turn.actors])
        return {row["user_id"] for row in found}


def entered(party_ids: list[str], user_ids: list[str]) -> dict[str, list[str]]:
    """In which giveaways of these parties each of them takes part, in the order of her entries."""
    listed: dict[str, list[str]] = {}
    for row in rows.select(ENTERED, [party_ids, user_ids]):
        listed.setdefault(row["user_id"], []).append(row["giveaway_id"])
    return listed
