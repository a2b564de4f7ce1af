"""Viewers in every process of a server, and how long it takes until all of them have seen what was said."""

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple, Self

from tests.support import doors, rush
from tests.support.client import Client
from tests.support.doors import Door
from tests.support.history import History, Outcome
from tests.support.people import Person
from tests.support.server import Server

PATIENCE = 15.0
MOST = 60
"""Sockets opened until there is one in each process: the kernel deals them out as it likes."""


class Delay(NamedTuple):
    """Seconds until one command was answered, and from there until the last viewer had its fact."""

    answer: float
    sight: float


class Audience:
    """A viewer in each process of the server, and people who talk to each process in turn."""

    def __init__(self, server: Server, room: str, people: Sequence[Person], history: History) -> None:
        self.room = room
        self.viewers: list[Client] = []
        self._server = server
        self._history = history
        self._people = list(people)
        self._doors: list[Door] = []

    @classmethod
    async def of(cls, server: Server, room: str, people: Sequence[Person], history: History) -> Self:
        """An audience in its seats."""
        audience = cls(server, room, people, history)
        audience.viewers = await one_in_each_process(server, room)
        audience._doors = [some[0] for some in (await rush.doors_by_process(server, 1)).values()]
        return audience

    async def hear(self) -> Delay:
        """Somebody says a line in one of the processes; how long it took."""
        person, door = self._people.pop(0), self._doors.pop(0)
        self._people.append(person)
        self._doors.append(door)
        await asyncio.gather(*(viewer.ask({"type": "session.ping"}) for viewer in self.viewers))
        hurry = rush.Rush(self._server, self.room, self._history, seconds=PATIENCE)
        attempt = await hurry.insist(door, rush.post(person, "Hello, everybody"))
        assert attempt.outcome is Outcome.ANSWERED, attempt
        assert attempt.reply is not None
        for viewer in self.viewers:
            await viewer.reach(self.room, attempt.reply["fact"]["offset"])
        return Delay(attempt.ended - attempt.began, time.monotonic() - attempt.ended)

    async def leave(self) -> None:
        """Everybody goes."""
        for viewer in self.viewers:
            await viewer.leave()
        for door in self._doors:
            door.close()


async def one_in_each_process(server: Server, room: str) -> list[Client]:
    """A guest who watches, in every web process."""
    found: dict[int, Client] = {}
    for _ in range(MOST):
        guest = await Client(server).come()
        process = doors.processes(server)[doors.end_of(guest.connection.socket.local_address)]
        if process in found:
            await guest.leave()
            continue
        found[process] = guest
        await guest.join(room)
        if len(found) == server.workers_wanted:
            return list(found.values())
    raise AssertionError("no way to every process")
