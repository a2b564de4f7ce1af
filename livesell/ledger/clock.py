"""What time it is, for whoever may ask: gateway, views and timers. On PostgreSQL it is the database's clock.

All machines of a server share the database and nothing else, and a ledger's time never runs backwards: one machine
that was an hour ahead would take every room with it. So each counts on from what the database said last, by a clock
that only counts; nothing changes when its own is wrong or is set. With SQLite there is one machine, and its clock.
"""

import time

from django.db import connection

from livesell.ledger import rows
from livesell.ledger.sql import Sql

NOW = Sql("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000000)::bigint AS ns")


class Clock:
    """A clock that counts on from a database's. Before any database said something, it is the machine's own."""

    def __init__(self) -> None:
        self._since: int | None = None

    def now_ms(self) -> int:
        if self._since is None:
            return time.time_ns() // 1_000_000
        return (time.monotonic_ns() + self._since) // 1_000_000

    def hear(self, said: int, before: int, after: int) -> None:
        """The database said its time, in ns, between two moments of the counting clock.

        That is as exact as they are close; what fits it already is left as it is.
        """
        least, most = said - after, said - before
        if self._since is None or not least <= self._since <= most:
            self._since = (least + most) // 2


_clock = Clock()


def now_ms() -> int:
    """This moment, in milliseconds since the epoch."""
    return _clock.now_ms()


def follow() -> None:
    """Ask the database what time it is. Asked once a second, so that two clocks do not drift apart."""
    if connection.vendor == "postgresql":
        before = time.monotonic_ns()
        (row,) = rows.select(NOW)
        _clock.hear(row["ns"], before, time.monotonic_ns())
