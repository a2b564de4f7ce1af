"""What the database holds of a room after a run, read from the database behind the server's back."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from livesell.ledger.answers import kept
from tests.support.server import Server

SQLITE = "livesell.sqlite3"
Rows = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger, as it was hashed."""

    offset: int
    fact: str
    hash: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The counters of a variant."""

    stock: int
    held: int
    sold: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as its table has it."""

    id: str
    variant_id: str
    buyer_id: str
    quantity: int
    state: str
    since: int


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was kept. `answer` is the JSON of a reply without its id."""

    actor_id: str
    command_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the database says of one room's public ledger and of what it sells."""

    name: str
    epoch: str
    first_epoch: str
    offset: int
    hash: str
    lines: tuple[Line, ...]
    shelves: dict[str, Shelf]
    claims: tuple[ClaimRow, ...]
    answers: tuple[Given, ...]


def of(server: Server, room: str) -> Evidence:
    """The evidence of a room of that server, whether the server runs or not."""
    if url := server.env["DATABASE_URL"]:
        with psycopg.connect(url) as link:
            return read(room, lambda sql, params: link.execute(sql, params).fetchall())
    with closing(sqlite3.connect(server.data / SQLITE)) as file:
        return read(room, lambda sql, params: file.execute(sql.replace("%s", "?"), params).fetchall())


@contextmanager
def opened(server: Server) -> Iterator[Callable[[str, Sequence[Sequence[Any]]], None]]:
    """Runs a statement for many rows in the server's database, behind its back; committed at the end."""
    if url := server.env["DATABASE_URL"]:
        with psycopg.connect(url) as link:
            yield lambda sql, rows: link.cursor().executemany(sql, rows)
        return
    with closing(sqlite3.connect(server.data / SQLITE, timeout=10)) as file, file:
        yield lambda sql, rows: file.executemany(sql.replace("%s", "?"), rows) and None


def read(room: str, rows: Rows) -> Evidence:
    """The evidence, by whatever runs a query with %s for its parameters."""
    name = f"room.{room}"
    key, epoch, first_epoch, offset, digest = rows(
        'SELECT id, epoch, first_epoch, "offset", hash FROM ledger_ledger WHERE name = %s', [name]
    )[0]
    lines = rows('SELECT "offset", fact, hash FROM ledger_event WHERE ledger_id = %s ORDER BY 1', [key])
    selling = (
        " FROM rooms_variant v JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    )
    shelves = rows(f"SELECT v.id, v.stock, v.held, v.sold, v.waiting{selling} WHERE p.room_id = %s", [room])
    claims = rows(
        f"SELECT c.id, c.variant_id, c.buyer_id, c.quantity, c.state, c.since{selling}"
        " JOIN rooms_claim c ON c.variant_id = v.id WHERE p.room_id = %s ORDER BY c.since",
        [room],
    )
    given = rows("SELECT actor_id, command_id, answer FROM ledger_answer WHERE ledger_id = %s", [key])
    facts = {("show", line[0]): line[1] for line in lines} | {
        ("desk", at): fact
        for at, fact in rows(
            'SELECT e."offset", e.fact FROM ledger_event e JOIN ledger_ledger l ON l.id = e.ledger_id'
            " WHERE l.name = %s",
            [f"{name}.desk"],
        )
    }
    answers = [(actor, command, kept(answer, facts).json) for actor, command, answer in given]
    return Evidence(
        name=name,
        epoch=epoch,
        first_epoch=first_epoch,
        offset=offset,
        hash=digest,
        lines=tuple(Line(*row) for row in lines),
        shelves={variant: Shelf(*counters) for variant, *counters in shelves},
        claims=tuple(ClaimRow(*row) for row in claims),
        answers=tuple(Given(*row) for row in answers),
    )
