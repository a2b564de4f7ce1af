"""What a turn must know to see who is like somebody that is banned. Plain values, three queries a batch."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from chat.rules.evasion import Known, Likeness
from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn
from livesell.wire.envelope import Person
from rooms.members import BannedNow

DEVICES = Sql(
    "SELECT u.id, u.name_key, d.digest FROM accounts_user u LEFT JOIN accounts_device d ON d.user_id = u.id"
    " WHERE u.id = ANY(%s)"
)
OF_THE_BANNED = Sql(
    "SELECT user_id AS id, digest FROM accounts_device WHERE user_id = ANY(%s) AND digest = ANY(%s)"
)
"""Those browsers alone that somebody of the batch has too: a thousand people may have twenty thousand."""
FLAGS = table("chat_evasionflag", "id", "room_id", "user_id", "banned_id", "why", "at")


class Likes:
    """Those of the batch and those who are banned, with their browsers; and who is flagged in this batch.

    `banned`: the newest accounts first.
    """

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        people = turn.use(BannedNow).people
        self._names = {row["id"]: row["name"] for row in people}
        self._known = _known(turn.actors) if people else {}
        self.banned = _banned(people, self._known)
        self._fresh: list[Sequence[object]] = []

    def of(self, user_id: str) -> Known | None:
        """One of the batch; None where nobody is banned, so that there is nobody to compare her with."""
        return self._known.get(user_id)

    def named(self, one: Known) -> Person:
        """Somebody who is banned, as everybody saw her."""
        return Person(id=one.user_id, name=self._names[one.user_id])

    def add(self, flag_id: str, user_id: str, banned_id: str, why: Likeness, at: int) -> None:
        """One more to look at."""
        self._fresh.append((flag_id, self._room_id, user_id, banned_id, why, at))

    def save(self) -> None:
        """Write what came."""
        rows.insert(FLAGS, self._fresh)


def _known(user_ids: list[str]) -> dict[str, Known]:
    devices: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    for row in rows.select(DEVICES, [user_ids]):
        keys[row["id"]] = row["name_key"]
        devices[row["id"]] |= {row["digest"]} if row["digest"] else set()
    return {user_id: Known(user_id, key, frozenset(devices[user_id])) for user_id, key in keys.items()}


def _banned(people: Sequence[dict[str, Any]], batch: dict[str, Known]) -> list[Known]:
    shared = sorted({digest for one in batch.values() for digest in one.devices})
    devices: dict[str, set[str]] = defaultdict(set)
    for row in rows.select(OF_THE_BANNED, [[row["id"] for row in people], shared]) if shared else ():
        devices[row["id"]].add(row["digest"])
    return [Known(row["id"], row["name_key"], frozenset(devices[row["id"]])) for row in people]
