"""A running server for all of these tests, people to come to it, and a look at what it logged meanwhile."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.support.client import Client
from tests.support.people import CAST, PASSWORD, Person
from tests.support.server import ROOT, Server

EACH = 200
MAKE = """
import json, django
django.setup()
from tests.support import crowd
print(json.dumps({name: crowd.make(%d, name) for name in %r}))
"""


def crowd(server: Server) -> dict[str, list[Person]]:
    """Many of each of the cast, so that no test meets the rate limits of another."""
    env = {**server.env, "DJANGO_SETTINGS_MODULE": "livesell.settings", "LIVESELL_STATEMENT_TIMEOUT_MS": "0"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE % (EACH, CAST)],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        name: [
            Person(one["name"], address(one["name"]), one["id"], one["token"], server.url) for one in people
        ]
        for name, people in json.loads(done.stdout).items()
    }


def address(name: str) -> str:
    """The e-mail address that the crowd gave to somebody."""
    return f"{name.replace(' ', '').lower()}@example.org"


def secrets_in(text: str, people: dict[str, list[Person]]) -> list[str]:
    """What must never be in a log: tokens, passwords, addresses, tracebacks; texts of tests say `unspeakable`."""
    tokens = [person.token for crowd in people.values() for person in crowd]
    return [word for word in (*tokens, PASSWORD, "@example.org", "unspeakable", "Traceback") if word in text]


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[Server, dict[str, list[Person]]]]:
    server = Server().start()
    yield server, crowd(server)
    server.kill()


@pytest.fixture(scope="module")
def shop(running: tuple[Server, dict[str, list[Person]]]) -> Iterator[Server]:
    """A running server. After each file of tests its log is read: nothing secret, no traceback (attack A100)."""
    server, people = running
    start = len(server.output)
    yield server
    logged = server.output[start:]
    assert not secrets_in(logged, people), logged


def _somebody(name: str) -> Callable[..., Person]:
    @pytest.fixture(name=name.lower())
    def person(running: tuple[Server, dict[str, list[Person]]]) -> Person:
        return running[1][name].pop()

    return person


hana, sam, ben, bea, mona, otto = map(_somebody, CAST)

Come = Callable[..., Awaitable[Client]]


@pytest.fixture
async def come(shop: Server) -> AsyncIterator[Come]:
    """Opens sockets and closes what is left of them: `await come(ben)`, or nobody for a guest."""
    here: list[Client] = []

    async def open_one(person: Person | None = None) -> Client:
        here.append(Client(shop, person))
        return await here[-1].come()

    yield open_one
    for client in here:
        await client.leave()


def connections(server: Server) -> int:
    """How many connections the web process has open: clients', and a few of its own."""
    return sum(_is_socket(link) for link in Path(f"/proc/{server.workers()[0]}/fd").iterdir())


def _is_socket(link: Path) -> bool:
    try:
        return str(link.readlink()).startswith("socket:")
    except FileNotFoundError:  # closed since it was listed
        return False


async def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that must come about soon."""
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


def memory(server: Server) -> int:
    """The web process's resident memory in bytes."""
    pages = Path(f"/proc/{server.workers()[0]}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
