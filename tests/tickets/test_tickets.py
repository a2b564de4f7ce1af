"""The ticket: once, for a minute, for one person; and what ends her sockets again. (Attacks A27, A29, A30, A34.)"""

import asyncio
import secrets
import sqlite3
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from livesell.wire.codes import Close
from tests.gateway.test_frames import greeted, hear, open_raw, say
from tests.support import evidence, shows
from tests.support.client import Client, ticket
from tests.support.people import PASSWORD, Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.raw import TEXT
from tests.support.server import Server
from tests.support.shop import Come, connections, until

PAIRS = 200


async def test_of_two_sockets_with_one_ticket_exactly_one_gets_in(shop: Server, ben: Person) -> None:
    """Two hundred times, both at once."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=15, verify=NO_TLS) as http:

        async def race() -> list[bool]:
            answer = await http.post("/api/tickets")
            raws = await asyncio.gather(open_raw(shop), open_raw(shop))
            for raw in raws:
                say(raw, {"type": "session.hello", "ticket": answer.json()["ticket"]})
            firsts = await asyncio.gather(*(raw.receive() for raw in raws))
            for raw in raws:
                await raw.end()
            return [opcode == TEXT for opcode, _ in firsts]

        for _ in range(PAIRS // 10):
            for welcomed in await asyncio.gather(*(race() for _ in range(10))):
                assert sorted(welcomed) == [False, True]


async def test_a_spent_ticket_opens_nothing_later(shop: Server, ben: Person) -> None:
    once = await ticket(shop, ben)
    for expected in ("welcome", Close.NOT_AUTHENTICATED):
        raw = await open_raw(shop)
        say(raw, {"type": "session.hello", "ticket": once})
        assert (
            (await hear(raw))["kind"] == expected if expected == "welcome" else await raw.closed() == expected
        )
        await raw.end()


async def test_an_old_ticket_opens_nothing(shop: Server, ben: Person) -> None:
    old = await ticket(shop, ben)
    with sqlite3.connect(shop.data / "livesell.sqlite3", timeout=5) as link:
        link.execute("UPDATE tickets_ticket SET expires_at = expires_at - 60001 WHERE user_id = ?", [ben.id])
    raw = await open_raw(shop)

    say(raw, {"type": "session.hello", "ticket": old})

    assert await raw.closed() == Close.NOT_AUTHENTICATED
    await raw.end()


async def test_the_database_keeps_no_ticket_that_could_be_used(shop: Server, ben: Person) -> None:
    shown = await ticket(shop, ben)

    with sqlite3.connect(shop.data / "livesell.sqlite3", timeout=5) as link:
        kept = link.execute("SELECT digest FROM tickets_ticket WHERE user_id = ?", [ben.id]).fetchall()

    assert kept
    assert shown not in {digest for (digest,) in kept}


async def test_a_guest_is_nobody_and_ben_is_ben(shop: Server, ben: Person) -> None:
    for person, user in ((None, None), (ben, {"id": ben.id, "name": ben.name})):
        raw = await open_raw(shop)
        say(raw, {"type": "session.hello", "ticket": await ticket(shop, person)})
        welcome = await hear(raw)
        assert welcome["user"] == user
        assert "example.org" not in str(welcome)
        await raw.end()


async def test_bens_sixth_socket_takes_the_place_of_his_first(come: Come, ben: Person) -> None:
    sockets = [await come(ben) for _ in range(6)]

    assert await sockets[0].closed() == Close.REPLACED
    for socket in sockets[1:]:
        assert (await socket.ask({"type": "session.ping"}))["kind"] == "pong"


async def test_opening_and_going_leaves_nothing_open(shop: Server, ben: Person, hana: Person) -> None:
    room = shows.open_room(hana)
    before = connections(shop)
    for _ in range(20):
        client = await Client(shop, ben).come()
        await client.join(room)
        await client.drop()
    for _ in range(10):
        raw = await greeted(shop)
        await raw.end()

    await until(lambda: connections(shop) <= before)


APP = "/_allauth/app/v1"


def sign_in(server: Server, person: Person, password: str = PASSWORD) -> Person:
    """The same person on another device."""
    answer = httpx.post(
        f"{server.url}{APP}/auth/login",
        json={"email": person.email, "password": password},
        timeout=15,
        verify=NO_TLS,
    )
    assert answer.status_code == 200, answer.text
    return Person(person.name, person.email, person.id, answer.json()["meta"]["session_token"], server.url)


def may_have_a_ticket(person: Person) -> bool:
    with person.app as http:
        status = http.post("/api/tickets").status_code
    assert status in (200, 401)
    return status == 200


@pytest.fixture
def vera(shop: Server) -> Person:
    """Somebody who signed up herself, with a password."""
    return sign_up(shop.url, f"Vera {secrets.token_hex(4)}".replace(" ", "x"))


async def all_closed(*sockets: Client) -> list[int]:
    async with asyncio.timeout(3):
        return list(await asyncio.gather(*(socket.closed() for socket in sockets)))


async def test_signing_out_on_one_device_closes_every_socket(
    shop: Server, come: Come, vera: Person, ben: Person
) -> None:
    phone = sign_in(shop, vera)
    sockets, other = [await come(vera), await come(phone)], await come(ben)

    with phone.app as http:
        http.delete(f"{APP}/auth/session")

    assert await all_closed(*sockets) == [Close.SIGNED_OUT] * 2
    assert (await other.ask({"type": "session.ping"}))["kind"] == "pong"
    assert may_have_a_ticket(phone) is False
    assert (await (await come(vera)).ask({"type": "session.ping"}))["kind"] == "pong"


async def test_a_session_that_comes_to_its_end_closes_its_sockets_and_no_others(
    shop: Server, come: Come, vera: Person
) -> None:
    phone = sign_in(shop, vera)
    with evidence.opened(shop) as many:
        soon = datetime.now(UTC) + timedelta(seconds=3)
        many(
            "UPDATE django_session SET expire_date = %s WHERE session_key = %s",
            [(str(soon)[:26], phone.token)],
        )
    ending, other = await come(phone), await come(vera)

    async with asyncio.timeout(30):
        assert await ending.closed() == Close.SIGNED_OUT
    assert (await other.ask({"type": "session.ping"}))["kind"] == "pong"
    assert may_have_a_ticket(phone) is False


async def test_a_new_password_closes_every_socket_and_ends_the_other_devices(
    shop: Server, come: Come, vera: Person
) -> None:
    phone = sign_in(shop, vera)
    sockets = [await come(vera), await come(phone)]

    with phone.app as http:
        body = {"current_password": PASSWORD, "new_password": "another walk by the sea"}
        assert http.post(f"{APP}/account/password/change", json=body).status_code in (200, 401)

    assert await all_closed(*sockets) == [Close.SIGNED_OUT] * 2
    assert may_have_a_ticket(vera) is False
