"""A rush of buyers: many wishes through a few doors, each repeated under its id until it is answered."""

import asyncio
import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Sequence

from tests.support import doors
from tests.support.doors import Door, Way
from tests.support.history import Attempt, History, Outcome, Wish
from tests.support.people import Person
from tests.support.server import ROOT, Server


def crowd(server: Server, count: int, prefix: str = "Buyer") -> list[Person]:
    """Many people with accounts on that server, made in its database."""
    command = [sys.executable, "-m", "tests.support.crowd", str(count), prefix]
    made = subprocess.run(command, env=server.env, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Person(one["name"], "", one["id"], one["token"], server.url) for one in json.loads(made.stdout)]


def claim(person: Person, variant: str, quantity: int = 1) -> Wish:
    """A wish to have units."""
    body = {"variant_id": variant, "quantity": quantity, "price_version": 1}
    return Wish(person.id, person.token, "claim.place", body)


def release(person: Person, claim_id: str) -> Wish:
    """A wish to give a claim back."""
    return Wish(person.id, person.token, "claim.release", {"claim_id": claim_id})


def post(person: Person, text: str) -> Wish:
    """A wish to say something."""
    return Wish(person.id, person.token, "message.post", {"text": text})


async def once(history: History, way: Way, room: str, wish: Wish) -> Attempt:
    """Send the wish one time, whatever comes of it."""
    began = history.invoke(wish)
    try:
        text = await way.ask(room, wish)
    except (ConnectionError, TimeoutError):
        return history.told(wish, began, None)
    return history.told(wish, began, text)


async def doors_by_process(server: Server, each: int) -> dict[int, list[Door]]:
    """Doors to every web process of the server, `each` many."""
    found: dict[int, list[Door]] = {pid: [] for pid in server.workers()}
    for _ in range(30):
        fresh = [await Door(server).open() for _ in range(each)]
        behind = doors.processes(server)
        for door in fresh:
            some = found[behind[door.end]]
            some.append(door) if len(some) < each else door.close()
        if all(len(some) == each for some in found.values()):
            return found
    raise AssertionError("no way to every process")


PAUSE = 0.1
"""Seconds before a wish of unknown outcome is sent again."""


class Rush:
    """Wishes on their way through doors. Each is sent again until it is answered or refused, or time is up."""

    def __init__(self, server: Server, room: str, history: History, *, seconds: float = 60.0) -> None:
        self._server = server
        self._room = room
        self._history = history
        self._deadline = time.monotonic() + seconds

    async def through(self, ways: Sequence[Way], wishes: Iterable[Wish]) -> None:
        """Send them all; those that are not answered in time stay unknown."""
        queue = deque(wishes)
        await asyncio.gather(*(self._work(door, queue) for door in ways))

    async def insist(self, way: Way, wish: Wish) -> Attempt:
        """Send one until its outcome is known, whatever happens to the connection meanwhile."""
        attempt = await once(self._history, way, self._room, wish)
        while attempt.outcome is Outcome.UNKNOWN and time.monotonic() < self._deadline:
            await asyncio.sleep(PAUSE)
            await way.reopen(self._deadline)
            attempt = await once(self._history, way, self._room, wish)
        return attempt

    async def _work(self, way: Way, queue: deque[Wish]) -> None:
        while queue and time.monotonic() < self._deadline:
            await self.insist(way, queue.popleft())
