"""A server that was killed in the middle of a show: those who come back are told that it was away, and for how long."""

import time
from collections.abc import Callable
from typing import Any

from rooms.rules.outages import SERVER_GONE
from tests.support import people, shows
from tests.support.server import Server
from tests.support.shows import Show


def test_a_server_that_comes_back_tells_the_live_room_that_it_was_away(
    start_server: Callable[..., Server],
) -> None:
    server = start_server()
    show = shows.live(people.sign_up(server.url, "Hana"))
    assert interrupted(show) is None
    killed = int(time.time() * 1000)
    server.kill()
    time.sleep(SERVER_GONE / 1000 + 1)

    server.start()

    found = await_interruption(show)
    assert found["cause"] == "server"
    assert killed - 3_000 <= found["since"] <= killed + 1_000
    show.do("party.continue", party_id=show.party)
    assert interrupted(show) is None


def await_interruption(show: Show) -> dict[str, Any]:
    """The interruption, once the clock has looked."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if found := interrupted(show):
            return found
        time.sleep(0.2)
    raise AssertionError("nobody said that the server was away")


def interrupted(show: Show) -> dict[str, Any] | None:
    with show.host.app as http:
        snapshot = http.get(f"/api/rooms/{show.room}/snapshot").json()["snapshot"]
    (party,) = snapshot["parties"]
    found: dict[str, Any] | None = party["interrupted"]
    return found
