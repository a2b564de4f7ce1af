"""From a command to its turn: who may be heard, how often, and which batch it joins.

Socket, REST and clock all come here; there is one path.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from livesell.access.actor import Actor
from livesell.access.arrivals import Arrival
from livesell.access.buckets import Buckets
from livesell.commanding.batching import Batches, Full, Patience
from livesell.commanding.database import Database
from livesell.commanding.rooms import ledger_name
from livesell.ledger import answers
from livesell.ledger.answers import Answer
from livesell.ledger.clock import now_ms
from livesell.ledger.feature import Row
from livesell.ledger.turn import UNREACHABLE, Handler, News, PendingCommand, decide
from livesell.wire.codes import Code
from livesell.wire.envelope import Command

log = structlog.get_logger(__name__)
Answered = Callable[[str, PendingCommand, Answer], None]
"""Called with a room, a command that was decided in it, and the answer. It raises nothing and waits for nothing."""
BATCH = 256
DEPTH = 2_000
"""Commands that may wait for one room in one process; the next is told `busy` (hazards X14)."""
PATIENCE = 5.0
"""Seconds from a command's arrival after which it is answered `unknown` if its outcome cannot be learned, wherever it
is: in a batch that is repeated, or behind one."""


class Dispatch:
    """Brings commands into turns. `committed` is called with the news of every turn, in the event loop."""

    def __init__(
        self,
        rows: tuple[Row, ...],
        database: Database,
        committed: Callable[[list[News]], None],
        batch: int = BATCH,
        answered: Answered | None = None,
    ) -> None:
        self._rows = {row.frame: row for row in rows}
        self._database = database
        self._committed = committed
        self._answered = answered
        self._rooms: Batches[str, PendingCommand, Answer] = Batches(
            self._decide,
            most=batch,
            depth=DEPTH,
            gate=database.writers,
            patience=Patience(PATIENCE, _unknown),
        )
        self.buckets = Buckets(is_shared=not database.is_ours_alone)
        self.batch_sizes: dict[int, int] = {}

    @property
    def waiting(self) -> int:
        """How many commands wait for a turn."""
        return self._rooms.waiting

    def submit(
        self, actor: Actor, command_id: str, room_id: str, frame: Command, *, arrival: Arrival | None = None
    ) -> "asyncio.Future[Answer]":
        """The answer, to come once it is durable; it is there already where nothing had to be asked. Never raises."""
        row = self._rows[type(frame)]
        if actor.is_guest:
            return _ready(answers.refused(Code.SIGN_IN))
        if wait := self.buckets.take((actor.user_id, type(frame).__name__), row.rate, time.monotonic()):
            return _ready(answers.refused(Code.TOO_FAST, retry_after_ms=int(wait * 1000) + 1))
        return self.act(
            actor, command_id, room_id, frame, row.handler, arrival=arrival, may_wait=row.may_wait
        )

    def act(
        self,
        actor: Actor,
        command_id: str,
        room_id: str,
        frame: Command,
        handler: Handler,
        *,
        arrival: Arrival | None = None,
        may_wait: bool = False,
    ) -> "asyncio.Future[Answer]":
        """As `submit`, without asking how often: for the server itself, acting by the clock."""
        try:
            pending = PendingCommand(actor, command_id, frame, handler, arrival or Arrival(now_ms()))
            return self._rooms.put(room_id, pending, may_wait=may_wait)
        except Full:
            return _ready(answers.busy())

    async def _decide(self, room_id: str, batch: list[PendingCommand]) -> list[Answer]:
        name = ledger_name(room_id, "show")
        deadline = time.monotonic() + PATIENCE
        pause = 0.02
        while True:
            try:
                outcome = await self._database.write(lambda: decide(name, batch, now=now_ms()))
            except UNREACHABLE as error:
                log.warning("turn_repeated", ledger=name, commands=len(batch), error=type(error).__name__)
                if time.monotonic() > deadline:
                    return [_unknown()] * len(batch)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 0.5)
            except Exception:  # a fault outside any one command: nothing was committed
                log.exception("turn_failed", ledger=name)
                return [answers.refused(Code.INTERNAL)] * len(batch)
            else:
                self.batch_sizes[len(batch)] = self.batch_sizes.get(len(batch), 0) + 1
                self._committed(outcome.news)
                self._tell(room_id, batch, outcome.answers)
                return outcome.answers

    def _tell(self, room_id: str, batch: list[PendingCommand], given: list[Answer]) -> None:
        if self._answered is None:
            return
        for pending, answer in zip(batch, given, strict=True):
            self._answered(room_id, pending, answer)


def _ready(answer: Answer) -> "asyncio.Future[Answer]":
    future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    future.set_result(answer)
    return future


def _unknown() -> Answer:
    return answers.refused(Code.UNKNOWN, retry_after_ms=1_000)
