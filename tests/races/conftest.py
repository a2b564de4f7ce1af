"""Three processes on PostgreSQL, and two thousand people who want to buy."""

from collections.abc import Iterator

import pytest

from tests.support import people, rush
from tests.support.people import Person
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server


@pytest.fixture(scope="module")
def three(postgres: PostgreSQL) -> Iterator[Server]:
    """One server of three processes for all tests of a module; each has a room of its own."""
    server = Server(database_url=postgres.migrated(), workers=3).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def hana(three: Server) -> Person:
    """The host."""
    return people.sign_up(three.url, "Hana")


@pytest.fixture(scope="module")
def buyers(three: Server) -> list[Person]:
    """Two thousand of them."""
    return rush.crowd(three, 2_000)
