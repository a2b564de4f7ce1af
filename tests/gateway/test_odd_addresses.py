"""Ids in addresses that nobody has: whatever stands there, the answer says that it is not there. (Attacks A2, A46.)

With PostgreSQL, which takes less for text than SQLite does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx
import pytest

from livesell.wire.ids import new_id
from tests.commanding.test_dispatch import fresh
from tests.gateway.test_whose_it_is import ADDRESSES, THINGS
from tests.support import shows
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server
from tests.tickets.test_fast_path import browser

ODD = {
    "a NUL": "%00",
    "a NUL inside": "01m8g2%00",
    "ten kilobytes": "a" * 10_240,
    "letters of another writing": quote("梅のジャム"),
    "what reads from right to left": quote("מרי\u202e"),
    "half a character": "%E6%A2",
    "no text at all": "%FF%FE",
    "half a pair": "%ED%A0%80",
    "a line": "a%0Ab",
    "a number": "0",
    "nearly an id": new_id().upper(),
    "SQL": quote("' OR 1=1 --"),
}
ANYTHING = {
    name: new_id() for name in (*THINGS, "room_id", "user_id", "buyer_id", "winner_id", "from_id", "token")
}
NOT_THERE = frozenset({400, 403, 404, 405, 414})
"""Never a fault of ours, and never found."""
NAMES = re.compile(r"{(\w+)}")
EVERYBODYS = re.compile(r"/(join|take-over|invite)/$")
"""Pages that say the same whichever room is named, since the secret is asked for behind them."""


@dataclass(frozen=True)
class Place:
    """A server on PostgreSQL, and a room there of Anna's, whom nothing is refused in it."""

    server: Server
    anna: Person
    room: str


@pytest.fixture(scope="module")
def place(postgres: PostgreSQL) -> Iterator[Place]:
    server = Server(database_url=postgres.migrated()).start()
    anna = sign_up(server.url, "Anna")
    yield Place(server, anna, shows.open_room(anna))
    server.kill()


@pytest.mark.parametrize("what", ODD)
def test_what_nobody_has_is_not_there_at_any_address(place: Place, what: str) -> None:
    start, found = len(place.server.output), {}
    with httpx.Client(
        base_url=place.anna.base_url, headers=browser(place.anna), timeout=15, verify=NO_TLS
    ) as http:
        for one in ADDRESSES:
            if EVERYBODYS.search(one.path):
                continue
            names = NAMES.findall(one.path)
            ids = dict.fromkeys(names, ODD[what])
            for at in (ids, ids | {"room_id": place.room}) if len(names) > 1 else (ids,) if names else ():
                for verb in one.verbs:
                    sent = one.sent(verb, ANYTHING)
                    answer = http.request(verb, one.at(at), headers={"Idempotency-Key": fresh()}, **sent)
                    found[f"{verb} {one.path} {at is ids}"] = answer.status_code

    assert len(found) > 100
    assert "POST /notifications/unsubscribe/{token}/ True" in found
    assert {asked: status for asked, status in found.items() if status not in NOT_THERE} == {}
    assert "Traceback" not in place.server.output[start:]
