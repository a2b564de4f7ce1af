"""Making a backup while the server runs: the database first, at one moment, then the pictures and the keys."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import livesell
from livesell.ledger import read, rows
from livesell.operate.backups import archive, chains, tables
from livesell.operate.backups.archive import Ledger, Manifest, Writer
from livesell.operate.refusal import CannotStart

KEPT_KEYS = ("secret_key", "vapid_key", ".env")


def make(target: Path) -> Manifest:
    """Write the backup; what is in it. `CannotStart` where it cannot be written, or the ledgers are not whole."""
    with archive.written(target) as writer:
        ledgers = _sqlite(writer, target.parent) if connection.vendor == "sqlite" else _postgresql(writer)
        notes = [*_media(writer), *_keys(writer)]
        manifest = Manifest(
            format=archive.FORMAT,
            version=livesell.__version__,
            made_at=time.time_ns() // 1_000_000,
            database="sqlite" if connection.vendor == "sqlite" else "postgresql",
            migrations=applied(),
            ledgers=ledgers,
            members=writer.members,
            notes=notes,
        )
        writer.finish(manifest)
    with archive.opened(target) as (file, manifest):
        chains.check(file, manifest)
    return manifest


def applied() -> list[str]:
    """The migrations of the database, as `app.name`."""
    return sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations())


def _sqlite(writer: Writer, folder: Path) -> list[Ledger]:
    """By SQLite's own way, which waits for nobody and holds up nobody."""
    handle, name = tempfile.mkstemp(".sqlite3", ".livesell-", folder)  # 0600
    os.close(handle)
    try:
        with (
            closing(sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(name)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        ledgers, wrong = chains.of_sqlite(Path(name))
        if wrong:
            raise CannotStart(f"The ledgers are not whole: {'; '.join(wrong[:5])}.")
        with Path(name).open("rb") as plain:
            writer.add(archive.SQLITE, archive.pieces(plain))
    finally:
        Path(name).unlink()
    return ledgers


def _postgresql(writer: Writer) -> list[Ledger]:
    with read.one_moment():
        tables.dump(writer)
        return [Ledger(**row) for row in rows.select(chains.LEDGERS)]


def _media(writer: Writer) -> Iterator[str]:
    """Pictures that the database of this backup names are all there: they are made before and deleted after."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        name = path.relative_to(root).as_posix()
        try:
            with path.open("rb") as stream:
                writer.add(archive.MEDIA + name, archive.pieces(stream), packed=False)
        except FileNotFoundError:
            yield f"{name} was deleted meanwhile"


def _keys(writer: Writer) -> Iterator[str]:
    for name in KEPT_KEYS:
        path = Path(settings.DATA) / name
        if path.is_file():
            writer.add(archive.KEYS + name, [path.read_bytes()])
    if "SECRET_KEY" in os.environ:
        yield "SECRET_KEY comes from the environment: keep it elsewhere"
