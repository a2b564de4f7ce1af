"""Two machines of one server, one of them an hour ahead: nobody's time moves by it."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from tests.support import people, shows
from tests.support.client import Client
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server

AN_HOUR_AHEAD = str(Path(shows.__file__).parent / "an_hour_ahead")
HOUR = 3_600_000


def off_by(moment: int) -> int:
    """How many seconds from now, either way."""
    return abs(moment - time.time_ns() // 1_000_000) // 1_000


async def test_a_machine_that_is_an_hour_ahead_takes_no_room_with_it(
    postgres: PostgreSQL, start_server: Callable[..., Server]
) -> None:
    url = postgres.fresh()
    right = await asyncio.to_thread(start_server, DATABASE_URL=url)
    wrong = await asyncio.to_thread(start_server, DATABASE_URL=url, PYTHONPATH=AN_HOUR_AHEAD)
    hana, ben = people.sign_up(right.url, "Hana"), people.sign_up(right.url, "Ben")
    show = shows.live(hana, stock=2)
    bea = people.sign_up(wrong.url, "Bea")

    claimed = shows.do(bea, show.room, **_claim(show.variant))["fact"]
    after = shows.do(ben, show.room, **_claim(show.variant))["fact"]

    assert off_by(claimed["at"]) < 30
    assert off_by(claimed["event"]["claim"]["held_until"] - 15 * 60_000) < 30
    assert off_by(after["at"]) < 30
    welcomed = await Client(wrong, bea).come()
    assert off_by((await welcomed.ask({"type": "session.ping"}))["server_at"]) < 30
    await welcomed.leave()


def test_on_a_machine_of_its_own_the_clock_is_what_that_says(start_server: Callable[..., Server]) -> None:
    """The control: without a database that knows better, an hour ahead is an hour ahead."""
    alone = start_server(PYTHONPATH=AN_HOUR_AHEAD)

    show = shows.live(people.sign_up(alone.url, "Hana"))

    held = shows.do(people.sign_up(alone.url, "Ben"), show.room, **_claim(show.variant))["fact"]
    assert off_by(held["at"] - HOUR) < 30


def _claim(variant: str) -> dict[str, object]:
    return {"command": "claim.place", "variant_id": variant, "price_version": 1}
