"""Plain rows, many at a time, one statement a table: the hot path's whole ORM.

Model instances and `bulk_create` cost 200-300 µs of Python a claim; this costs a tenth.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Row = Sequence[Any]


def select(sql: str, params: Iterable[Any] = ()) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def any_of(values: Sequence[str] | Sequence[int]) -> tuple[str, Any]:
    """`= any of these`, as SQL and its one parameter: the same text however many, so it is planned once."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", list(values)
    return "IN (SELECT value FROM json_each(%s))", json.dumps(list(values))


def insert(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add the rows. Nothing happens for none."""
    if not rows:
        return
    names = _names(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            source = f"json_populate_recordset(NULL::{table}, %s)"
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM {source}", [_records(columns, rows)]
            )
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def update(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Set `columns[1:]` of the rows whose `columns[0]` is their first value. Nothing happens for none."""
    if not rows:
        return
    key, *rest = columns
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sets = ", ".join(f'"{name}" = news."{name}"' for name in rest)
            source = f"json_populate_recordset(NULL::{table}, %s) AS news"
            cursor.execute(
                f'UPDATE {table} SET {sets} FROM {source} WHERE {table}."{key}" = news."{key}"',
                [_records(columns, rows)],
            )
        else:
            sets = ", ".join(f'"{name}" = %s' for name in rest)
            cursor.executemany(
                f'UPDATE {table} SET {sets} WHERE "{key}" = %s', [(*row[1:], row[0]) for row in rows]
            )


def delete(table: str, where: dict[str, str], key: str, values: Sequence[str]) -> None:
    """Delete the rows that have these fields and one of the values in `key`. Nothing happens for none."""
    if not values:
        return
    these, listed = any_of(values)
    fixed = "".join(f'"{name}" = %s AND ' for name in where)
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM {table} WHERE {fixed}"{key}" {these}', [*where.values(), listed])


@contextmanager
def together() -> Iterator[None]:
    """The writes inside travel to PostgreSQL in one round trip; what fails is raised at the end."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _records(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
