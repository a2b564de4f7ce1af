"""One of the cast at the running server: a session that stays, and what she sees of the room."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from livesell.client.frames import Body, Frame
from livesell.client.https import Https
from livesell.client.reading import Reading
from livesell.client.session import Listener, Session, StayAway
from livesell.demo.cast import Player
from livesell.demo.view_state import Seen

T = TypeVar("T")
BACK_SECONDS = 20.0
"""Who was shown out, by a visitor who owns the server, looks in again after this time."""
LOST: Frame = {"kind": "reply", "ok": False, "fact": None, "error": None}
"""Stands for an answer that never came: the cast lives with it."""


def now_ms() -> int:
    """This moment; the server is on this machine and has the same clock."""
    return time.time_ns() // 1_000_000


async def persist(ask: Callable[[], T]) -> T:
    """Something over HTTPS, twice again where no good answer came: the server may just be busy with its start."""
    for _ in range(2):
        with suppress(OSError):
            return await asyncio.to_thread(ask)
        await asyncio.sleep(1)
    return await asyncio.to_thread(ask)


class Caller(Listener):
    """A player in a room. `seen` is what she sees."""

    def __init__(self, server: Https, player: Player, room: str, troupe: frozenset[str]) -> None:
        self.player = player
        self.https = player.at(server)
        self.seen = Seen(player.id, troupe)
        self._room = room
        self._session = Session(self.https, self)
        self._session.read(room)

    async def stay(self) -> None:
        """Be there, for ever."""
        await self._session.run()

    async def ask(self, body: Body) -> Frame:
        """One command and its reply."""
        with suppress(TimeoutError, StayAway):
            return await self._session.ask(body, self._room)
        return LOST

    def began(self, reading: Reading, snapshot: Frame, mine: Frame | None) -> None:
        self.seen.begin(snapshot, now_ms())

    def told(self, reading: Reading, facts: list[Frame]) -> None:
        for fact in facts:
            self.seen.take(fact)

    def ended(self, reading: Reading, code: str) -> None:
        asyncio.get_running_loop().call_later(BACK_SECONDS, self._session.read, reading.room)
