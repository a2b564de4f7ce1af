"""The hub: one a process. It follows every ledger that somebody here watches.

Push is a hint, pull is the guarantee: news come from our own turns and through the Channels layer;
gaps are read from the ledger, and all heads are polled about once a second. Redis may lose everything.
"""

import asyncio
import time
from collections.abc import Iterable
from functools import partial

import structlog

from livesell.commanding.database import Database
from livesell.commanding.rooms import Traits
from livesell.fanout.counters import Counters
from livesell.fanout.feed import Feed, Viewer
from livesell.fanout.subscriber import Subscriber
from livesell.ledger import read
from livesell.ledger.answers import DESK
from livesell.ledger.position import Step
from livesell.ledger.turn import UNREACHABLE, News, Told

log = structlog.get_logger(__name__)
POLL_SECONDS = 1.0
LINGER_SECONDS = 30.0
"""How long a ledger is still followed after the last viewer left, so that her return finds its ring."""


class Hub:
    """Feeds by the name of their ledger."""

    def __init__(self, database: Database, traits: dict[str, Traits]) -> None:
        self.feeds: dict[str, Feed] = {}
        self.counters = Counters()
        self._opening: dict[str, asyncio.Task[Feed | None]] = {}
        self._filling: dict[str, asyncio.Task[None]] = {}
        self._reaching: dict[str, asyncio.Task[None]] = {}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._left_at: dict[str, float] = {}
        self._database = database
        self._traits = traits
        self._subscriber = Subscriber(wanted=lambda: self.feeds, heard=self.offer)

    async def follow(self, name: str) -> Feed | None:
        """The feed of that ledger, from now on kept current; None where there is no such ledger."""
        if feed := self.feeds.get(name):
            if feed.unused:
                self._left_at[name] = time.monotonic()
            return feed
        task = self._opening.get(name)
        if task is None:
            task = self._opening[name] = asyncio.create_task(self._open(name))
            task.add_done_callback(lambda _: self._opening.pop(name, None))
        return await asyncio.shield(task)

    def watch(self, name: str, viewer: Viewer) -> None:
        """From now on the viewer is sent what follows her cursor. The ledger is followed already."""
        self.feeds[name].viewers.add(viewer)
        self._left_at.pop(name, None)

    def heed(self, name: str, viewer: Viewer) -> None:
        """From now on the viewer is checked again when her standing changes there; she is sent nothing of it."""
        self.feeds[name].heeding.add(viewer)
        self._left_at.pop(name, None)

    def unwatch(self, name: str, viewer: Viewer) -> None:
        """The viewer is sent nothing more, and heeds nothing more."""
        if feed := self.feeds.get(name):
            feed.viewers.discard(viewer)
            feed.heeding.discard(viewer)
            if feed.unused:
                self._left_at[name] = time.monotonic()

    def offer(self, news: News) -> None:
        """News of a commit, from here or from another process. A hint: only the next offset is taken."""
        feed = self.feeds.get(news.name)
        if feed is None:
            return
        show = self._show_of(feed)
        if (show and show.ring.tip < news.show_offset) or feed.offer(news) in (Step.FILL, Step.RESET):
            self.fill(feed)

    def fill(self, feed: Feed) -> asyncio.Task[None]:
        """Read what is missing from the ledger, once for everybody who needs it."""
        task = self._filling.get(feed.name)
        if task is None:
            task = self._filling[feed.name] = asyncio.create_task(self._fill(feed))
            task.add_done_callback(lambda _: self._filling.pop(feed.name, None))
        return task

    async def reach_back(self, feed: Feed, offset: int) -> None:
        """Bring the ring back to `offset` from the ledger, once for all who come back at the same time."""
        task = self._reaching.get(feed.name)
        if task is None:
            task = self._reaching[feed.name] = asyncio.create_task(self._reach_back(feed, offset))
            task.add_done_callback(lambda _: self._reaching.pop(feed.name, None))
        await asyncio.shield(task)

    async def listen(self) -> None:
        """Take in what other processes publish. Runs for ever; what Redis loses, the poll finds."""
        await self._subscriber.listen()

    async def poll(self) -> None:
        """Compare all heads with the ledgers about once a second. Runs for ever."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self._compare()
            except UNREACHABLE as error:
                log.warning("poll_failed", error=type(error).__name__)
            self._forget_the_empty()

    async def _compare(self) -> None:
        known = {name: feed.position for name, feed in self.feeds.items()}
        if not known:
            return
        found = await self._database.read(partial(read.tips, list(known)))
        for name, before in known.items():
            feed, tip = self.feeds.get(name), found.get(name)
            if feed is None:
                continue
            if tip is None:
                self._hold_all(feed.viewers | feed.heeding)  # the room is gone: whoever asks is told so
            elif tip.epoch != feed.epoch or tip.offset < before.offset:
                self._begin_anew(feed, tip)
            elif tip.offset > feed.ring.tip:
                self.fill(feed)
            elif tip.offset == feed.ring.tip and tip.hash != feed.hash:
                log.error("feed_does_not_match", ledger=name, offset=tip.offset)
                self._begin_anew(feed, tip)

    async def _open(self, name: str) -> Feed | None:
        await self._subscriber.join(name)  # first join, then read: what is committed in between comes as news
        tip = await self._database.read(partial(read.tip, name))
        if tip is None:
            return None
        feed = self.feeds[name] = Feed(name, tip, self._traits, self.counters)
        self._left_at[name] = time.monotonic()
        self.fill(feed)
        return feed

    async def _fill(self, feed: Feed) -> None:
        while True:
            try:
                stored = await self._database.read(partial(read.after, feed.name, feed.ring.tip))
                if stored and not await self._is_judged(feed):
                    return  # the next poll asks again
            except UNREACHABLE as error:
                log.warning("fill_failed", ledger=feed.name, error=type(error).__name__)
                return  # the next poll asks again
            fresh = [one for one in stored if one.offset > feed.ring.tip]
            if fresh and fresh[0].offset == feed.ring.tip + 1:
                feed.take([Told(one.type, one.wire, one.hash) for one in fresh])
            if len(stored) < read.MAX_MISSED:
                return

    async def _is_judged(self, desk: Feed) -> bool:
        """Whether the show, where standings change, has come as far as what was just read of the desk."""
        if (show := self._show_of(desk)) is None:
            return True
        tip = await self._database.read(partial(read.tip, show.name))
        if tip and tip.offset > show.ring.tip:
            await asyncio.shield(self.fill(show))
        return tip is not None and tip.epoch == show.epoch and tip.offset <= show.ring.tip

    def _show_of(self, feed: Feed) -> Feed | None:
        return self.feeds.get(feed.name.removesuffix(DESK)) if feed.name.endswith(DESK) else None

    async def _reach_back(self, feed: Feed, offset: int) -> None:
        """From a full window back, so that the next reader a little further behind finds her facts too."""
        floor = feed.ring.floor
        start = max(0, min(offset, feed.ring.tip - read.MAX_MISSED))
        stored = await self._database.read(partial(read.after, feed.name, start))
        before = await self._database.read(partial(read.hash_at, feed.name, start))
        if feed.ring.floor == floor:
            feed.reach_back([(one.wire, one.hash) for one in stored if one.offset <= floor], before)

    def _begin_anew(self, feed: Feed, tip: read.Tip) -> None:
        """The ledger has another life or another past: nobody can go on from what she has."""
        feed.close()
        fresh = self.feeds[feed.name] = Feed(feed.name, tip, self._traits, self.counters)
        fresh.viewers, fresh.heeding = feed.viewers, feed.heeding
        for viewer in tuple(fresh.viewers):
            viewer.fell_behind()
        self._hold_all(fresh.heeding)

    def _hold_all(self, viewers: Iterable[Viewer]) -> None:
        for viewer in [one for one in viewers if not one.held]:
            viewer.held = True
            viewer.check_again()

    def _forget_the_empty(self) -> None:
        now = time.monotonic()
        for name in [name for name, left in self._left_at.items() if now - left > LINGER_SECONDS]:
            del self._left_at[name]
            feed = self.feeds.get(name)
            if feed and feed.unused:
                feed.close()
                del self.feeds[name]
                task = self._leaving[name] = asyncio.create_task(self._subscriber.leave(name))
                task.add_done_callback(partial(self._left, name))

    def _left(self, name: str, _: asyncio.Task[None]) -> None:
        self._leaving.pop(name, None)
