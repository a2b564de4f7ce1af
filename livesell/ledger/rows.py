"""Plain rows, many at a time, one statement a table: the hot path's whole ORM.

Model instances and `bulk_create` cost 200-300 µs of Python a claim; this costs a tenth. What is read and written is
declared beside it by `livesell.ledger.sql`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from livesell.ledger.sql import Sql, Table

Row = Sequence[Any]
LIMITED_SINCE = 170_000
LIMIT = (
    "SELECT set_config('transaction_timeout', current_setting('idle_in_transaction_session_timeout'), true)"
)


def select(sql: Sql, params: Iterable[Any] = ()) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name."""
    with connection.cursor() as cursor:
        _execute(cursor, sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def execute(sql: Sql, params: Iterable[Any]) -> None:
    """Run a statement that answers nothing."""
    with connection.cursor() as cursor:
        _execute(cursor, sql, params)


def insert(table: Table, rows: Sequence[Row]) -> None:
    """Add the rows. Nothing happens for none."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in table.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            source = f"json_populate_recordset(NULL::{table.name}, %s)"
            cursor.execute(
                f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {source}", [_records(table, rows)]
            )
        else:
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)


def update(table: Table, rows: Sequence[Row]) -> None:
    """Set the columns after the first of the rows whose first column is their first value. Nothing happens for none."""
    if not rows:
        return
    name, (key, *rest) = table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f'"{column}" = news."{column}"' for column in rest)
            source = f"json_populate_recordset(NULL::{name}, %s) AS news"
            cursor.execute(
                f'UPDATE {name} SET {sets} FROM {source} WHERE {name}."{key}" = news."{key}"',
                [_records(table, rows)],
            )
        else:
            sets = ", ".join(f'"{column}" = %s' for column in rest)
            cursor.executemany(
                f'UPDATE {name} SET {sets} WHERE "{key}" = %s', [(*row[1:], row[0]) for row in rows]
            )


@contextmanager
def together() -> Iterator[None]:
    """The writes inside travel to PostgreSQL in one round trip; what fails is raised at the end.

    From the first of them on the transaction ends after as long as it might stand still before (PostgreSQL 17 and
    later): a client that stops in the middle of a pipeline is not idle to PostgreSQL, and would hold its locks on.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        if connection.connection.info.server_version >= LIMITED_SINCE:
            connection.connection.execute(LIMIT)
        yield


def _execute(cursor: CursorWrapper, sql: Sql, params: Iterable[Any]) -> None:
    if connection.vendor == "postgresql":
        cursor.execute(sql, list(params))
    else:
        cursor.execute(
            _for_sqlite(sql), [json.dumps(one) if isinstance(one, list) else one for one in params]
        )


@cache
def _for_sqlite(sql: Sql) -> str:
    return sql.replace("= ANY(%s)", "IN (SELECT value FROM json_each(%s))")


def _records(table: Table, rows: Sequence[Row]) -> str:
    return json.dumps([dict(zip(table.columns, row, strict=True)) for row in rows], ensure_ascii=False)
