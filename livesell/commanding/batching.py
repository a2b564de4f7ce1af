"""Natural batching: what arrives while one batch is at work is the next batch.

Only what may wait for company is held a little: after a batch, four times as long as the batch took. A batch of one
costs as much as a batch of a hundred, so a crowd that comes one by one would otherwise pay for a batch each.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key")
Item = TypeVar("Item")
Result = TypeVar("Result")
SHARE = 4
LONGEST = 0.05
"""What may wait is held for `SHARE` times as long as the last batch took, so that batches take a fifth of the time, but
never longer than this, in seconds."""


class Patience(NamedTuple, Generic[Result]):
    """How long anybody waits for a result, in seconds from when it was asked for, and what it is then."""

    seconds: float
    late: Callable[[], Result]


class Full(Exception):
    """Too many items wait already; nothing was taken."""


class Batching(Generic[Item, Result]):
    """Hands items to `work` in their order, at most `most` at a time, one batch after the other.

    `work` answers every item of its batch, in order; if it raises, that is the answer of each item of
    this batch and of no other. `idle` is called when nothing is left to do. An item that may wait is taken along by
    the next one that may not, so their order never changes. A batch is taken when the `gate` lets it through, not
    before: what arrives while it waits there comes along. With `patience` nobody waits longer for a result, whether her
    item is at work or behind one that is; in the latter case it is left out.
    """

    def __init__(
        self,
        work: Callable[[list[Item]], Awaitable[list[Result]]],
        *,
        most: int,
        depth: int,
        gate: asyncio.Semaphore | None = None,
        patience: Patience[Result] | None = None,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._work = work
        self._most = most
        self._depth = depth
        self._gate = gate or asyncio.Semaphore()
        self._idle = idle
        self._patience = patience
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._deadlines: deque[tuple[float, asyncio.Future[Result]]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def put(self, item: Item, *, may_wait: bool = False) -> asyncio.Future[Result]:
        """The result of `item`, to come. Raises `Full`."""
        if len(self._waiting) >= self._depth:
            raise Full
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        self._expect(future)
        if not may_wait or len(self._waiting) >= self._most:
            self._hurry.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return future

    @property
    def waiting(self) -> int:
        """How many items wait for a batch."""
        return len(self._waiting)

    async def _run(self) -> None:
        clock = asyncio.get_running_loop().time
        try:
            while self._waiting:
                async with self._gate:
                    began = clock()
                    await self._next()
                    took = clock() - began
                await self._rest(min(SHARE * took, LONGEST))
        finally:
            self._task = None
            self._idle()

    async def _next(self) -> None:
        taken = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        batch = [(item, future) for item, future in taken if not future.done() or future.cancelled()]
        if not self._waiting:
            self._hurry.clear()
        if not batch:
            return
        try:
            results = await self._work([item for item, _ in batch])
        except Exception as error:  # whose it is, is for those who wait to see
            _raise_for([future for _, future in batch], error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)

    def _expect(self, future: "asyncio.Future[Result]") -> None:
        """See that the future has a result in time. One timer for all: whoever came first is due first."""
        if self._patience is None:
            return
        while self._deadlines and self._deadlines[0][1].done():
            self._deadlines.popleft()
        deadline = asyncio.get_running_loop().time() + self._patience.seconds
        self._deadlines.append((deadline, future))
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_at(deadline, self._lose_patience, self._patience)

    def _lose_patience(self, patience: Patience[Result]) -> None:
        loop, self._alarm = asyncio.get_running_loop(), None
        while self._deadlines:
            deadline, future = self._deadlines[0]
            if not future.done() and deadline > loop.time():
                self._alarm = loop.call_at(deadline, self._lose_patience, patience)
                return
            self._deadlines.popleft()
            if not future.done():
                future.set_result(patience.late())

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurry.wait()


class Batches(Generic[Key, Item, Result]):
    """A batching for each key: batches of one key follow each other, those of others wait for the `gate` alone."""

    def __init__(
        self,
        work: Callable[[Key, list[Item]], Awaitable[list[Result]]],
        *,
        most: int,
        depth: int,
        gate: asyncio.Semaphore | None = None,
        patience: Patience[Result] | None = None,
    ) -> None:
        self._work = work
        self._most = most
        self._depth = depth
        self._gate = gate
        self._patience = patience
        self._busy: dict[Key, Batching[Item, Result]] = {}

    def put(self, key: Key, item: Item, *, may_wait: bool = False) -> asyncio.Future[Result]:
        """The result of `item`, to come. Raises `Full` where too many wait under this key."""
        batching = self._busy.get(key)
        if batching is None:
            batching = self._busy[key] = Batching(
                partial(self._work, key),
                most=self._most,
                depth=self._depth,
                gate=self._gate,
                patience=self._patience,
                idle=lambda: self._forget(key),
            )
        return batching.put(item, may_wait=may_wait)

    @property
    def waiting(self) -> int:
        """How many items wait for a batch, under all keys."""
        return sum(batching.waiting for batching in self._busy.values())

    def _forget(self, key: Key) -> None:
        del self._busy[key]


def _raise_for(futures: list[asyncio.Future[Result]], error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)
