"""The head of a ledger, while a turn holds it: where the next fact goes."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from livesell.ledger import rows
from livesell.ledger.models import Ledger
from livesell.ledger.sql import Sql, table
from livesell.wire import chain

EVENTS = table("ledger_event", "ledger_id", "offset", "at", "type", "actor_id", "fact", "hash")
TEXTS = table(
    "ledger_text",
    "ledger_id",
    "offset",
    "salt",
    "text",
    "author_id",
    "line",
    "hidden_at",
    "hidden_by",
    "hidden",
)
HEAD = table("ledger_ledger", "id", "offset", "hash", "at")
READ_HEAD = Sql('SELECT id, name, epoch, "offset", hash, at FROM ledger_ledger WHERE name = %s')
LOCK_HEAD = Sql(f"{READ_HEAD} FOR UPDATE")


class Written(NamedTuple):
    """A fact that a turn has written: as it is hashed, and as readers get it."""

    offset: int
    at: int
    type: str
    actor_id: str
    fact: str
    hash: str
    wire: str


class Words(NamedTuple):
    """A text that is kept beside its fact, and whose it is. `line`: the fact whose words are said again, if any."""

    salt: str
    text: str
    author_id: str
    line: int | None = None
    hidden_at: int | None = None
    hidden_by: int | None = None


@dataclass(slots=True)
class Head:
    """One ledger's head row, and what was written on from it. Only the holder of the row's lock may write."""

    id: int
    name: str
    epoch: str
    offset: int
    hash: str
    at: int
    written: list[Written] = field(default_factory=list)
    texts: list[tuple[int, "Words"]] = field(default_factory=list)

    def write(self, kind: str, event: str, *, at: int, actor_id: str, words: "Words | None") -> Written:
        """Put the event at the next offset. Time never runs backwards in a ledger."""
        self.offset += 1
        self.at = max(self.at, at)
        fact = chain.compose(self.offset, self.at, event)
        self.hash = chain.link(self.hash, fact)
        wire = fact
        if words:
            self.texts.append((self.offset, words))
            wire = chain.with_text(fact, words.text)
        self.written.append(Written(self.offset, self.at, kind, actor_id, fact, self.hash, wire))
        return self.written[-1]

    def mark(self) -> tuple[int, str, int, int, int]:
        """Where the head stands now, for `back_to`."""
        return self.offset, self.hash, self.at, len(self.written), len(self.texts)

    def back_to(self, mark: tuple[int, str, int, int, int]) -> None:
        """Forget what was written since the mark."""
        self.offset, self.hash, self.at, facts, texts = mark
        del self.written[facts:], self.texts[texts:]

    def hide_all_of(self, author_id: str, kinds: Sequence[str], at: int, by: int) -> int:
        """Hide all words of somebody in facts of those types that this turn has written; how many there are."""
        types = {one.offset: one.type for one in self.written}
        those = [
            place
            for place, (offset, words) in enumerate(self.texts)
            if words.author_id == author_id and words.hidden_by is None and types[offset] in kinds
        ]
        for place in those:
            offset, words = self.texts[place]
            self.texts[place] = offset, words._replace(hidden_at=at, hidden_by=by)
        return len(those)

    def save(self) -> None:
        """Write everything in bulk: facts, texts, and the head itself."""
        if not self.written:
            return
        rows.insert(EVENTS, [(self.id, *one[:-1]) for one in self.written])
        texts = [(self.id, offset, *words, words.hidden_by is not None) for offset, words in self.texts]
        rows.insert(TEXTS, texts)
        rows.update(HEAD, [(self.id, self.offset, self.hash, self.at)])


Lock = Callable[[str], Head | None]


def lock_head(name: str) -> Head | None:
    """The head of that ledger, locked until the transaction ends; None where there is none.

    On SQLite the transaction holds the only write lock already, since it began IMMEDIATE.
    """
    return _head(LOCK_HEAD if connection.vendor == "postgresql" else READ_HEAD, name)


def read_head(name: str) -> Head | None:
    """The head as it stands, unlocked."""
    return _head(READ_HEAD, name)


def _head(sql: Sql, name: str) -> Head | None:
    found = rows.select(sql, [name])
    return Head(**found[0]) if found else None


def create_ledgers(*names: str) -> None:
    """See that the ledgers exist, empty, in their first life."""
    for name in names:
        epoch = secrets.token_hex(8)
        fresh = {"epoch": epoch, "first_epoch": epoch, "hash": chain.genesis(name, epoch)}
        Ledger.objects.get_or_create(name=name, defaults=fresh)


def forget(*names: str) -> None:
    """Delete these ledgers with all that stands in them. Only where nobody can come in any more."""
    Ledger.objects.filter(name__in=names).delete()
