"""What may befall a server in the middle of a sale. `at`: after how many answers it happens, each time."""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from tests.faults.sale import Sale, Trouble
from tests.support.postgresql import PostgreSQL

SOON = (40,)


def a_worker_dies(at: Sequence[int] = SOON) -> Trouble:
    """kill -9 of one web process; its supervisor starts another."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            sale.server.kill_worker()
            await asyncio.to_thread(sale.server.await_health)

    return trouble


def the_database_dies(database: PostgreSQL, at: Sequence[int] = SOON, *, away: float = 0.5) -> Trouble:
    """kill -9 of PostgreSQL with all its children; after a while it is started again and recovers."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            await asyncio.to_thread(database.kill)
            await asyncio.sleep(away)
            await asyncio.to_thread(database.start_again)

    return trouble


def everything_dies(at: Sequence[int] = SOON) -> Trouble:
    """kill -9 of the supervisor, and with it of all web processes and Valkey; then the server is started again."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            await asyncio.to_thread(sale.server.kill)
            await asyncio.to_thread(sale.server.start)

    return trouble


def a_worker_freezes(at: Sequence[int] = SOON, *, seconds: float = 7.0) -> Trouble:
    """One web process stands still, wherever it is in its work, and then goes on as if nothing had been."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            await _freeze(sale.server.workers()[0], seconds)

    return trouble


def valkey_dies(at: Sequence[int] = SOON) -> Trouble:
    """kill -9 of the embedded Valkey; its supervisor starts another."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            if pid := sale.server.valkey():
                os.kill(pid, signal.SIGKILL)

    return trouble


def the_database_freezes(database: PostgreSQL, at: Sequence[int] = SOON, *, seconds: float = 4.0) -> Trouble:
    """All of PostgreSQL stands still for a while."""

    async def trouble(sale: Sale) -> None:
        for answers in at:
            await sale.reached(answers)
            await asyncio.gather(*(_freeze(pid, seconds) for pid in database.pids()))

    return trouble


async def _freeze(pid: int, seconds: float) -> None:
    with suppress(ProcessLookupError):  # a child of the database may end by itself
        os.kill(pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
