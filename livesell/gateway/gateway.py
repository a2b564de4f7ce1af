"""The gateway of one process: everything that its sockets and the REST interface share."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import Any, NamedTuple

import structlog

from livesell.access.actor import Actor
from livesell.access.buckets import Buckets
from livesell.commanding.batching import Batches, Batching, Full
from livesell.commanding.database import Database
from livesell.commanding.dispatch import Answered, Dispatch
from livesell.commanding.rooms import Entrance, Reading, Snapshot, traits_of
from livesell.edge.sessions import Sessions
from livesell.fanout.hub import Hub
from livesell.gateway.pulse import Pulse
from livesell.gateway.reactions import ReactionCount
from livesell.gateway.sockets import HANDSHAKES, Sockets
from livesell.gateway.viewer_count import ViewerCount
from livesell.ledger import clock, publish, read
from livesell.ledger.feature import Row
from livesell.ledger.lives import Seen
from livesell.ledger.turn import UNREACHABLE, News, Refused
from livesell.presence.bursts import Bursts
from livesell.presence.rates import SharedRates
from livesell.presence.viewers import Viewers
from livesell.tickets import tickets
from livesell.tickets.issuing import Issuing
from livesell.websocket.outgoing import Middle
from livesell.wire.codec import Codec
from livesell.wire.codes import Close, Code
from livesell.wire.envelope import Event

log = structlog.get_logger(__name__)
SNAPSHOT_SECONDS = 1.0
UNPUBLISHED = 1_000
REMEMBERED = 64
AT_THE_DOOR = 2_000
"""How many may wait to come into one room; the next are told `busy`, and when to ask again."""


class Shape(NamedTuple):
    """What this server is made of: the table of commands, the events, how rooms are read, what the clock does."""

    rows: tuple[Row, ...]
    events: tuple[type[Event], ...]
    reading: Reading
    chores: Callable[["Gateway"], Coroutine[Any, Any, None]]
    answered: Callable[["Gateway"], Answered] | None = None


class Gateway:
    """Made once for an event loop; `start` sets its tasks going, `stop` ends them and every socket."""

    def __init__(
        self,
        shape: Shape,
        *,
        redis_url: str,
        batch: int = 256,
        handshakes: str = HANDSHAKES,
        compresses: bool = False,
    ) -> None:
        self.compresses = compresses
        """Whether more is compressed for those who agree to it than what many are sent at their joins."""
        self.codec = Codec(row.frame for row in shape.rows)
        self.database = Database()
        self.hub = Hub(self.database, traits_of(shape.events))
        self.answered = shape.answered(self) if shape.answered else None
        self.dispatch = Dispatch(shape.rows, self.database, self._committed, batch, self.answered)
        self.tickets: Batching[str, Actor | Close] = Batching(self._spend, most=256, depth=5_000)
        self.sessions = Sessions(self.database)
        self.issuing = Issuing(self.database)
        self._public: Batching[str, bool] = Batching(self._are_public, most=256, depth=AT_THE_DOOR)
        self._entrances: Batches[tuple[str, str], Actor, Entrance | Refused] = Batches(
            self._enter, most=256, depth=AT_THE_DOOR
        )
        self.sockets = Sockets(self.database, handshakes, is_shared=not self.database.is_ours_alone)
        self.pulse = Pulse()
        self.viewer_count = ViewerCount(self.sockets, Viewers(redis_url))
        self.requests = Buckets(is_shared=not self.database.is_ours_alone)
        """What addresses and sessions have asked by HTTP: `operate.request_rates` takes from it."""
        self.reactions = ReactionCount(self.sockets, Bursts(redis_url))
        self._rates = SharedRates(
            redis_url,
            {
                "command": self.dispatch.buckets,
                "request": self.requests,
                "handshake": self.sockets.handshakes,
            },
        )
        self.deferred: dict[str, bool] = {}
        """What the clock could not do, and whether it is parked: written by who keeps time, read by the metrics."""
        self._shape = shape
        self._snapshots: dict[tuple[str, str], asyncio.Task[tuple[float, Snapshot]]] = {}
        self._unpublished: asyncio.Queue[list[News]] = asyncio.Queue(UNPUBLISHED)
        self._is_unheard = False
        self.heads: dict[str, Seen] = {}
        """Where the ledgers stand that this process wrote to last, the last one last."""
        self.went_on = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Listen, poll, publish, keep house and keep time, until `stop`. Calling it again does nothing."""
        if not self._tasks:
            chores = (
                self.hub.listen,
                self.hub.poll,
                self._keep_clock,
                self.viewer_count.count,
                self.reactions.tell,
                self._publish,
                self.sockets.keep_house,
                self.pulse.beat,
                partial(self._shape.chores, self),
                *(() if self.database.is_ours_alone else (self._rates.exchange, self.reactions.listen)),
            )
            self._tasks = [asyncio.create_task(always(chore)) for chore in chores]

    async def set_clock(self) -> None:
        """Go by the database's clock from now on, if it answers."""
        try:
            await self.database.read(clock.follow)
        except UNREACHABLE as error:
            log.warning("clock_not_read", error=type(error).__name__)

    async def stop(self) -> None:
        """Tell every socket to come back later, and end."""
        self.sockets.close_all(Close.GOING_AWAY)
        await _end(self._tasks)
        self._tasks = []
        await self.viewer_count.close()
        await self.reactions.close()
        await self._rates.close()
        await self.database.close()

    @property
    def arriving(self) -> int:
        """How many wait to be known, for a ticket, to be greeted or to come into a room."""
        waiting = (self.sessions, self.issuing, self.tickets, self._entrances)
        return sum(batches.waiting for batches in waiting)

    async def entrance(self, actor: Actor, room_id: str, which: str) -> Entrance:
        """What the reader finds of her own, read after this call together with others who come to the same ledger.

        Raises `Refused` where she may not come in, or too many do at once.
        """
        try:
            found = await self._entrances.put((room_id, which), actor, may_wait=True)
        except Full:
            raise Refused(Code.BUSY) from None
        if isinstance(found, Refused):
            raise found
        return found

    async def is_public(self, room_id: str) -> bool:
        """Whether everybody may read this room, read after this call together with what others ask; False where
        nobody can say so now."""
        try:
            return await self._public.put(room_id, may_wait=True)
        except (Full, *UNREACHABLE):
            return False

    async def snapshot(self, room_id: str, which: str, *, fresh: bool) -> Snapshot:
        """The shared part, read once for all who come in the same second; `fresh`: begun after this call."""
        key, asked = (room_id, which), asyncio.get_running_loop().time()
        while True:
            now, task = asyncio.get_running_loop().time(), self._snapshots.get(key)
            if task is None or (task.done() and (_is_old(task, now) or (fresh and task.result()[0] < asked))):
                self._snapshots = {at: one for at, one in self._snapshots.items() if not _is_old(one, now)}
                task = self._snapshots[key] = asyncio.create_task(self._read_snapshot(room_id, which, now))
            began, snapshot = await asyncio.shield(task)
            if began >= asked or not fresh:
                return snapshot

    async def _read_snapshot(self, room_id: str, which: str, now: float) -> tuple[float, Snapshot]:
        def take() -> Snapshot:
            with read.one_moment():
                found = self._shape.reading.snapshot(room_id, which)
            return found._replace(body=Middle(found.body).prepare())

        return now, await self.database.read(take)

    async def _enter(self, key: tuple[str, str], actors: list[Actor]) -> list[Entrance | Refused]:
        def enter() -> list[Entrance | Refused]:
            with read.one_moment():
                return self._shape.reading.enter(actors, *key)

        return await self.database.read(enter)

    async def _are_public(self, room_ids: list[str]) -> list[bool]:
        found = await self.database.read(partial(self._shape.reading.public, sorted(set(room_ids))))
        return [room_id in found for room_id in room_ids]

    async def _spend(self, shown: list[str]) -> list[Actor | Close]:
        try:
            found = await self.database.write(partial(tickets.spend, shown, clock.now_ms()))
        except UNREACHABLE as error:  # nobody's fault but ours: they come back with another ticket
            log.warning("tickets_not_read", error=type(error).__name__)
            return [Close.GOING_AWAY] * len(shown)
        return [one or Close.NOT_AUTHENTICATED for one in found]

    async def _keep_clock(self) -> None:
        while True:
            await self.set_clock()
            await asyncio.sleep(1)

    def _committed(self, news: list[News]) -> None:
        for one in news:
            self.hub.offer(one)
            self._remember(one)
        if self.database.is_ours_alone or self.viewer_count.is_alone:
            return  # one that comes just now finds by its poll what it was not told
        try:
            self._unpublished.put_nowait(news)
        except asyncio.QueueFull as error:
            self._unheard(error)

    def _remember(self, news: News) -> None:
        self.heads.pop(news.name, None)
        self.heads[news.name] = Seen(news.name, news.epoch, news.first + len(news.facts) - 1, news.hash)
        if len(self.heads) > REMEMBERED:
            del self.heads[next(iter(self.heads))]
        self.went_on.set()

    async def _publish(self) -> None:
        while True:
            news = await self._unpublished.get()
            try:
                await publish.publish(news)
                self._is_unheard = False
            except Exception as error:
                self._unheard(error)

    def _unheard(self, error: Exception) -> None:
        """News were lost; the others find them by their poll. Told once, not for each commit until Redis is back."""
        if not self._is_unheard:
            log.warning("news_not_published", error=type(error).__name__)
        self._is_unheard = True


async def always(chore: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """See that a chore that must never end is begun again if a fault of ours ends it."""
    while True:
        try:
            await chore()
        except Exception:
            log.exception("chore_failed")
        await asyncio.sleep(1)


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel the tasks until all have ended: a library may take a cancellation for its own and go on."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=1)


def _is_old(task: asyncio.Task[tuple[float, Snapshot]], now: float) -> bool:
    return task.done() and (bool(task.exception()) or now - task.result()[0] > SNAPSHOT_SECONDS)
