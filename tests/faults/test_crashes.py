"""kill -9 in the middle of a sale. What was acknowledged stands, what was not can be asked again, no more happened."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.faults import troubles
from tests.faults.sale import Sale
from tests.support import people, postgresql, shows
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server

BUYERS = 40


@pytest.fixture(scope="module")
def mortal() -> PostgreSQL:
    """A PostgreSQL of our own, to be killed."""
    return postgresql.start()


@pytest.fixture(scope="module")
def two(mortal: PostgreSQL) -> Iterator[Server]:
    """A server of two processes on it."""
    server = Server(database_url=mortal.fresh(), workers=2).start()
    yield server
    server.kill()


async def test_a_dead_web_process_loses_nothing(two: Server) -> None:
    sale = await asyncio.to_thread(Sale.of, two, "Hana", BUYERS)

    verdict = await sale.run(troubles.a_worker_dies())

    assert verdict.findings == {}
    assert sale.was_hit()


async def test_a_dead_postgresql_loses_nothing(two: Server, mortal: PostgreSQL) -> None:
    sale = await asyncio.to_thread(Sale.of, two, "Sam", BUYERS)

    verdict = await sale.run(troubles.the_database_dies(mortal))

    assert verdict.findings == {}
    assert sale.was_hit()


def test_the_rest_door_says_come_back_while_postgresql_is_away_and_nothing_stale_is_left_after(
    two: Server, mortal: PostgreSQL
) -> None:
    show = shows.live(people.sign_up(two.url, "Mona"))
    with httpx.Client(base_url=two.url, timeout=15) as http, ThreadPoolExecutor(16) as many:

        def read(_: int) -> int:
            return http.get(f"/api/rooms/{show.room}/snapshot").status_code

        assert set(many.map(read, range(40))) == {200}
        mortal.kill()
        try:
            reply = shows.do(show.host, show.room, "message.post", id="message-0001", text="Anybody there?")
        finally:
            mortal.start_again()

        assert (reply["id"], reply["ok"], reply["error"]["retry"]) == ("message-0001", False, True)
        assert set(many.map(read, range(40))) == {200}


async def test_the_death_of_everything_on_sqlite_loses_nothing(start_server: Callable[..., Server]) -> None:
    sale = await asyncio.to_thread(Sale.of, start_server(), "Hana", BUYERS)

    verdict = await sale.run(troubles.everything_dies())

    assert verdict.findings == {}
    assert sale.was_hit()
