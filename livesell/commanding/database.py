"""The small pool of threads in which all database work of the sockets happens.

SQLite has one writer for the whole file, so there it is one thread; readers never wait for it. No
socket ever does: a slow query holds a thread of this pool and nothing else.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from livesell.ledger.turn import UNREACHABLE

T = TypeVar("T")
READERS = 4
WRITERS = 4


class Threads(ThreadPoolExecutor):
    """Threads that each keep a connection to the database, and give it back at their end."""

    def __init__(self, count: int, name: str) -> None:
        self._links: list[BaseDatabaseWrapper] = []
        super().__init__(count, name, initializer=self._remember)

    def _remember(self) -> None:
        self._links.append(connections[DEFAULT_DB_ALIAS])

    def end(self) -> None:
        """Let them end with what they are doing, and close their connections."""
        self.shutdown(cancel_futures=True)
        for link in self._links:
            link.inc_thread_sharing()  # its own thread is gone
            link.close()


class Database:
    """Runs functions that use Django's database, off the event loop."""

    def __init__(self) -> None:
        self.is_ours_alone = connection.vendor == "sqlite"
        """SQLite is one process's: there is no other to be told what was committed here."""
        writers = 1 if self.is_ours_alone else WRITERS
        self.writers = asyncio.Semaphore(writers)
        """For who gathers while all writers are at work, and wants to know when one is free."""
        self._writers = Threads(writers, "writer")
        self._readers = Threads(READERS, "reader")

    async def write(self, work: Callable[[], T]) -> T:
        """The result of `work`, which may write."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, _fresh, work)

    async def read(self, work: Callable[[], T]) -> T:
        """The result of `work`, which only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, _steadily, work)

    async def close(self) -> None:
        """Let the threads end with what they are doing, and give their connections back."""
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        for pool in (self._writers, self._readers):
            pool.end()


def _fresh(work: Callable[[], T]) -> T:
    try:
        return work()
    except UNREACHABLE:
        connection.close()  # the next one begins with a new connection, not with this broken one
        raise


def _steadily(work: Callable[[], T]) -> T:
    """Once more where the database dropped the connection while nobody used it; what is too slow is not repeated."""
    try:
        return work()
    except UNREACHABLE:
        stale = connection.connection is not None and not connection.is_usable()
        connection.close()
        if not stale:
            raise
    return _fresh(work)
