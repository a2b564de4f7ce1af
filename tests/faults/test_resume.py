"""Who was cut off comes back: to exactly what she missed where that can be had, else to a state that is right."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from livesell.fanout.ring import MAX_FACTS
from livesell.ledger.read import MAX_MISSED
from tests.support import checkers, doors, evidence, people, rush, shows
from tests.support.client import Client
from tests.support.doors import Cable, Line
from tests.support.history import History
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shows import Show

CROWD = 115
CLAIMS, POSTS = 10, 5
"""What one buyer may do at once; see the table of commands. Every claim is given back."""
NEXT_LIFE = "2-restored"
"""Numbered as lives are: an epoch of the same life would tell the fence that the database went back, and it would begin
a new life of every ledger, those of the other tests too."""


@pytest.fixture(scope="module")
def one() -> Iterator[Server]:
    """A server on SQLite."""
    server = Server().start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def hana(one: Server) -> Person:
    """The host."""
    return people.sign_up(one.url, "Hana")


@pytest.fixture
def show(hana: Person) -> Show:
    """A party with enough for everybody."""
    return shows.live(hana, stock=5_000)


@pytest.fixture(scope="module")
def crowd(one: Server) -> list[Person]:
    """People who make it a busy party; each test takes some whom no other has tired."""
    return rush.crowd(one, 4 * CROWD)


@asynccontextmanager
async def at_the_door(server: Server, crowd: list[Person], count: int) -> AsyncIterator[list[Line]]:
    """Some of the crowd, each with a socket."""
    some = [crowd.pop() for _ in range(count)]
    tickets = doors.tickets(server, some)
    lines = [
        Line(server, person, shown, source=f"127.0.3.{1 + number // 40}")
        for number, (person, shown) in enumerate(zip(some, tickets, strict=True))
    ]
    await asyncio.gather(*(line.open() for line in lines))
    try:
        yield lines
    finally:
        for line in lines:
            line.close()


async def make_it_busy(room: str, variant: str, lines: Sequence[Line]) -> History:
    """Everybody talks, claims and gives back, as much as one may at once."""
    history = History()

    async def one(line: Line) -> None:
        for number in range(POSTS):
            await rush.once(history, line, room, rush.post(line.person, f"{number} " + "and so on " * 20))
        for _ in range(CLAIMS):
            claimed = await rush.once(history, line, room, rush.claim(line.person, variant))
            assert claimed.reply is not None
            claim_id = claimed.reply["fact"]["event"]["claim"]["id"]
            await rush.once(history, line, room, rush.release(line.person, claim_id))

    await asyncio.gather(*map(one, lines))
    return history


def snapshot(server: Server, room: str) -> dict[str, Any]:
    """What a newcomer gets now."""
    found: dict[str, Any] = httpx.get(f"{server.url}/api/rooms/{room}/snapshot", timeout=15).json()
    return found


async def test_who_was_cut_off_in_a_busy_party_gets_exactly_what_she_missed(
    one: Server, show: Show, crowd: list[Person]
) -> None:
    stays, goes = await Client(one).come(), await Client(one).come()
    for viewer in (stays, goes):
        await viewer.join(show.room)
    key = f"{show.room}.show"
    async with at_the_door(one, crowd, 20) as lines:
        busy = asyncio.create_task(make_it_busy(show.room, show.variant, lines))
        began = stays.position[key]["offset"]
        for gone, back in ((25, 100), (125, 225), (250, 400)):
            await stays.reach(show.room, began + gone)
            await goes.drop()
            await stays.reach(show.room, began + back)
            await goes.come()
            assert (await goes.join(show.room))["resumed"] is True
        history = await busy

    found = evidence.of(one, show.room)
    for viewer in (stays, goes):
        await viewer.reach(show.room, found.offset)
        await viewer.leave()
    assert goes.facts[key] == stays.facts[key]
    assert checkers.seen_otherwise(goes.facts[key], found, found.offset - len(goes.facts[key])) == []
    assert checkers.judge(history, found) == {}


async def test_who_missed_more_than_a_thousand_begins_with_a_state_that_is_right(
    one: Server, show: Show, crowd: list[Person]
) -> None:
    async with at_the_door(one, crowd, 42) as lines:
        await make_it_busy(show.room, show.variant, lines)
    now = await asyncio.to_thread(snapshot, one, show.room)
    near = {"epoch": now["epoch"], "offset": now["offset"] - MAX_MISSED}
    far = {"epoch": now["epoch"], "offset": now["offset"] - MAX_MISSED - 1}
    viewer = await Client(one).come()
    await viewer.join(show.room)

    resumed = await viewer.join(show.room, position=near)
    await viewer.reach(show.room, now["offset"])
    begun = await viewer.join(show.room, position=far)

    assert resumed["resumed"] is True
    assert resumed["snapshot"] is None
    assert begun["resumed"] is False
    assert (begun["offset"], begun["snapshot"]) == (now["offset"], now["snapshot"])
    shelf = evidence.of(one, show.room).shelves[show.variant]
    shown = begun["snapshot"]["items"][0]["variants"][0]
    assert (shown["stock"], shown["held"], shown["sold"], shown["waiting"]) == (
        shelf.stock,
        shelf.held,
        shelf.sold,
        shelf.waiting,
    )
    await viewer.leave()


async def test_a_ledger_in_another_life_resets_those_who_watch_and_those_who_return(
    one: Server, show: Show
) -> None:
    stays, goes = await Client(one).come(), await Client(one).come()
    for viewer in (stays, goes):
        await viewer.join(show.room)
    await goes.drop()

    with evidence.opened(one) as many:
        many("UPDATE ledger_ledger SET epoch = %s WHERE name = %s", [(NEXT_LIFE, f"room.{show.room}")])

    reset = await stays.expect_frame("reset")
    assert (reset["epoch"], reset["reason"]) == (NEXT_LIFE, "epoch")
    assert reset["snapshot"]["room"]["id"] == show.room
    await goes.come()
    returned = await goes.join(show.room)
    assert (returned["resumed"], returned["epoch"]) == (False, NEXT_LIFE)
    for viewer in (stays, goes):
        await viewer.leave()


async def test_a_viewer_who_does_not_read_falls_out_of_the_ring_and_is_reset(
    one: Server, show: Show, crowd: list[Person]
) -> None:
    sleeper, awake = Sleeper(one, show.room), await Client(one).come()
    await sleeper.come()
    await awake.join(show.room)
    sleeper.sleep()

    async with at_the_door(one, crowd, CROWD) as lines:
        await make_it_busy(show.room, show.variant, lines)
    found = evidence.of(one, show.room)
    await awake.reach(show.room, found.offset)
    sleeper.wake()

    reset = await sleeper.expect("reset")
    assert found.offset > MAX_FACTS
    assert (reset["reason"], reset["offset"]) == ("behind", found.offset)
    assert reset["snapshot"] == (await asyncio.to_thread(snapshot, one, show.room))["snapshot"]
    seen = sleeper.cable.pushes
    show.do("item.feature", party_id=show.party, item_id=None)
    await asyncio.wait_for(sleeper.pushed(seen + 1), 15)
    sleeper.cable.close()
    await awake.leave()


class Sleeper:
    """A guest with little room for what comes in, who can stop reading."""

    def __init__(self, server: Server, room: str) -> None:
        self._server = server
        self._room = room
        self._frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def come(self) -> None:
        """Connect, be greeted, watch."""
        shown = await doors.ticket(self._server, None)
        small = socket.socket()
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        small.connect(("127.0.0.1", self._server.port))
        small.setblocking(False)
        host = f"127.0.0.1:{self._server.port}"
        _, self.cable = await asyncio.get_running_loop().create_connection(
            lambda: Cable(host, lambda _, frame: self._frames.put_nowait(json.loads(frame)), lambda: None),
            sock=small,
        )
        await self.cable.opened
        self._say({"type": "session.hello", "ticket": shown}, None)
        await self.expect("welcome")
        self._say({"type": "room.join", "ledger": "show"}, self._room)
        await self.expect("joined")

    def sleep(self) -> None:
        self.cable._transport.pause_reading()

    def wake(self) -> None:
        self.cable._transport.resume_reading()

    async def expect(self, kind: str) -> dict[str, Any]:
        """The next frame of that kind."""
        async with asyncio.timeout(15):
            while (frame := await self._frames.get())["kind"] != kind:
                pass
        return frame

    async def pushed(self, times: int) -> None:
        """Until so many pushes came."""
        while self.cable.pushes < times:
            await asyncio.sleep(0.02)

    def _say(self, body: dict[str, Any], room: str | None) -> None:
        self.cable.send(json.dumps({"id": "sleeper-1", "room": room, "body": body}).encode())
