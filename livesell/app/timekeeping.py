"""The clock of this server: what is due is brought to its turn, about once a second; what fails backs off."""

import asyncio
from collections.abc import Sequence
from functools import partial

import structlog

from livesell.access.actor import SYSTEM
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from livesell.wire.codes import Code
from rooms.clock import deferrals, due
from rooms.parties import outages

log = structlog.get_logger(__name__)
LATE = (Code.BUSY, Code.UNKNOWN)
"""Answers that say nothing of the command: it is found again, and tried again at once."""


class Timekeeper:
    """Runs in every process. Their ids make that safe: each command has one effect, whoever sends it."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._known: dict[str, bool] = {}

    async def run(self) -> None:
        """Look and act, for ever."""
        found: list[due.Due] = []
        refused, missed = frozenset[str](), frozenset[str]()
        while True:
            try:
                _, refused = await asyncio.gather(asyncio.sleep(1), self._act(found, refused))
                self._known = await self._gateway.database.read(deferrals.known)
                self._gateway.deferred = self._known
                gaps = await self._gateway.database.read(partial(due.gaps, now_ms()))
                # Where the server was away is told first: no lot closes by a time in which nobody could bid.
                missed = await self._act(gaps, missed)
                await self._gateway.database.write(partial(outages.beat, now_ms()))
                found = await self._gateway.database.read(partial(due.find, now_ms()))
            except UNREACHABLE as error:
                log.warning("deadlines_not_read", error=type(error).__name__)
                found = []

    async def _act(self, found: Sequence[due.Due], refused: frozenset[str]) -> frozenset[str]:
        """Do what is due; the keys of what was refused. `refused` are those of the last time.

        A refusal alone may be another process's doing, which was faster: it counts where the thing is found again.
        """
        codes = await asyncio.gather(*(self._in_time(one) for one in found))
        failed = [(one, code) for one, code in zip(found, codes, strict=True) if code and code not in LATE]
        again = [(one, code) for one, code in failed if code == Code.INTERNAL or one.key in refused]
        done = [
            one.key for one, code in zip(found, codes, strict=True) if not code and one.key in self._known
        ]
        if again:
            told = [deferrals.Failed(one.key, one.room_id, code) for one, code in again]
            await self._gateway.database.write(partial(deferrals.note, told, now_ms()))
        if done or not all(self._known.values()):
            await self._gateway.database.write(partial(deferrals.settle, done, now_ms()))
        return frozenset(one.key for one, _ in failed)

    async def _in_time(self, one: due.Due) -> str | None:
        """Bring it to its turn: at once, or at the moment within this second that it names. Why it was refused."""
        await asyncio.sleep(max(0, one.at - now_ms()) / 1000)
        answer = await self._gateway.dispatch.act(SYSTEM, one.command_id, one.room_id, one.frame, one.handler)
        return answer.code
