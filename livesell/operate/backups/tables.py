"""A whole PostgreSQL database out and in, table by table, as it was at one moment. Needs none of its programs."""

import zipfile
from collections.abc import Iterator

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from livesell.operate.backups.archive import TABLES, Writer, pieces

MIGRATIONS = "django_migrations"
IN_ORDER = {"ledger_event": 'ledger_id, "offset"', "ledger_ledger": "id"}
"""The tables whose order in the file is of use: their chains are checked as they are read."""


def dump(writer: Writer) -> None:
    """All tables of the schema. The caller has begun the one transaction in which they are read."""
    for table in names():
        writer.add(f"{TABLES}{table}.csv", _copied_out(table))


def load(file: zipfile.ZipFile) -> None:
    """Replace what stands in the tables, in one transaction. The schema is the backup's already."""
    known = [table for table in names() if table != MIGRATIONS]
    listed = ", ".join(f'"{table}"' for table in known)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {listed} CASCADE")
        for table in known:
            _copy_in(file, table)
        for statement in connection.ops.sequence_reset_sql(
            no_style(), apps.get_models(include_auto_created=True)
        ):
            cursor.execute(statement)


def names() -> list[str]:
    """The tables of the schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def has_rows(table: str) -> bool:
    """Whether something stands in one of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
        return cursor.fetchone() is not None


def _copied_out(table: str) -> Iterator[bytes]:
    order = f" ORDER BY {IN_ORDER[table]}" if table in IN_ORDER else ""
    query = f'COPY (SELECT * FROM "{table}"{order}) TO STDOUT (FORMAT csv, HEADER)'
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        yield from map(bytes, copy)


def _copy_in(file: zipfile.ZipFile, table: str) -> None:
    with file.open(f"{TABLES}{table}.csv") as member:
        columns = member.readline().decode().strip()
        columns = ", ".join(f'"{name.strip(chr(34))}"' for name in columns.split(","))
        query = f'COPY "{table}" ({columns}) FROM STDIN (FORMAT csv)'
        with connection.cursor() as cursor, cursor.copy(query) as copy:
            for piece in pieces(member):
                copy.write(piece)
