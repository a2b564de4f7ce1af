"""A rehearsal on a running server: simulated buyers come by themselves, and the real room hears nothing of them."""

import asyncio
import secrets
import time
from typing import Any

from tests.support import people, shows
from tests.support.client import Client
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shows import Show


async def test_simulated_buyers_claim_and_talk_in_a_rehearsal_and_nowhere_else(server: Server) -> None:
    hana = people.sign_up(server.url, "Hana")
    show = shows.live(hana, stock=50)
    with hana.app as http:
        headers = {"Idempotency-Key": secrets.token_urlsafe(12)}
        first, again = (
            http.post("/api/rehearsals", json={"party_id": show.party}, headers=headers).json()
            for _ in range(2)
        )
    assert first == again
    room = first["fact"]["event"]["room"]["id"]
    with hana.app as http:
        (draft,) = http.get(f"/api/rooms/{room}/parties").json()
    real = snapshot(show, show.room)
    assert shows.do(hana, room, "party.start", party_id=draft["id"])["ok"]

    deadline = time.monotonic() + 60
    while not (came := came_to(show, room)) and time.monotonic() < deadline:
        await asyncio.sleep(0.5)

    assert came
    assert snapshot(show, show.room) == real
    await is_over_for_who_watches(server, hana, room)


async def is_over_for_who_watches(server: Server, hana: Person, room: str) -> None:
    """Hana shuts it while she looks on in another tab, and the room is gone there too."""
    client = await Client(server, hana).come()
    assert (await client.join(room))["kind"] == "joined"

    assert shows.do(hana, room, "rehearsal.close")["ok"]

    ended = await client.expect_frame("ended")
    assert (ended["room"], ended["code"]) == (room, "not_found")
    await client.leave()


def came_to(show: Show, room: str) -> bool:
    """Whether somebody has claimed and somebody has spoken."""
    shown = snapshot(show, room)
    return bool(shown["messages"]) and any(
        variant["held"] for item in shown["items"] for variant in item["variants"]
    )


def snapshot(show: Show, room: str) -> dict[str, Any]:
    with show.host.app as http:
        found: dict[str, Any] = http.get(f"/api/rooms/{room}/snapshot").json()["snapshot"]
    return found
