"""Sessions that are shown at the same time are read together, off the event loop."""

import asyncio
from functools import partial

import structlog

from livesell.accounts.sessions import SignedIn, whose
from livesell.commanding.batching import Batching
from livesell.commanding.database import Database
from livesell.ledger.turn import UNREACHABLE

log = structlog.get_logger(__name__)


class Sessions:
    """The batches of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Batching[str, SignedIn | None] = Batching(self._read, most=256, depth=5_000)

    @property
    def waiting(self) -> int:
        """How many wait for a batch."""
        return self._asked.waiting

    def whose(self, key: str, *, may_wait: bool = False) -> "asyncio.Future[SignedIn | None]":
        """Who is signed in by the session of this key, read after this call; None where that is not plain.

        Raises `Full`; the future, one of `UNREACHABLE`.
        """
        return self._asked.put(key, may_wait=may_wait)

    async def _read(self, keys: list[str]) -> list[SignedIn | None]:
        try:
            found = await self._database.read(partial(whose, keys))
        except UNREACHABLE as error:
            log.warning("sessions_not_read", error=type(error).__name__)
            raise
        except Exception:  # whose fault it is comes out where each is looked at alone
            log.exception("sessions_not_read", asked=len(keys))
            return [None] * len(keys)
        return [found.get(key) for key in keys]
