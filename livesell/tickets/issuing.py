"""Tickets for those who ask at the same time: their sessions are read and their tickets written together."""

from functools import partial

import structlog

from livesell.access.actor import GUEST
from livesell.accounts.sessions import whose
from livesell.commanding.batching import Batching
from livesell.commanding.database import Database
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from livesell.tickets import tickets
from livesell.tickets.tickets import Holder, Issued

log = structlog.get_logger(__name__)
GUEST_KEY = ""


class Issuing:
    """The batches of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Batching[str, Issued | None] = Batching(self._issue, most=256, depth=5_000)

    @property
    def waiting(self) -> int:
        """How many wait for a batch."""
        return self._asked.waiting

    async def issue(self, key: str) -> Issued | None:
        """A ticket for whoever is signed in by the session of this key, or a guest's; None where that is not plain.

        Raises `Full`, or one of `UNREACHABLE`.
        """
        return await self._asked.put(key, may_wait=True)

    async def _issue(self, keys: list[str]) -> list[Issued | None]:
        try:
            signed_in = await self._database.read(partial(whose, set(keys) - {GUEST_KEY}))
            owners = [signed_in.get(key) if key else GUEST for key in keys]
            known = [Holder(owner, key) for owner, key in zip(owners, keys, strict=True) if owner is not None]
            made = iter(await self._database.write(partial(tickets.issue, known, now_ms())))
        except UNREACHABLE as error:
            log.warning("tickets_not_written", error=type(error).__name__)
            raise
        except Exception:  # whose fault it is comes out where each is looked at alone
            log.exception("tickets_not_issued", asked=len(keys))
            return [None] * len(keys)
        log.debug("tickets_issued", asked=len(keys), issued=len(known))
        return [None if owner is None else next(made) for owner in owners]
