"""Whether the ledgers in a backup are whole: each fact follows from the one before, to the head of the manifest."""

import csv
import io
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from livesell.ledger.sql import Sql, filling, names_of
from livesell.operate.backups.archive import SQLITE, TABLES, Ledger, Manifest, pieces
from livesell.operate.refusal import CannotStart
from livesell.wire import chain


class Kept(NamedTuple):
    """A fact as its table has it."""

    ledger_id: int
    offset: int
    fact: str
    hash: str


LEDGERS = Sql(filling(Ledger, "FROM ledger_ledger l ORDER BY l.id"))
FACTS = Sql(filling(Kept, 'FROM ledger_event e ORDER BY e.ledger_id, e."offset"'))


def faults(ledgers: Iterable[Ledger], facts: Iterable[Kept]) -> Iterator[str]:
    """What is wrong, ledger by ledger. The facts come in the order of ledgers and offsets."""
    left = {ledger.id: ledger for ledger in ledgers}
    for ledger_id, own in groupby(facts, lambda one: one.ledger_id):
        ledger = left.pop(ledger_id, None)
        if ledger is None:
            yield f"there are facts of a ledger that is not there ({ledger_id})"
        elif fault := _fault(ledger, own):
            yield f"{ledger.name}: {fault}"
    yield from (f"{one.name}: all its facts are missing" for one in left.values() if one.offset)


def _fault(ledger: Ledger, facts: Iterable[Kept]) -> str | None:
    previous, offset = chain.genesis(ledger.name, ledger.first_epoch), 0
    for one in facts:
        offset += 1
        if one.offset != offset or chain.link(previous, one.fact) != one.hash:
            return f"offset {offset} does not follow from the one before"
        previous = one.hash
    return (
        None if (offset, previous) == (ledger.offset, ledger.hash) else f"its end is missing after {offset}"
    )


def of_sqlite(path: Path) -> tuple[list[Ledger], list[str]]:
    """The ledgers of an SQLite file, and what is wrong with them or with the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as link:
        (integrity,) = link.execute("PRAGMA integrity_check(1)").fetchone()
        if integrity != "ok":
            return [], [f"the database: {integrity}"]
        ledgers = [Ledger(**dict(zip(names_of(Ledger), row, strict=True))) for row in link.execute(LEDGERS)]
        return ledgers, list(faults(ledgers, map(Kept._make, link.execute(FACTS))))


def check(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """`CannotStart` where a ledger in the backup is not whole, or is not the one of the manifest."""
    try:
        ledgers, wrong = _of_tables(file) if manifest.database == "postgresql" else _of_member(file)
    except (sqlite3.Error, ValueError, TypeError, KeyError, StopIteration) as error:
        raise CannotStart(f"The database in this backup cannot be read ({error}).") from error
    if not wrong and ledgers != manifest.ledgers:
        wrong = ["the ledgers do not stand where the manifest says"]
    if wrong:
        raise CannotStart(f"The ledgers in this backup are not whole: {'; '.join(wrong[:5])}.")


def _of_member(file: zipfile.ZipFile) -> tuple[list[Ledger], list[str]]:
    with tempfile.TemporaryDirectory(prefix="livesell-") as folder:
        copy = Path(folder) / SQLITE
        with file.open(SQLITE) as packed, copy.open("wb") as plain:
            plain.writelines(pieces(packed))
        return of_sqlite(copy)


def _of_tables(file: zipfile.ZipFile) -> tuple[list[Ledger], list[str]]:
    ledgers = [Ledger.model_validate(row) for row in _rows(file, "ledger_ledger")]
    facts = (
        Kept(int(row["ledger_id"]), int(row["offset"]), row["fact"], row["hash"])
        for row in _rows(file, "ledger_event")
    )
    return sorted(ledgers, key=lambda one: one.id), list(faults(ledgers, facts))


def _rows(file: zipfile.ZipFile, table: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with file.open(f"{TABLES}{table}.csv") as member:
        yield from csv.DictReader(io.TextIOWrapper(member, "utf-8", newline=""))
