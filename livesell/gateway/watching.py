"""One connection watching one ledger: how it comes in, comes back, falls behind and is sent out."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any, Literal, Protocol

from livesell.access.actor import Actor
from livesell.commanding.rooms import Entrance, Snapshot, ledger_name
from livesell.fanout.feed import Feed
from livesell.fanout.outlet import Line
from livesell.gateway.gateway import Gateway
from livesell.ledger import answers
from livesell.ledger.position import Position, may_resume
from livesell.ledger.read import MAX_MISSED
from livesell.ledger.turn import UNREACHABLE, Refused
from livesell.websocket.outgoing import Middle, Outgoing, Spliced
from livesell.wire import envelope
from livesell.wire.codes import Close, Code

MOST_ENTRANCES = 5
"""How often an entrance is read while her standing changes again and again, or the ledger begins a new life."""
RESET_SECONDS = 60.0
"""A viewer who falls out of the ring twice within this time cannot keep up: she is told to come back."""


class Connection(Protocol):
    """The connection somebody watches by, as far as watching needs it."""

    gateway: Gateway
    actor: Actor
    line: Line
    watching: "dict[tuple[str, str], Watching]"

    def write(self, frame: Outgoing) -> None: ...

    def close(self, code: Close) -> None: ...

    def spawn(self, work: Coroutine[Any, Any, None]) -> None: ...


class Watching:
    """A viewer of a feed. Between `begin` and `stop` she is sent every fact, in order, once."""

    def __init__(self, connection: Connection, room_id: str, which: Literal["show", "desk"]) -> None:
        self.name = ledger_name(room_id, which)
        self._show = ledger_name(room_id, "show")
        self.user_id = connection.actor.user_id
        self.cursor = 0
        self.held = True
        self.silent_until = 0
        self._connection = connection
        self._room_id = room_id
        self._which = which
        self._basis: Feed | None = None
        self._reset_at = -RESET_SECONDS
        self._is_in = False
        self._stopped = False

    @property
    def ready(self) -> bool:
        return self._connection.line.ready

    def push(self, frame: str, upto: int) -> None:
        self.cursor = upto
        self._connection.write(frame)

    def catch_up(self) -> None:
        """Send what came while the line was full."""
        feed = self._feed
        if feed and self in feed.viewers:
            feed.catch_up(self)

    async def begin(self, request_id: str, position: envelope.Position | None) -> None:
        """Answer a join: go on from the position if that can be done without a hole, or begin with a snapshot."""
        try:
            entrance, feed = await self._enter()
            frame = await self._resume(feed, position, request_id) if position else None
            if frame is None:
                frame = await self._first(request_id, entrance)
            entrance = await self._still(entrance)
        except (Refused, *UNREACHABLE) as error:
            self._refuse(request_id, _code_of(error))
            return
        if self._stopped:  # she left, or asked again, while this was read
            self._connection.write(answers.reply(request_id, answers.refused(Code.WRONG_STATE)))
            return
        self._connection.write(frame)
        if self._which == "show" and (count := self._connection.gateway.viewer_count.frame(self._room_id)):
            self._connection.write(count)
        self._go()

    def _refuse(self, request_id: str, code: Code) -> None:
        self.stop()
        answer = answers.busy() if code == Code.BUSY else answers.refused(code)
        self._connection.write(answers.reply(request_id, answer))

    @property
    def is_in(self) -> bool:
        """Whether she was let in, and is not being asked about again: only then is she told and counted."""
        return self._is_in and not self.held

    def fell_behind(self) -> None:
        """What she has cannot be continued: a fresh snapshot, once; a second time soon after, she must come back."""
        now = asyncio.get_running_loop().time()
        if now - self._reset_at < RESET_SECONDS:
            self._connection.close(Close.TOO_SLOW)
        elif not self.held:
            self._reset_at, self.held = now, True
            self._connection.gateway.hub.counters.resets += 1
            self._connection.spawn(self._reset())

    def check_again(self) -> None:
        """Her standing changed: she is held where she is until the database says that she may read on."""
        self._connection.spawn(self._check())

    def stop(self) -> None:
        """Watch no more."""
        self._stopped = True
        for name in {self.name, self._show}:
            self._connection.gateway.hub.unwatch(name, self)
        if self._connection.watching.get((self._room_id, self._which)) is self:
            del self._connection.watching[self._room_id, self._which]

    @property
    def _feed(self) -> Feed | None:
        return self._connection.gateway.hub.feeds.get(self.name)

    async def _enter(self) -> tuple[Entrance, Feed]:
        gateway = self._connection.gateway
        entrance = await gateway.entrance(self._connection.actor, self._room_id, self._which)
        feed, show = await gateway.hub.follow(self.name), await gateway.hub.follow(self._show)
        if feed is None or show is None:
            raise Refused(Code.NOT_FOUND)
        return entrance, feed

    async def _still(self, entrance: Entrance) -> Entrance:
        """The entrance, read anew where her standing may have changed since: what was read meanwhile may not be hers.

        To follow may take seconds, and a ban in between is in no feed: the feed says from where on it knows. That of
        the show has come as far as its snapshots. A snapshot of the desk may know of more.
        """
        again = self._which == "desk"
        for _ in range(MOST_ENTRANCES):
            if not (again or self._is_unjudged(entrance)):
                self.silent_until = entrance.silent_until
                return entrance
            entrance, _ = await self._enter()
            again = False
        raise Refused(Code.BUSY)

    def _is_unjudged(self, entrance: Entrance) -> bool:
        show = self._connection.gateway.hub.feeds.get(self._show)
        return show is None or show.is_unjudged(self.user_id, entrance.position)

    def _go(self) -> None:
        """Begin to watch, at once after she was judged: nothing is awaited in between."""
        feed, hub = self._feed, self._connection.gateway.hub
        if self._stopped:
            return
        if feed is None or self._show not in hub.feeds:  # not followed any more: she has to come anew
            self._end(Code.BUSY)
            return
        hub.watch(self.name, self)
        if self._which == "desk":
            hub.heed(self._show, self)
        self.held, self._is_in = False, True
        if feed is self._basis:
            feed.catch_up(self)
        else:
            self.fell_behind()

    async def _resume(self, feed: Feed, position: envelope.Position, request_id: str) -> Outgoing | None:
        asked = Position(position.epoch, position.offset)
        if asked.epoch == feed.epoch and asked.offset > feed.ring.tip:
            await self._connection.gateway.hub.fill(feed)
        if not may_resume(asked, feed.position, MAX_MISSED):
            return None
        if not feed.ring.covers(asked.offset):
            await self._connection.gateway.hub.reach_back(feed, asked.offset)
        if not feed.ring.covers(asked.offset):
            return None
        self.cursor, self._basis = asked.offset, feed
        opening = f'"kind":"joined","id":{json.dumps(request_id)}'
        nothing = Snapshot(asked, "null", feed.ring.hash_at(asked.offset))
        return self._frame(opening, nothing, "null", ',"resumed":true')

    async def _first(self, request_id: str, entrance: Entrance) -> Outgoing:
        snapshot = await self._snapshot()
        opening = f'"kind":"joined","id":{json.dumps(request_id)}'
        return self._frame(opening, snapshot, entrance.mine, ',"resumed":false')

    async def _snapshot(self) -> Snapshot:
        """A snapshot from which the ring goes on without a hole."""
        gateway = self._connection.gateway
        for fresh in (False, True, True):
            snapshot = await gateway.snapshot(self._room_id, self._which, fresh=fresh)
            feed = await gateway.hub.follow(self.name)
            if feed and snapshot.position.epoch == feed.epoch:
                if snapshot.position.offset > feed.ring.tip:
                    await gateway.hub.fill(feed)
                if (
                    feed.ring.covers(snapshot.position.offset)
                    and snapshot.position.offset >= feed.redacted_at
                ):
                    self.cursor, self._basis = snapshot.position.offset, feed
                    return snapshot
        raise Refused(Code.BUSY)

    async def _reset(self) -> None:
        try:
            entrance, _ = await self._enter()
            before = self._basis
            snapshot = await self._snapshot()
            entrance = await self._still(entrance)
        except (Refused, *UNREACHABLE) as error:
            self._end(_code_of(error))
            return
        reason = "behind" if before and before.epoch == snapshot.position.epoch else "epoch"
        opening = f'"kind":"reset","reason":"{reason}"'
        self._connection.write(self._frame(opening, snapshot, entrance.mine, ""))
        self._go()

    async def _check(self) -> None:
        try:
            entrance, _ = await self._enter()
            await self._still(entrance)
        except (Refused, *UNREACHABLE) as error:
            self._end(_code_of(error))
            return
        self._go()

    def _end(self, code: Code) -> None:
        """She may not read on. Where nobody can say so now, she has to come back and ask again."""
        if self._stopped:
            return
        self.stop()
        if code == Code.BUSY:
            self._connection.close(Close.GOING_AWAY)
        else:
            ended = envelope.Ended(room=self._room_id, ledger=self._which, code=code)
            self._connection.write(ended.model_dump_json())

    def _frame(self, opening: str, snapshot: Snapshot, mine: str, closing: str) -> Outgoing:
        epoch, offset = snapshot.position.epoch, snapshot.position.offset
        begin = (
            f'{{{opening},"room":"{self._room_id}","ledger":"{self._which}","epoch":"{epoch}",'
            f'"offset":{offset},"hash":"{snapshot.hash}","snapshot":'
        )
        end = f',"mine":{mine}{closing}}}'
        if isinstance(snapshot.body, Middle):  # the same bytes for all who come in this second
            return Spliced(begin, snapshot.body, end)
        return begin + snapshot.body + end


def _code_of(error: Exception) -> Code:
    return error.code if isinstance(error, Refused) else Code.BUSY
