"""A session at a real server: it signs in, reads, is cut off, comes back, and asks again under the same id."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from livesell.client.https import Https, Refused
from livesell.client.reading import Gap, Reading
from livesell.client.session import Listener, Session, StayAway
from livesell.wire.codes import Close
from tests.support import people, shows
from tests.support.people import PASSWORD, Person
from tests.support.server import Server
from tests.support.shows import Show


class Notes(Listener):
    """Writes down what was told, and says so."""

    def __init__(self) -> None:
        self.snapshots: list[dict[str, Any]] = []
        self.offsets: list[int] = []
        self.endings: list[str] = []
        self.changed = asyncio.Event()

    def began(self, reading: Reading, snapshot: dict[str, Any], mine: dict[str, Any] | None) -> None:
        self.snapshots.append(snapshot)
        self.changed.set()

    def told(self, reading: Reading, facts: list[dict[str, Any]]) -> None:
        self.offsets += [fact["offset"] for fact in facts]
        self.changed.set()

    def ended(self, reading: Reading, code: str) -> None:
        self.endings.append(code)
        self.changed.set()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def running(https: Https, room: str, notes: Notes) -> AsyncIterator[Session]:
    session = Session(https, notes, checks_chain=True)
    session.read(room)
    task = asyncio.create_task(session.run())
    try:
        async with asyncio.timeout(60):
            await session.here.wait()
            yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def cut(session: Session) -> None:
    """As in a tunnel."""
    assert session._connection is not None
    session._connection.socket.transport.abort()


@pytest.fixture
def at_the_shop(shop: Server) -> Https:
    return Https(shop.url)


def test_an_account_is_made_and_signed_in_to(at_the_shop: Https) -> None:
    made = at_the_shop.sign_up("Bea", "bea@example.org", PASSWORD)
    again = at_the_shop.sign_in("bea@example.org", PASSWORD)
    assert made.user == again.user != ""
    assert made.token != again.token
    assert again.ticket()
    with pytest.raises(Refused) as wrong:
        at_the_shop.sign_in("bea@example.org", "another walk")
    assert wrong.value.status == 400


def test_a_refused_command_by_rest_has_its_reply(at_the_shop: Https, show: Show) -> None:
    reply = at_the_shop.command(show.room, "message.post", {"text": "hello"})
    assert reply["error"]["code"] == "sign_in"


async def test_who_is_cut_off_misses_nothing_and_reads_nothing_twice(
    at_the_shop: Https, show: Show, hana: Person
) -> None:
    notes = Notes()
    async with running(at_the_shop, show.room, notes) as session:
        position = session._readings[show.room, "show"].position
        assert position is not None
        start = position["offset"]
        for number, words in enumerate(("ဟယ်လို", "ทุกคน", "مرحبا"), start=1):
            cut(session)
            await asyncio.to_thread(shows.do, hana, show.room, "message.post", text=words)
            await notes.until(lambda count=number: len(notes.offsets) == count)
    assert notes.offsets == [start + 1, start + 2, start + 3]
    assert len(notes.snapshots) == 1, "every return went on from its position"


async def test_what_was_asked_as_the_connection_broke_has_one_effect(
    at_the_shop: Https, shop: Server, show: Show
) -> None:
    ben, notes = await asyncio.to_thread(people.sign_up, shop.url, "Ben"), Notes()
    https = Https(at_the_shop.url, ben.token, ben.id)
    async with running(https, show.room, notes) as session:
        asking = asyncio.create_task(session.ask(shows.claim(show.variant), show.room, "ben-claims-once"))
        await asyncio.sleep(0)  # it is about to be sent
        cut(session)
        answer = await asking
        again = await session.ask(shows.claim(show.variant), show.room, "ben-claims-once")
    assert answer["ok"], answer
    assert again == answer
    assert https.get(f"/api/rooms/{show.room}/snapshot")["mine"]["claims"][1:] == []


async def test_a_gap_is_read_again_from_the_position(
    at_the_shop: Https, show: Show, hana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes, take, lost = Notes(), Reading.take, []

    def lose_one(reading: Reading, push: dict[str, Any]) -> list[dict[str, Any]]:
        if not lost:
            lost.append(push)
            raise Gap("the network ate it")
        return take(reading, push)

    monkeypatch.setattr(Reading, "take", lose_one)
    async with running(at_the_shop, show.room, notes):
        await asyncio.to_thread(shows.do, hana, show.room, "message.post", text="one")
        await notes.until(lambda: len(notes.offsets) == 1)
    assert lost[0]["facts"][0]["offset"] == notes.offsets[0]
    assert len(notes.snapshots) == 1


async def test_a_room_that_is_not_there_ends_its_reading_alone(at_the_shop: Https, show: Show) -> None:
    notes = Notes()
    async with running(at_the_shop, show.room, notes) as session:
        session.read("0" * 26)
        await notes.until(lambda: bool(notes.endings))
        assert (await session.ask({"type": "session.ping"}))["kind"] == "pong"
    assert notes.endings == ["not_found"]


async def test_a_ticket_that_is_refused_is_replaced_once(
    at_the_shop: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(Https, "ticket", lambda _: asked.append(1) or "not-a-ticket-at-all")
    session = Session(at_the_shop, Notes())
    waiting = asyncio.create_task(session.ask({"type": "session.ping"}))
    with pytest.raises(StayAway) as over:
        async with asyncio.timeout(30):
            await session.run()
    assert over.value.code == Close.NOT_AUTHENTICATED
    assert len(asked) == 2
    with pytest.raises(StayAway):
        await waiting
