"""Whom lines mention, as plain values: resolved once, when a line comes in, to people of the room."""

from collections.abc import Iterable
from typing import NamedTuple

from chat.rules import mentions as rules
from livesell.accounts.names import key
from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn
from livesell.wire.envelope import Person
from livesell.wire.ids import new_id
from rooms.membership.standing import named
from rooms.permissions import is_staff

WANTED = Sql("SELECT user_id, wanted FROM chat_mentionchoice WHERE user_id = ANY(%s)")
LATELY = Sql(
    "SELECT user_id, by_id, COUNT(*) AS times FROM chat_mention WHERE user_id = ANY(%s) AND at > %s"
    " GROUP BY user_id, by_id"
)
MENTIONS = table("chat_mention", "id", "room_id", "user_id", "by_id", "offset", "at")


class Known(NamedTuple):
    """Somebody of the room who may be meant: by whom she lets herself be mentioned, and how often each did lately."""

    person: Person
    wanted: rules.From
    lately: dict[str, int]


class Mentions:
    """Those whom the lines of a batch may mean, in three queries; none where no line holds an `@`."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._known: dict[str, Known] = {}
        self._asked: set[str] = set()
        self._fresh: list[tuple[object, ...]] = []
        self._load(turn.asked("text"))

    def told(self, text: str, offset: int) -> list[Person]:
        """Whom a line of the actor's mentions that is said at that offset; each is told."""
        if not rules.AT.search(text):
            return []
        self._load([text])
        found: dict[str, Person] = {}
        for names in rules.beginnings(text):
            meant = next((self._known[each] for name in names if (each := key(name)) in self._known), None)
            if meant is not None and meant.person.id not in found and self._may(meant):
                found[meant.person.id] = meant.person
                self._tell(meant, offset)
        return list(found.values())

    def _may(self, meant: Known) -> bool:
        by = self._turn.actor.user_id
        if meant.person.id == by or not rules.may_mention(meant.wanted, by_staff=is_staff(self._turn)):
            return False
        return rules.is_told(meant.lately, by)

    def _tell(self, meant: Known, offset: int) -> None:
        by = self._turn.actor.user_id
        meant.lately[by] = meant.lately.get(by, 0) + 1
        self._fresh.append((new_id(), self._turn.room_id, meant.person.id, by, offset, self._turn.now))

    def _load(self, texts: Iterable[str]) -> None:
        names = {name for text in texts for each in rules.beginnings(text) for name in each}
        keys = {key(name) for name in names} - self._asked
        self._asked |= keys
        people = named(self._turn.room_id, sorted(keys), self._turn.now) if keys else {}
        if not people:
            return
        ids = [person.id for person in people.values()]
        wanted = {row["user_id"]: row["wanted"] for row in rows.select(WANTED, [ids])}
        lately: dict[str, dict[str, int]] = {}
        for row in rows.select(LATELY, [ids, self._turn.now - rules.WINDOW_MS]):
            lately.setdefault(row["user_id"], {})[row["by_id"]] = row["times"]
        self._known |= {
            each: Known(person, wanted.get(person.id, "all"), lately.get(person.id, {}))
            for each, person in people.items()
        }

    def save(self) -> None:
        """Write who was told."""
        rows.insert(MENTIONS, self._fresh)
        self._fresh = []
