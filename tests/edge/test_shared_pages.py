"""A guest's page is made once for all guests, and nobody gets one that is not hers. (Attacks on caches.)"""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from livesell.edge.shared_pages import KEPT, SharedPages
from tests.edge.asking import CHAIN, ask, behind
from tests.support import shows
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server

TITLE = "ハナの屋根裏 <b>&</b> مزهرية"
ESCAPED = "ハナの屋根裏 &lt;b&gt;&amp;&lt;/b&gt; مزهرية"


@pytest.fixture
def http(shop: Server) -> Iterator[httpx.Client]:
    """A guest who keeps no cookies and speaks English."""
    with httpx.Client(
        base_url=shop.url, timeout=15, verify=NO_TLS, headers={"Accept-Language": "en"}
    ) as client:
        yield client


@pytest.fixture
def room(hana: Person) -> str:
    return f"/rooms/{shows.open_room(hana, TITLE)}/"


def signed_in(person: Person) -> dict[str, str]:
    return {"Cookie": f"sessionid={person.token}"}


def by_the_chain(http: httpx.Client, path: str) -> httpx.Response:
    """The page as it is made for a session that there is not."""
    return http.get(path, headers={"Cookie": f"sessionid={'x' * 32}"})


def is_shared(answer: httpx.Response) -> bool:
    return "accept-encoding" in answer.headers["vary"]


def test_all_guests_get_the_page_that_the_chain_makes(http: httpx.Client, room: str) -> None:
    shared, again, own = http.get(room), http.get(room), by_the_chain(http, room)

    assert (is_shared(shared), is_shared(again), is_shared(own)) == (True, True, False)
    assert shared.content == again.content == own.content
    assert ESCAPED in shared.text
    varied = {"date", "vary", "content-encoding", "content-length", "set-cookie"}
    first, second = (
        {name: value for name, value in answer.headers.items() if name not in varied}
        for answer in (shared, own)
    )
    assert first == second
    assert first["cache-control"] == "private, no-store"
    assert "set-cookie" not in shared.headers


def test_it_comes_in_the_guests_language(http: httpx.Client, room: str) -> None:
    german, chosen, english = (
        http.get(room, headers=headers)
        for headers in (
            {"Accept-Language": "fr, de-AT;q=0.9, en;q=0.1"},
            {"Cookie": "django_language=de"},
            {"Accept-Language": "ja"},
        )
    )

    assert [answer.headers["content-language"] for answer in (german, chosen, english)] == ["de", "de", "en"]
    assert german.text == chosen.text
    assert "Anmelden" in german.text
    assert "Sign in" in english.text


def test_whatever_stands_behind_the_address_it_is_one_page(http: httpx.Client, room: str) -> None:
    answer = http.get(f"{room}?fbclid=%22%3E%3Cscript%3E")

    assert is_shared(answer)
    assert "fbclid" not in answer.text


def test_a_head_and_a_client_that_reads_nothing_compressed(http: httpx.Client, room: str) -> None:
    plain = http.get(room, headers={"Accept-Encoding": "identity"})
    head = http.head(room)

    assert "content-encoding" not in plain.headers
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert (head.status_code, head.content, head.headers["content-encoding"]) == (200, b"", "gzip")
    assert http.post(room).status_code == 403  # without a CSRF token, as the chain says


def test_who_was_just_banned_does_not_read_the_guests_page(
    http: httpx.Client, room: str, hana: Person, ben: Person
) -> None:
    assert ESCAPED in http.get(room).text
    assert http.get(room, headers=signed_in(ben)).status_code == 200

    assert shows.do(hana, room.split("/")[2], "member.ban", user_id=ben.id, reason="enough")["ok"]

    banned, guest = http.get(room, headers=signed_in(ben)), http.get(room)
    assert banned.status_code == 403
    assert "You are banned from this room" in banned.text
    assert ESCAPED not in banned.text
    assert guest.status_code == 200
    assert "banned" not in guest.text


def test_the_page_of_somebody_is_not_shown_to_a_guest(http: httpx.Client, room: str, ben: Person) -> None:
    own = http.get(room, headers=signed_in(ben))
    guest = http.get(room)

    assert ben.name in own.text
    assert '"csrf": ""' not in own.text
    assert ben.name not in guest.text
    assert ben.id not in guest.text


def test_a_room_that_has_just_become_private_is_not_shown(
    shop: Server, http: httpx.Client, room: str
) -> None:
    assert http.get(room).status_code == 200
    with sqlite3.connect(shop.data / "livesell.sqlite3", timeout=5) as link:
        link.execute("UPDATE rooms_room SET private = 1 WHERE id = ?", [room.split("/")[2]])

    answer = http.get(room)

    assert answer.status_code == 404
    assert ESCAPED not in answer.text


def test_a_private_room_is_nothing_to_guests(http: httpx.Client, hana: Person) -> None:
    private = f"/rooms/{shows.open_room(hana, 'Only for friends', private=True)}/"
    assert http.get(private, headers=signed_in(hana)).status_code == 200

    for _ in range(2):
        answer = http.get(private)
        assert answer.status_code == 404
        assert "Only for friends" not in answer.text


def test_a_new_title_is_there_within_a_second(http: httpx.Client, room: str, hana: Person) -> None:
    http.get(room)
    assert shows.do(hana, room.split("/")[2], "room.edit", title="Hana's cellar")["ok"]

    deadline = time.monotonic() + 10
    while "Hana&#x27;s cellar" not in http.get(room).text:
        assert time.monotonic() < deadline


def test_a_message_that_waits_for_somebody_is_hers(http: httpx.Client, room: str) -> None:
    assert not is_shared(http.get(room, headers={"Cookie": "messages=W10:1:x"}))


def test_a_name_of_no_host_of_ours_is_refused(http: httpx.Client, room: str) -> None:
    http.get(room)

    assert http.get(room, headers={"Host": "evil.example"}).status_code == 400


def test_other_pages_are_nobodys_but_their_readers(http: httpx.Client, room: str) -> None:
    for path in ("/", "/rooms/new/", f"{room}join/", "/accounts/login/"):
        assert "accept-encoding" not in http.get(path).headers.get("vary", "").lower(), path


class Chain:
    """Says what it is told to say, and counts how often it is asked."""

    def __init__(self, status: int = 200, *headers: tuple[bytes, bytes]) -> None:
        self.asked: list[dict[str, Any]] = []
        self._status, self._headers = status, [(b"content-type", b"text/html"), *headers]

    async def __call__(self, scope: dict[str, Any], _receive: Any, send: Any) -> None:
        self.asked.append(scope)
        await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": self._status, "headers": self._headers})
        await send({"type": "http.response.body", "body": b"page", "more_body": True})
        await send({"type": "http.response.body", "body": b" and more"})


async def everybody_may(_name: str) -> bool:
    return True


async def test_a_crowd_that_comes_at_once_has_it_made_once() -> None:
    chain = Chain()
    pages = SharedPages(chain, "/rooms/(a+)/", everybody_may)

    found = await asyncio.gather(*(ask(pages, "/rooms/aa/", host="localhost") for _ in range(50)))

    assert len(chain.asked) == 1
    assert {body for _, _, body in found} == {b"page and more"}
    assert chain.asked[0]["headers"] == [(b"host", b"localhost"), (b"accept-language", b"en")]


@pytest.mark.parametrize(
    ("status", "header"), [(404, b"x-any"), (500, b"x-any"), (200, b"Set-Cookie"), (302, b"location")]
)
async def test_only_a_page_for_everybody_is_kept(status: int, header: bytes) -> None:
    chain = Chain(status, (header, b"a=b"))
    pages = SharedPages(chain, "/rooms/(a+)/", everybody_may)

    for _ in range(2):
        assert (await ask(pages, "/rooms/aa/", host="localhost", x_own="1"))[0] == status
    asked = [dict(scope["headers"]).get(b"x-own") for scope in chain.asked]
    assert asked == [None, b"1", None, b"1"]


async def test_what_nobody_can_vouch_for_is_left_to_the_chain() -> None:
    asked: list[str] = []

    async def nobody_may(name: str) -> bool:
        asked.append(name)
        return False

    chain = Chain()
    pages = SharedPages(chain, "/rooms/(a+)/", nobody_may)
    await ask(pages, "/rooms/aa/", host="localhost")  # made after it was asked for: the chain has just judged
    await ask(pages, "/rooms/aa/", host="localhost")

    assert asked == ["aa"]
    assert len(chain.asked) == 2


async def test_no_more_are_kept_than_may() -> None:
    chain = Chain()
    pages = SharedPages(chain, "/rooms/(a+)/", everybody_may)
    for number in range(KEPT + 10):
        await ask(pages, f"/rooms/{'a' * (number + 1)}/", host="localhost")

    (kept,) = pages._kept.values()
    assert len(kept) == KEPT


async def test_a_chain_that_fails_fails_for_each() -> None:
    async def broken(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError

    pages = SharedPages(broken, "/rooms/(a+)/", everybody_may)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            await ask(pages, "/rooms/aa/", host="localhost")


async def test_what_does_not_match_is_not_looked_at() -> None:
    pages = SharedPages(behind, "/rooms/(a+)/", everybody_may)

    assert (await ask(pages, "/rooms/new/"))[0] == CHAIN
