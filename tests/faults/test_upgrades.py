"""A newer server on the data of an older one: what was answered is answered again, by the same words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import people, shows
from tests.support.people import Person
from tests.support.server import Server

OTHER_VERSION = str(Path(__file__).parents[1] / "support" / "another_version")
WALKS = 10
LINES = (
    "また来ます",
    "مرحبا",
    "ဟုတ်ကဲ့",
    "สวัสดีค่ะ",
    "cafe\u0301 🧵",
    "hello",
    "¿cuánto?",
    "नमस्ते",
    "Grüße",
    "👩‍👩‍👧",
)


def asked(show: shows.Show, ben: Person, walk: int) -> list[dict[str, Any]]:
    """A claim and a line under ids of their own, as a client sends them."""
    claim = {"variant_id": show.variant, "price_version": 1} | ({"quantity": 1} if walk % 2 else {})
    return [
        shows.do(ben, show.room, "claim.place", id=f"walk-claim-{walk}", **claim),
        shows.do(ben, show.room, "message.post", id=f"walk-line-{walk}", text=LINES[walk]),
    ]


def becomes(server: Server, **version: str) -> None:
    """The same data under another version."""
    server.stop()
    server.env |= {"PYTHONPATH": OTHER_VERSION, **version}
    server.start()


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, start_server: Callable[..., Server]) -> Server:
    return start_server(database=request.param)


@pytest.fixture
def show(server: Server) -> shows.Show:
    return shows.live(people.sign_up(server.url, "Hana"), stock=100)


def test_the_first_answers_are_given_after_an_upgrade_that_adds_fields(
    server: Server, show: shows.Show
) -> None:
    callers = [
        people.sign_up(server.url, name) for name in ("Ben", "Bea", "Otto")
    ]  # five lines in ten seconds each
    first = [asked(show, callers[walk % 3], walk) for walk in range(WALKS)]
    assert all(reply["ok"] for replies in first for reply in replies)

    becomes(server, GROWN="1")
    again = [asked(show, callers[walk % 3], walk) for walk in range(WALKS)]

    assert again == first
    fresh = shows.do(callers[0], show.room, "message.post", id="after-the-upgrade", text="new")
    assert fresh["fact"]["event"]["added_later"], "it is a later version"


def test_a_server_that_hashes_what_it_reads_forgets_its_answers(server: Server, show: shows.Show) -> None:
    """The negative control: the upgrade is one that can lose them."""
    becomes(server, FINGERPRINT_OF_THE_MODEL="1")
    callers = [people.sign_up(server.url, name) for name in ("Ben", "Bea", "Otto")]
    first = [asked(show, callers[walk % 3], walk) for walk in range(WALKS)]
    assert all(reply["ok"] for replies in first for reply in replies)

    becomes(server, GROWN="1")
    again = [asked(show, callers[walk % 3], walk) for walk in range(WALKS)]

    assert {reply["error"]["code"] for replies in again for reply in replies} == {"id_reused"}
