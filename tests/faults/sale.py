"""A sale during which something dies, and what the judges say of it afterwards."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from tests.support import checkers, evidence, people, rush, shows
from tests.support.doors import Door, Line, Way
from tests.support.history import History, Outcome
from tests.support.people import Person
from tests.support.server import Server

DOORS = 4
LINES = 12
ROUNDS = 8
"""How often a buyer with a socket of her own claims; those who come by REST claim once."""


@dataclass
class Verdict:
    """What came of a sale: figures for people, findings for judges."""

    figures: dict[str, Any]
    findings: dict[str, list[str]]


class Sale:
    """Buyers who claim, give back and talk, each command again and again until its outcome is known.

    A dozen have a socket each and come again and again; the others ask once, by REST.
    """

    def __init__(self, server: Server, host: Person, buyers: Sequence[Person], *, seed: int = 0) -> None:
        self.server = server
        self.history = History()
        self._dice = random.Random(seed)
        self._buyers = buyers
        self._show = shows.live(host, stock=max(2, len(buyers) // 6))
        self._over = False
        self._heard = asyncio.Event()
        self._struck: list[float] = []

    @classmethod
    def of(cls, server: Server, host: str, buyers: int, *, seed: int = 0) -> Self:
        """A sale of a new host's to so many new buyers."""
        return cls(
            server, people.sign_up(server.url, host), rush.crowd(server, buyers, f"{host}s guest"), seed=seed
        )

    async def run(self, trouble: "Trouble", *, seconds: float = 120.0) -> Verdict:
        """Sell, in trouble; then ask everything once more, and judge."""
        hurry = rush.Rush(self.server, self._show.room, self.history, seconds=seconds)
        lines = await asyncio.gather(*(Line(self.server, buyer).open() for buyer in self._buyers[:LINES]))
        doors = await asyncio.gather(*(Door(self.server).open() for _ in range(DOORS)))
        queue = list(self._buyers[LINES:])
        selling = asyncio.gather(
            *(self._come_often(hurry, line, buyer) for line, buyer in zip(lines, self._buyers, strict=False)),
            *(self._come_once(hurry, door, queue) for door in doors),
        )
        selling.add_done_callback(self._end)
        await trouble(self)
        await selling
        await self._ask_again(hurry, doors)
        for way in (*doors, *lines):
            way.close()
        return self._verdict()

    async def reached(self, commands: int) -> None:
        """Until so many commands were answered, or all are; then the blow falls."""
        while len(self.history.attempts) < commands and not self._over:
            self._heard.clear()
            await self._heard.wait()
        self._struck.append(time.monotonic())

    def was_hit(self) -> bool:
        """Whether every blow met commands on their way; if not, the sale shows nothing.

        That some of them came to nothing is no measure: a server may repeat them until all are answered.
        """
        on_their_way = [(one.began, one.ended) for one in self.history.attempts]
        return all(any(began < blow < ended for began, ended in on_their_way) for blow in self._struck)

    async def _come_often(self, hurry: rush.Rush, line: Line, buyer: Person) -> None:
        for _ in range(ROUNDS):
            await self._visit(hurry, line, buyer)

    async def _come_once(self, hurry: rush.Rush, door: Door, queue: list[Person]) -> None:
        while queue:
            await self._visit(hurry, door, queue.pop(0))

    def _end(self, _: object) -> None:
        self._over = True
        self._heard.set()

    async def _visit(self, hurry: rush.Rush, way: Way, buyer: Person) -> None:
        attempt = await hurry.insist(way, rush.claim(buyer, self._show.variant))
        self._heard.set()
        if attempt.outcome is not Outcome.ANSWERED or attempt.reply is None:
            return
        if self._dice.random() < 0.5:
            await hurry.insist(way, rush.release(buyer, attempt.reply["fact"]["event"]["claim"]["id"]))
        if self._dice.random() < 0.2:
            await hurry.insist(way, rush.post(buyer, f"{buyer.name} was here"))

    async def _ask_again(self, hurry: rush.Rush, doors: Sequence[Door]) -> None:
        """Whatever was answered before is answered the same: after the crash, by whatever process and door."""
        await hurry.through(doors, [wish for _, wish in self.history.invoked.values()])

    def _verdict(self) -> Verdict:
        found = evidence.of(self.server, self._show.room)
        ended = sorted(one.ended for one in self.history.attempts if one.outcome is Outcome.ANSWERED)
        pauses = [after - before for before, after in pairwise(ended)]
        figures = {
            "commands": len(self.history.invoked),
            **self.history.counts(),
            "facts": found.offset,
            "longest_silence_s": round(max(pauses, default=0.0), 2),
        }
        return Verdict(figures, checkers.judge(self.history, found))


Trouble = Callable[[Sale], Awaitable[None]]
