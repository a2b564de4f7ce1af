"""The open sockets of this process: how many there may be, and which have to end."""

import asyncio
import random
import time
from collections.abc import Mapping
from functools import partial
from typing import Protocol

from livesell.access.actor import Actor
from livesell.access.buckets import Buckets, rate
from livesell.accounts.rows import moved_on
from livesell.commanding.database import Database
from livesell.fanout.outlet import Line
from livesell.gateway.connection_limits import ConnectionLimits, Who, networks_of
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from livesell.wire.codes import Close

SILENCE_SECONDS = 30.0
HANDSHAKES = "1200 in 60s"
"""From one address: a hall full of people who come back at once, and no more than a process can take. An operator may
set another (`LIVESELL_ADDRESS_RATE`)."""


class Present(Protocol):
    """Somebody at a ledger. `is_in`: she was let in, and nobody is asking again whether she may."""

    silent_until: int
    """She may not speak before this moment, in ms."""

    @property
    def is_in(self) -> bool: ...


class Socket(Protocol):
    """One open socket, as the others need to know it."""

    actor: Actor
    address: str
    who: Who
    heard_at: float
    line: Line
    in_sight: bool
    """She has the page in front of her, as her last ping said."""

    @property
    def watching(self) -> Mapping[tuple[str, str], Present]:
        """The ledgers it watches, by room and `show` or `desk`."""

    def write(self, frame: str) -> None: ...

    def close(self, code: Close) -> None: ...


class Sockets:
    """All of them. Who opens too many loses the oldest; who is silent, stuck or signed out is closed."""

    def __init__(self, database: Database, handshakes: str = HANDSHAKES, *, is_shared: bool = False) -> None:
        self.open: set[Socket] = set()
        self.limits: ConnectionLimits[Socket] = ConnectionLimits()
        self.handshakes, self._often = Buckets(is_shared=is_shared), rate(handshakes)
        self._database = database

    def reserve(self, address: str) -> bool:
        """Whether one more may come from this address, now; a place is taken."""
        now = time.monotonic()
        networks = networks_of(address)
        return not any(
            self.handshakes.take(("", one), self._often, now) for one in networks
        ) and self.limits.reserve(address)

    def seat(self, socket: Socket, actor: Actor) -> bool:
        """Whether there is a place for whom the socket is for, as it knows now; the user's oldest one goes if she has
        too many."""
        who: Who = "guest" if actor.is_guest else "person"
        if not self.limits.reserve(socket.address, who):
            return False
        self.limits.free(socket.address, socket.who)
        socket.actor, socket.who = actor, who
        if actor.user_id and (oldest := self.limits.add(actor.user_id, socket)):
            oldest.close(Close.REPLACED)
        return True

    def remove(self, socket: Socket) -> None:
        """The socket is gone."""
        self.limits.remove(socket.actor.user_id, socket)
        self.open.discard(socket)

    def close_all(self, code: Close) -> None:
        """Tell every one to go."""
        for socket in tuple(self.open):
            socket.close(code)

    async def keep_house(self) -> None:
        """Close what has to end, about once a second. Runs for ever."""
        while True:
            await asyncio.sleep(1 + random.random() / 4)
            now = asyncio.get_running_loop().time()
            for socket in tuple(self.open):
                if now - socket.heard_at > SILENCE_SECONDS:
                    socket.close(Close.SILENT)
                elif socket.line.is_stuck(now):
                    socket.close(Close.TOO_SLOW)
                elif 0 < socket.actor.until <= now_ms():  # renewed meanwhile or not: her next ticket tells
                    socket.close(Close.SIGNED_OUT)
            await self._close_signed_out()

    async def _close_signed_out(self) -> None:
        oldest: dict[str, int] = {}
        for socket in self.open:
            if user_id := socket.actor.user_id:
                oldest[user_id] = min(socket.actor.version, oldest.get(user_id, socket.actor.version))
        if not oldest:
            return
        try:
            now = await self._database.read(partial(moved_on, oldest))
        except UNREACHABLE:
            return
        for socket in tuple(self.open) if now else ():
            user_id = socket.actor.user_id
            if user_id in now and now[user_id] != socket.actor.version:
                socket.close(Close.SIGNED_OUT)
