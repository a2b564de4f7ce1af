"""A running server for the client, and a show in it."""

from collections.abc import Iterator

import pytest

from tests.support import people, shows
from tests.support.people import Person
from tests.support.server import Server


@pytest.fixture(scope="module")
def shop() -> Iterator[Server]:
    """A running server."""
    server = Server().start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def hana(shop: Server) -> Person:
    return people.sign_up(shop.url, "Hana")


@pytest.fixture(scope="module")
def show(hana: Person) -> shows.Show:
    return shows.live(hana, stock=5)
