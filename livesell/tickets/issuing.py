"""Tickets for those who ask at the same time are written together."""

from functools import partial

from livesell.commanding.batching import Batching
from livesell.commanding.database import Database
from livesell.ledger.clock import now_ms
from livesell.tickets import tickets
from livesell.tickets.tickets import Holder, Issued


class Issuing:
    """The batches of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Batching[Holder, Issued] = Batching(self._issue, most=256, depth=5_000)

    @property
    def waiting(self) -> int:
        """How many wait for a batch."""
        return self._asked.waiting

    async def issue(self, holder: Holder) -> Issued:
        """A ticket for whoever this is. Raises `Full`, or one of `UNREACHABLE`."""
        return await self._asked.put(holder, may_wait=True)

    async def _issue(self, holders: list[Holder]) -> list[Issued]:
        return await self._database.write(partial(tickets.issue, holders, now_ms()))
