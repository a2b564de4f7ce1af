"""Reading a ledger: heads, what came after a position, and everything at one moment.

Always from the primary database: a replica that lags would make a reader skip.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from livesell.ledger import rows
from livesell.ledger.position import Position
from livesell.ledger.sql import Sql, filling
from livesell.wire import chain
from livesell.wire.envelope import Event

EventT = TypeVar("EventT", bound=Event)
MAX_MISSED = 1_000
"""How far behind a reader may be and still be given what she missed (hazards P1)."""


class Tip(NamedTuple):
    """Where a ledger stands."""

    epoch: str
    offset: int
    hash: str

    @property
    def position(self) -> Position:
        return Position(self.epoch, self.offset)


class Stored(NamedTuple):
    """A fact as readers get it."""

    offset: int
    type: str
    wire: str
    hash: str


STORED = (
    'SELECT e."offset", e.type, e.fact, e.hash, t.id AS text_id, t.text, t.hidden'
    " FROM ledger_ledger l JOIN ledger_event e ON e.ledger_id = l.id"
    ' LEFT JOIN ledger_text t ON t.ledger_id = l.id AND t."offset" = e."offset" WHERE l.name = %s AND '
)
TIPS = Sql(filling(Tip, "FROM ledger_ledger l WHERE l.name = ANY(%s)", name="l"))
AFTER = Sql(f'{STORED}e."offset" > %s ORDER BY e."offset" LIMIT %s')
AT = Sql(f'{STORED}e."offset" = %s')
EACH_AT = Sql(f'{STORED}e."offset" = ANY(%s) ORDER BY e."offset"')
LAST_BEFORE = Sql(f'{STORED}e.type = %s AND e."offset" < %s ORDER BY e."offset" DESC LIMIT %s')
END = 2**53
"""Behind every offset."""
HASH_AT = Sql(
    "SELECT l.first_epoch, e.hash FROM ledger_ledger l"
    ' LEFT JOIN ledger_event e ON e.ledger_id = l.id AND e."offset" = %s WHERE l.name = %s'
)


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is true at one position, whatever is written meanwhile; nothing is locked."""
    begin = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        if connection.vendor == "postgresql"
        else "BEGIN DEFERRED"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def tips(names: Sequence[str]) -> dict[str, Tip]:
    """The heads of those ledgers that exist, in one query."""
    return {row.pop("name"): Tip(**row) for row in rows.select(TIPS, [list(names)])}


def tip(name: str) -> Tip | None:
    """Where that ledger stands; None where there is none."""
    return tips([name]).get(name)


def after(name: str, offset: int, most: int = MAX_MISSED) -> list[Stored]:
    """The facts after `offset`, in order, at most `most`, as they may be served now."""
    return _stored(AFTER, [name, offset, most])


def at(name: str, offset: int) -> Stored | None:
    """The fact at that offset."""
    return next(iter(_stored(AT, [name, offset])), None)


def each_at(name: str, offsets: Sequence[int]) -> list[Stored]:
    """The facts at those offsets that there are, oldest first; in one query."""
    return _stored(EACH_AT, [name, list(offsets)]) if offsets else []


def hash_at(name: str, offset: int) -> str:
    """The hash of the chain at an offset of a ledger that exists; 0 is before its first fact."""
    (row,) = rows.select(HASH_AT, [offset, name])
    return row["hash"] or chain.genesis(name, row["first_epoch"])


def last(name: str, kinds: Sequence[str], *, most: int, before: int | None = None) -> list[Stored]:
    """The last facts of those types, before an offset if one is given; oldest first.

    Asked for each type by itself, so that the index by type finds them at once: where several were asked for together,
    the whole ledger was walked backwards.
    """
    found = [
        one
        for kind in kinds
        for one in _stored(LAST_BEFORE, [name, kind, END if before is None else before, most])
    ]
    return sorted(found, key=attrgetter("offset"))[-most:]


def moment_of(stored: Stored) -> int:
    """When a stored fact happened, in ms."""
    at: int = json.loads(stored.wire)["at"]
    return at


def recalled(event: type[EventT], stored: Stored) -> EventT:
    """The event of a stored fact, of any version: what it lacks is at its default, what is gone is skipped."""
    written = json.loads(stored.wire)["event"]
    return event.model_validate_json(
        json.dumps({key: written[key] for key in event.model_fields if key in written})
    )


def _stored(sql: Sql, params: Sequence[Any]) -> list[Stored]:
    found = rows.select(sql, params)
    return [Stored(row["offset"], row["type"], _wire(row), row["hash"]) for row in found]


def _wire(row: dict[str, Any]) -> str:
    fact: str = row["fact"]
    if row["text_id"] is None:
        return fact
    return chain.with_text(fact, None if row["hidden"] else row["text"])
