"""What a turn must know to judge messages: the room's rules, who speaks, what was said lately. Plain values."""

import json
from dataclasses import dataclass, field
from functools import lru_cache

from chat.rules import flood
from chat.rules.filters import Filters, Term, filters_of
from chat.rules.modes import UNIQUE_MS, Modes
from chat.rules.sketches import Sketch
from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.ledger.turn import Turn
from livesell.wire.ids import new_id

RULES = Sql("SELECT modes, rude, languages, terms_key FROM chat_roomrules WHERE room_id = %s")
TERMS = Sql("SELECT kind, act, term FROM chat_term WHERE room_id = %s")
SPEAKERS = Sql(
    "SELECT id, user_id, messages, last_at, recent FROM chat_speaker WHERE room_id = %s AND user_id = ANY(%s)"
)
LATELY = Sql("SELECT said FROM chat_recentlines WHERE room_id = %s")
HEARD = table("chat_speaker", "id", "messages", "last_at", "recent")
FIRST_HEARD = table("chat_speaker", "id", "room_id", "user_id", "messages", "last_at", "recent")
SAID = table("chat_recentlines", "room_id", "said")
MOST_RECENT = 300
"""Sketches of a room that are kept: of more a room in unique mode does not know."""


class Rules:
    """The room's modes and filters, in one query a batch. Compiled once for all turns until its terms change."""

    def __init__(self, turn: Turn) -> None:
        found = rows.select(RULES, [turn.room_id])
        stored = found[0] if found else {"modes": "{}", "rude": "off", "languages": "", "terms_key": ""}
        self.modes = _modes(stored.pop("modes"))
        self.filters = _filters(turn.room_id, **stored)

    def save(self) -> None:
        """Nothing is written through this unit."""


@lru_cache(maxsize=256)
def _modes(stored: str) -> Modes:
    return Modes.model_validate_json(stored)


@lru_cache(maxsize=256)
def _filters(room_id: str, rude: str, languages: str, terms_key: str) -> Filters:
    found = rows.select(TERMS, [room_id]) if terms_key else []
    return filters_of(
        (Term(row["kind"], row["act"], row["term"]) for row in found),
        rude,  # type: ignore[arg-type]  # what the frame let in
        languages.split(",") if languages else (),  # type: ignore[arg-type]
    )


@dataclass(slots=True)
class Speaker:
    """Somebody in this room: how much she has said, when last, and what lately. `id`: of her row, if she has one."""

    user_id: str
    id: str = ""
    messages: int = 0
    last_at: int | None = None
    recent: list[flood.Said] = field(default_factory=list)
    changed: bool = False


class Speakers:
    """Those of the batch who speak, in one query."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        self._known: dict[str, Speaker] = {}
        self._load(turn.actors)

    def _load(self, user_ids: list[str]) -> None:
        self._known |= {user_id: Speaker(user_id) for user_id in user_ids}
        for row in rows.select(SPEAKERS, [self._room_id, user_ids]):
            recent = [(at, what) for at, what in json.loads(row["recent"])]
            one = Speaker(row["user_id"], row["id"], row["messages"], row["last_at"], recent)
            self._known[one.user_id] = one

    def of(self, user_id: str) -> Speaker:
        """Somebody; those who ask in this batch were loaded with it."""
        if user_id not in self._known:
            self._load([user_id])
        return self._known[user_id]

    def save(self) -> None:
        """Write back who said something."""
        changed = [one for one in self._known.values() if one.changed]
        kept = {one.user_id: (one.messages, one.last_at, json.dumps(one.recent)) for one in changed}
        rows.update(HEARD, [(one.id, *kept[one.user_id]) for one in changed if one.id])
        fresh = [(new_id(), self._room_id, one.user_id, *kept[one.user_id]) for one in changed if not one.id]
        rows.insert(FIRST_HEARD, fresh)


class Lately:
    """Sketches of what was said in the room within the last seconds."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        found = rows.select(LATELY, [turn.room_id])
        self._is_kept = bool(found)
        said = [(at, tuple(one)) for at, one in json.loads(found[0]["said"])] if found else []
        self._said: list[tuple[int, Sketch]] = [each for each in said if each[0] > turn.now - UNIQUE_MS]
        self._changed = False

    @property
    def sketches(self) -> list[Sketch]:
        """What was said, oldest first."""
        return [one for _, one in self._said]

    def add(self, at: int, one: Sketch) -> None:
        """Somebody says this."""
        self._said = [*self._said, (at, one)][-MOST_RECENT:]
        self._changed = True

    def save(self) -> None:
        """Write back, if something was said."""
        if not self._changed:
            return
        row = (self._room_id, json.dumps(self._said))
        if self._is_kept:
            rows.update(SAID, [row])
        else:
            rows.insert(SAID, [row])
