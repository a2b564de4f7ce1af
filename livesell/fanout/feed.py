"""One ledger as this process follows it: its tip, its ring, and those who watch.

Facts come in at the next offset only. Everybody who watches has a cursor; what lies between it and
the tip is written to her as one frame, built once for all who stand at the same place.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Protocol

import structlog

from livesell.commanding.rooms import Traits
from livesell.fanout.counters import Counters
from livesell.fanout.ring import Ring
from livesell.ledger.position import Position, Step, step
from livesell.ledger.read import Tip
from livesell.ledger.turn import News, Told
from livesell.websocket.outgoing import Shared

log = structlog.get_logger(__name__)
REMEMBERED = 1_000
LARGEST = 64 * 1024
"""Characters of one frame, about: who drains slowly gets what she missed in pieces, and costs no more than one."""
CALM = 0.05
"""Seconds for which a room that talks a lot is collected into one frame; sales never wait for it."""
SHARE = 4
LONGEST = 0.12
"""Talk waits for `SHARE` times as long as the last fan-out took, so that it takes a fifth of a processor, but no longer
than this, in seconds, unless the fan-out itself takes longer."""


class Viewer(Protocol):
    """Somebody who watches: `cursor` is the last offset she was sent, `held` stops her there."""

    user_id: str
    cursor: int
    held: bool

    @property
    def ready(self) -> bool: ...

    def push(self, frame: str, upto: int) -> None: ...

    def fell_behind(self) -> None: ...

    def check_again(self) -> None: ...


class Feed:
    """The tip, the ring and the viewers of one ledger. Only the event loop touches it.

    It knows who was banned and what was removed after `since`, where it began. Of what lies before, anything may be
    true: whoever read something at an older position has to read it again.
    """

    def __init__(
        self, name: str, tip: Tip, traits: dict[str, Traits], counters: Counters | None = None
    ) -> None:
        self.name = name
        self.epoch = tip.epoch
        self.hash = tip.hash
        self.ring = Ring(tip.offset, tip.hash)
        self.since = tip.offset
        self.viewers: set[Viewer] = set()
        self.heeding: set[Viewer] = set()
        self.standing_changed: dict[str, int] = {}
        self.redacted_at = tip.offset
        self._redacted: deque[Callable[[Ring], None]] = deque(maxlen=REMEMBERED)
        self.counters = counters or Counters()
        self._traits = traits
        self._flush_at: asyncio.TimerHandle | None = None
        self._urgent = False
        self._flushed = 0.0
        self._cost = 0.0
        room = name.removeprefix("room.")
        which = "desk" if room.endswith(".desk") else "show"
        self._opening = f'{{"kind":"push","room":"{room.removesuffix(".desk")}","ledger":"{which}","facts":['

    @property
    def unused(self) -> bool:
        """Whether nobody watches or heeds it."""
        return not self.viewers and not self.heeding

    @property
    def position(self) -> Position:
        return Position(self.epoch, self.ring.tip)

    def offer(self, news: News) -> Step:
        """Take what goes on from the tip. FILL and RESET are the caller's to see to; nothing was taken then."""
        verdict = step(self.position, news.epoch, news.first, news.first + len(news.facts) - 1)
        if verdict is not Step.DELIVER:
            return verdict
        if news.first == self.ring.tip + 1 and news.previous != self.hash:
            log.error("news_do_not_follow", ledger=self.name, offset=news.first)
            return Step.FILL
        self.take(news.facts[self.ring.tip + 1 - news.first :])
        return Step.DELIVER

    def take(self, facts: list[Told]) -> None:
        """Add the next facts."""
        urgent = False
        for kind, wire, self.hash in facts:
            offset = self.ring.append(wire, self.hash)
            traits = self._traits.get(kind)
            if traits is None:
                continue
            urgent = urgent or traits.urgent
            if traits.redacts:
                target = json.loads(wire)["event"][traits.redacts]
                self._redact(
                    partial(Ring.redact, offset=target, field=traits.redacts, upto=offset - 1), offset
                )
            if traits.redacts_all_of:
                user_id = json.loads(wire)["event"][traits.redacts_all_of]
                self._redact(partial(Ring.redact_all_of, user_id=user_id, upto=offset), offset)
            if traits.concerns:
                self._hold(json.loads(wire)["event"][traits.concerns], offset)
        self._plan(urgent)

    def is_unjudged(self, user_id: str, read_at: Position) -> bool:
        """Whether her standing may have changed after the position at which it was read."""
        changed = max(self.since, self.standing_changed.get(user_id, 0))
        return read_at.epoch != self.epoch or read_at.offset < changed

    def reach_back(self, facts: list[tuple[str, str]], before: str) -> None:
        """Keep older facts again, as they were read; what was redacted meanwhile is redacted in them too."""
        self.ring.prepend(facts, before)
        for redact in self._redacted:
            redact(self.ring)

    def frame(self, after: int, upto: int) -> Shared:
        """The push of everything in between, with the hash of the chain at its end."""
        facts = ",".join(self.ring.between(after, upto))
        return Shared(f'{self._opening}{facts}],"hash":"{self.ring.hash_at(upto)}"}}')

    def catch_up(self, viewer: Viewer) -> None:
        """Send the viewer everything since her cursor, if her line takes it."""
        if viewer.held or not viewer.ready or viewer.cursor >= self.ring.tip:
            return
        if not self.ring.covers(viewer.cursor):
            viewer.fell_behind()
            return
        self._send(viewer, {})

    def flush(self) -> None:
        """Write to everybody who is ready. Those who are not keep their cursor and cost nothing."""
        began = time.perf_counter()
        self._flush_at, self._urgent = None, False
        tip, pieces = self.ring.tip, dict[int, tuple[str, int]]()
        for viewer in tuple(self.viewers):
            if viewer.held or viewer.cursor >= tip or not viewer.ready:
                continue
            if not self.ring.covers(viewer.cursor):
                viewer.fell_behind()
                continue
            self._send(viewer, pieces)
        self._flushed = time.perf_counter()
        self._cost = self._flushed - began

    def _send(self, viewer: Viewer, pieces: dict[int, tuple[str, int]]) -> None:
        """Write what follows her cursor for as long as her line takes it; `pieces` are those made already."""
        while viewer.cursor < self.ring.tip and viewer.ready:
            piece = pieces.get(viewer.cursor)
            if piece is None:
                upto = self.ring.reach(viewer.cursor, LARGEST)
                piece = pieces[viewer.cursor] = self.frame(viewer.cursor, upto), upto
            self._push(viewer, *piece)

    def _push(self, viewer: Viewer, frame: str, upto: int) -> None:
        self.counters.deliveries += upto - viewer.cursor
        self.counters.frames += 1
        viewer.push(frame, upto)

    def close(self) -> None:
        """Nobody watches any more."""
        if self._flush_at:
            self._flush_at.cancel()

    def _plan(self, urgent: bool) -> None:
        """At once when it is quiet; otherwise after as long as the last fan-out took, or longer for mere talk.

        So at most half of the loop's time goes into fan-out, however many facts come.
        """
        if self._flush_at and (self._urgent or not urgent):
            return
        if self._flush_at:
            self._flush_at.cancel()
        self._urgent = urgent
        pause = self._cost if urgent else max(CALM, self._cost, min(SHARE * self._cost, LONGEST))
        wait = max(0.0, self._flushed + pause - time.perf_counter())
        loop = asyncio.get_running_loop()
        self._flush_at = loop.call_later(wait, self.flush)

    def _redact(self, redact: Callable[[Ring], None], offset: int) -> None:
        self.redacted_at = offset
        self._redacted.append(redact)
        redact(self.ring)

    def _hold(self, user_id: str, offset: int) -> None:
        """Send those whose standing changed what came up to here, and nothing more until they are checked again.

        Those who watch another ledger and heed this one, because standings change here, are stopped too.
        """
        self.standing_changed[user_id] = offset
        for viewer in [one for one in self.viewers | self.heeding if one.user_id == user_id and not one.held]:
            watches = viewer in self.viewers and viewer.ready and viewer.cursor < offset
            if watches and self.ring.covers(viewer.cursor):
                self._push(viewer, self.frame(viewer.cursor, offset), offset)
            viewer.held = True
            viewer.check_again()
