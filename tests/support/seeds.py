"""What many tests begin with is made once a process, by real turns; for every further test its rows are put in again.

The cast and Hana's room take eleven turns and accounts, a third of what a short test costs. Their rows are two dozen.
"""

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection

T = TypeVar("T")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""By table: its columns, and its rows."""


class Seed(Generic[T]):
    """What one function makes, and the rows it leaves in the database."""

    def __init__(self) -> None:
        self._kept: tuple[T, Rows] | None = None

    def plant(self, make: Callable[[], T]) -> T:
        """What `make` makes; at every later call the same again, with the same ids, in a database that is without."""
        if self._kept is not None:
            made, rows_by_table = self._kept
            for table, (columns, rows) in rows_by_table.items():
                _insert(table, columns, rows)
            return copy.deepcopy(made)
        before = _everything()
        made = make()
        fresh = {
            table: (columns, [row for row in rows if row not in before[table][1]])
            for table, (columns, rows) in _everything().items()
            if rows != before[table][1]
        }
        self._kept = (copy.deepcopy(made), fresh)
        return made


def _everything() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def _insert(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    values = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({values})", rows
        )
