"""A database that went back in time, restored or put back by hand: nobody is let go on across the hole."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import psycopg
import pytest

from tests.support import folders, rush, shows
from tests.support.client import Client
from tests.support.people import Person
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server

WALKS = 4
Position = dict[str, Any]


class Walk(NamedTuple):
    """A room, its host, and where somebody was in it when it went back."""

    room: str
    host: Person
    position: Position


class Place:
    """A server whose database can be copied and put back, and what is kept outside."""

    def __init__(self, server: Server, postgres: PostgreSQL) -> None:
        self.server = server
        self._postgres = postgres
        self._url = server.env["DATABASE_URL"]
        self._copy = folders.fresh() / "copy.sqlite3"

    def copy(self) -> None:
        """Stop, and keep the database as it is now."""
        self.server.stop()
        if self._url:
            self._copy_url = self._postgres.fresh()
            self._template(self._copy_url, self._url)
        else:
            shutil.copyfile(self.server.data / "livesell.sqlite3", self._copy)

    def put_back(self) -> None:
        """Stop, and have the copy for a database."""
        self.server.stop()
        if self._url:
            self.server.env["DATABASE_URL"] = self._copy_url
            return
        for old in self.server.data.glob("livesell.sqlite3*"):
            old.unlink()
        shutil.copyfile(self._copy, self.server.data / "livesell.sqlite3")

    def forget_outside(self) -> None:
        """As if nothing had been written down outside of the database."""
        for place in (self.server.data / "fence", fence_beside(self.server)):
            assert list(place.glob("*.json")), "it is written down"
            shutil.rmtree(place)

    def _template(self, made: str, of: str) -> None:
        name, template = (url.rpartition("/")[2] for url in (made, of))
        with psycopg.connect(self._postgres.url("postgres"), autocommit=True) as link:
            link.execute(f'DROP DATABASE "{name}"')
            link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, start_server: Callable[..., Server], postgres: PostgreSQL) -> Place:
    return Place(start_server(database=request.param), postgres)


def fence_beside(server: Server) -> Path:
    return server.data.with_name(f".{server.data.name}.fence")


def said(room: str, host: Person, times: int) -> Position:
    """So many lines; where the room stands then."""
    for number in range(times):
        line = {"text": f"また来ます {number}"}
        assert shows.insist(partial(shows.do, host, room, "message.post", **line))["ok"]
    with host.app as http:
        tip = http.get(f"/api/rooms/{room}/snapshot").json()
    return {"epoch": tip["epoch"], "offset": tip["offset"]}


def rooms(server: Server) -> list[tuple[str, Person]]:
    """A room of each of a few hosts, who have said a line."""
    hosts = rush.crowd(server, WALKS, "Walker")
    opened = [(shows.open_room(host), host) for host in hosts]
    for room, host in opened:
        said(room, host, 1)
    return opened


def walked(opened: list[tuple[str, Person]]) -> list[Walk]:
    """After the copy one to three more lines are said in each room, and read by somebody."""
    return [Walk(room, host, said(room, host, 1 + number % 3)) for number, (room, host) in enumerate(opened)]


async def came_back(server: Server, walks: list[Walk]) -> list[dict[str, Any]]:
    """What each reader is told who comes back, after other lines stand where hers stood."""
    told = []
    for walk in walks:
        said(walk.room, at(server, walk.host), 4)
        client = await Client(server).come()
        told.append(await client.join(walk.room, position=walk.position))
        await client.leave()
    return told


def at(server: Server, person: Person) -> Person:
    """The same person at a server of another address."""
    return Person(person.name, person.email, person.id, person.token, server.url)


async def test_after_a_restore_everybody_is_given_a_fresh_snapshot(
    place: Place, start_server: Callable[..., Server], postgres: PostgreSQL, tmp_path: Path
) -> None:
    server, kept = place.server, tmp_path / "evening.zip"
    opened = rooms(server)
    made = server.run("backup", str(kept))
    assert (made.returncode, kept.stat().st_mode & 0o777) == (0, 0o600), made.stderr
    walks = walked(opened)
    server.kill()

    again = Server(database_url=postgres.fresh() if server.env["DATABASE_URL"] else "")
    restored = again.run("restore", str(kept))
    assert restored.returncode == 0, restored.stderr
    assert f"{2 * WALKS} ledgers" in restored.stdout
    try:
        again.start()
        told = await came_back(again, walks)
        assert [(one["resumed"], one["epoch"][:2]) for one in told] == [(False, "2-")] * WALKS
        exported = again.run("export", walks[0].room).stdout
        (tmp_path / "show.jsonl").write_text(exported)
        assert "all in order" in again.run("verify", str(tmp_path / "show.jsonl")).stdout
    finally:
        again.kill()


async def test_a_database_that_was_put_back_is_noticed(place: Place) -> None:
    opened = rooms(place.server)
    place.copy()
    place.server.start()
    walks = walked(opened)
    place.put_back()
    place.server.start()

    told = await came_back(place.server, walks)

    assert [one["resumed"] for one in told] == [False] * WALKS
    assert "database_went_back" in place.server.output
    doctor = place.server.run("doctor")
    assert doctor.returncode == 1
    assert "BAD  history" in doctor.stdout


async def test_without_what_is_written_down_outside_they_go_on_across_the_hole(place: Place) -> None:
    """The negative control."""
    opened = rooms(place.server)
    place.copy()
    place.server.start()
    walks = walked(opened)
    place.put_back()
    place.forget_outside()
    place.server.start()

    told = await came_back(place.server, walks)

    assert [one["resumed"] for one in told] == [True] * WALKS


async def test_a_whole_data_folder_that_was_put_back_is_noticed(start_server: Callable[..., Server]) -> None:
    server, copy = start_server(), folders.fresh() / "data"
    opened = rooms(server)[:2]
    server.stop()
    shutil.copytree(server.data, copy)
    server.start()
    walks = walked(opened)
    server.kill()
    shutil.rmtree(server.data)
    shutil.copytree(copy, server.data)
    server.start()

    assert [one["resumed"] for one in await came_back(server, walks)] == [False] * len(walks)


def test_a_start_on_a_database_that_only_went_on_changes_no_epoch(server: Server) -> None:
    (room, host), *_ = rooms(server)
    before = said(room, host, 1)
    server.kill()
    server.start()

    assert httpx.get(f"{server.url}/healthz").json() == {"ok": True}
    assert said(room, host, 0) == before
