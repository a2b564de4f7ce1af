"""Natural batching: what arrives while one batch is at work is the next batch. No timer, no added wait."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Full(Exception):
    """Too many items wait already; nothing was taken."""


class Batching(Generic[Item, Result]):
    """Hands items to `work` in their order, at most `most` at a time, one batch after the other.

    `work` answers every item of its batch, in order; if it raises, that is the answer of each item of
    this batch and of no other. `idle` is called when nothing is left to do.
    """

    def __init__(
        self,
        work: Callable[[list[Item]], Awaitable[list[Result]]],
        *,
        most: int,
        depth: int,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._work = work
        self._most = most
        self._depth = depth
        self._idle = idle
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._task: asyncio.Task[None] | None = None

    def put(self, item: Item) -> asyncio.Future[Result]:
        """The result of `item`, to come. Raises `Full`."""
        if len(self._waiting) >= self._depth:
            raise Full
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return future

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
                try:
                    results = await self._work([item for item, _ in batch])
                except Exception as error:  # whose it is, is for those who wait to see
                    _raise_for([future for _, future in batch], error)
                    continue
                for (_, future), result in zip(batch, results, strict=True):
                    if not future.done():
                        future.set_result(result)
        finally:
            self._task = None
            self._idle()


def _raise_for(futures: list[asyncio.Future[Result]], error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)
