"""The short way to a ticket says yes as Django's chain does, and leaves every no to it. (Attacks A27, A29, A30.)

With a query, the same address is answered by the chain.
"""

import asyncio
import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from livesell.operate.bounds import MAX_BODY
from livesell.wire.codes import Code
from tests.commanding.test_slow_database import sqlite_held
from tests.gateway.test_watching import error_of, refused
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import ROOT, Server
from tests.tickets.test_tickets import APP

DOOR, CHAIN = "/api/tickets", "/api/tickets?chain"
CSRF = "c" * 32
NO_TOKEN = {"detail": "The session token is not valid."}
NO_CSRF = {"detail": "The CSRF token is missing or wrong."}
Headers = dict[str, str]


@pytest.fixture
def http(shop: Server) -> Iterator[httpx.Client]:
    """Without cookies of its own."""
    with httpx.Client(base_url=shop.url, timeout=15, verify=NO_TLS) as client:
        yield client


def app(person: Person) -> Headers:
    return {"X-Session-Token": person.token}


def browser(person: Person, **more: str) -> Headers:
    """A browser that is signed in; a session is the same thing to it as to an app."""
    cookies = f"csrftoken={CSRF}; sessionid={person.token}"
    return {"Origin": person.base_url, "Cookie": cookies, "X-CSRFToken": CSRF, **more}


def guest(_person: Person) -> Headers:
    return {}


def owner_of(shop: Server, ticket: str) -> str:
    with sqlite3.connect(shop.data / "livesell.sqlite3", timeout=5) as link:
        digest = hashlib.sha256(ticket.encode()).hexdigest()
        (found,) = link.execute("SELECT user_id FROM tickets_ticket WHERE digest = ?", [digest]).fetchone()
    return str(found)


def change(shop: Server, sql: str, *params: str) -> None:
    with sqlite3.connect(shop.data / "livesell.sqlite3", timeout=5) as link:
        assert link.execute(sql, params).rowcount == 1


@pytest.mark.parametrize("kind", [browser, app, guest])
def test_the_door_and_the_chain_say_the_same(
    shop: Server, http: httpx.Client, ben: Person, kind: Callable[[Person], Headers]
) -> None:
    quick, slow = (http.post(path, headers=kind(ben), json={}) for path in (DOOR, CHAIN))

    assert (quick.status_code, slow.status_code) == (200, 200)
    first, second = (
        {name: value for name, value in answer.headers.items() if name != "date"} for answer in (quick, slow)
    )
    assert first == second
    assert first["cache-control"] == "no-store"
    owners = {owner_of(shop, answer.json()["ticket"]) for answer in (quick, slow)}
    assert owners == {"" if kind is guest else ben.id}
    assert quick.json()["expires_at"] <= slow.json()["expires_at"] < quick.json()["expires_at"] + 15_000


@pytest.mark.parametrize(
    ("headers", "status", "told"),
    [
        ({"X-Session-Token": "x" * 32}, 401, NO_TOKEN),
        ({"X-Session-Token": "short"}, 401, NO_TOKEN),
        ({"X-Session-Token": "' OR 1=1 --" * 3}, 401, NO_TOKEN),
        ({"X-CSRFToken": ""}, 403, NO_CSRF),
        ({"X-CSRFToken": "d" * 32}, 403, NO_CSRF),
        ({"X-CSRFToken": "c" * 31 + "-"}, 403, NO_CSRF),
        ({"Origin": "https://evil.example"}, 403, NO_CSRF),
        ({"Origin": "null"}, 403, NO_CSRF),
        ({"Host": "evil.example"}, 400, None),
    ],
    ids=str,
)
def test_whom_the_chain_refuses_the_door_refuses(
    http: httpx.Client, ben: Person, headers: Headers, status: int, told: object
) -> None:
    for path in (DOOR, CHAIN):
        answer = http.post(path, headers=browser(ben, **headers), json={})

        assert answer.status_code == status
        assert told is None or answer.json() == told
        assert "ticket" not in answer.text


def test_a_browser_without_a_csrf_cookie_is_403(http: httpx.Client, ben: Person) -> None:
    answer = http.post(DOOR, headers=browser(ben, Cookie=f"sessionid={ben.token}"))

    assert (answer.status_code, answer.json()) == (403, NO_CSRF)


def signs_out(_shop: Server, person: Person) -> None:
    with person.app as http:
        http.delete(f"{APP}/auth/session")


def changes_her_password_elsewhere(shop: Server, person: Person) -> None:
    change(shop, "UPDATE accounts_user SET password = 'another' WHERE id = ?", person.id)


def is_signed_out_everywhere(shop: Server, person: Person) -> None:
    change(shop, "UPDATE accounts_user SET session_version = session_version + 1 WHERE id = ?", person.id)


def is_locked_out(shop: Server, person: Person) -> None:
    change(shop, "UPDATE accounts_user SET is_active = 0 WHERE id = ?", person.id)


def lets_her_session_expire(shop: Server, person: Person) -> None:
    change(
        shop,
        "UPDATE django_session SET expire_date = '2020-01-01 00:00:00' WHERE session_key = ?",
        person.token,
    )


ENDS = [
    signs_out,
    changes_her_password_elsewhere,
    is_signed_out_everywhere,
    is_locked_out,
    lets_her_session_expire,
]


@pytest.mark.parametrize("ends", ENDS)
def test_an_app_whose_session_has_ended_is_401(
    shop: Server, http: httpx.Client, otto: Person, ends: Callable[[Server, Person], None]
) -> None:
    assert http.post(DOOR, headers=app(otto)).status_code == 200

    ends(shop, otto)

    answer = http.post(DOOR, headers=app(otto))
    assert (answer.status_code, answer.json()) == (401, NO_TOKEN)


@pytest.mark.parametrize("ends", ENDS)
def test_a_browser_whose_session_has_ended_is_a_guest(
    shop: Server, http: httpx.Client, otto: Person, ends: Callable[[Server, Person], None]
) -> None:
    ends(shop, otto)

    answer = http.post(DOOR, headers=browser(otto))

    assert answer.status_code == 200
    assert owner_of(shop, answer.json()["ticket"]) == ""


def test_a_cookie_that_is_no_session_is_taken_away_as_ever(http: httpx.Client, ben: Person) -> None:
    answer = http.post(DOOR, headers=browser(ben, Cookie=f"csrftoken={CSRF}; sessionid={'x' * 32}"))

    assert answer.status_code == 200
    assert 'sessionid=""' in answer.headers["set-cookie"]


def test_a_form_shows_its_csrf_token_in_its_body(shop: Server, http: httpx.Client, ben: Person) -> None:
    headers = browser(ben, **{"X-CSRFToken": ""})
    good, bad = (
        http.post(DOOR, headers=headers, data={"csrfmiddlewaretoken": token}) for token in (CSRF, "d" * 32)
    )

    assert owner_of(shop, good.json()["ticket"]) == ben.id
    assert (bad.status_code, bad.json()) == (403, NO_CSRF)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_a_ticket_is_only_posted_for(http: httpx.Client, ben: Person, method: str) -> None:
    assert http.request(method, DOOR, headers=app(ben)).status_code == 405


def test_a_body_that_is_too_large_is_413(http: httpx.Client, ben: Person) -> None:
    assert http.post(DOOR, headers=app(ben), content=b"x" * (MAX_BODY + 1)).status_code == 413


@pytest.mark.parametrize("content", [b"x" * 20_000, [b"{", b"}"]], ids=["long", "in pieces"])
def test_what_the_body_says_does_not_matter(
    shop: Server, http: httpx.Client, ben: Person, content: Any
) -> None:
    answer = http.post(DOOR, headers=app(ben), content=content)

    assert owner_of(shop, answer.json()["ticket"]) == ben.id


def unreadable(server: Server) -> Headers:
    """A session that we signed, of a user who cannot even be looked up."""
    make = """
import django
django.setup()
from django.contrib.sessions.backends.db import SessionStore
store = SessionStore()
store.update({"_auth_user_id": ["nobody"], "_auth_user_backend": "x", "_auth_user_hash": "x"})
store.save()
print(store.session_key)
"""
    env = {**server.env, "DJANGO_SETTINGS_MODULE": "livesell.settings"}
    done = subprocess.run(
        [sys.executable, "-c", make], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {"X-Session-Token": done.stdout.strip()}


async def test_of_many_at_once_everybody_is_told_what_is_true_of_her(
    shop: Server, ben: Person, bea: Person, otto: Person, sam: Person
) -> None:
    """Some of them with bad sessions of each kind. Their neighbours have their own tickets, each another."""
    is_locked_out(shop, otto)
    change(shop, "UPDATE django_session SET session_data = 'x' WHERE session_key = ?", sam.token)
    asking = [app(ben), browser(bea), {}, app(otto), app(sam), {"X-Session-Token": "x" * 32}] * 20

    async with httpx.AsyncClient(base_url=shop.url, timeout=30, verify=NO_TLS) as http:
        answers = await asyncio.gather(*(http.post(DOOR, headers=headers) for headers in asking))

    assert [answer.status_code for answer in answers] == [200, 200, 200, 401, 401, 401] * 20
    tickets = [answer.json()["ticket"] for answer in answers if answer.status_code == 200]
    assert len(set(tickets)) == 60
    assert [owner_of(shop, ticket) for ticket in tickets] == [ben.id, bea.id, ""] * 20


async def test_a_session_that_breaks_its_batch_is_parted_from_its_neighbours(
    start_server: Callable[..., Server],
) -> None:
    """The chain looks at each alone."""
    server = start_server()
    asking = [app(sign_up(server.url, "Ben")), unreadable(server)] * 20

    async with httpx.AsyncClient(base_url=server.url, timeout=30, verify=NO_TLS) as http:
        answers = await asyncio.gather(*(http.post(DOOR, headers=headers) for headers in asking))

    assert [answer.status_code for answer in answers] == [200, 401] * 20
    assert "sessions_not_read" in server.output


async def test_where_the_database_cannot_be_written_the_answer_is_busy(shop: Server, ben: Person) -> None:
    async with httpx.AsyncClient(base_url=shop.url, timeout=30, verify=NO_TLS) as http:
        with sqlite_held(shop)(""):
            late = await http.post(DOOR, headers=app(ben))
        after = await http.post(DOOR, headers=app(ben))

    assert late.status_code == 503
    assert error_of(late.json()) == refused(Code.BUSY)
    assert late.json()["error"]["retry_after_ms"] > 0
    assert after.status_code == 200


async def test_behind_a_proxy_a_ticket_is_given_over_https_only(start_server: Callable[..., Server]) -> None:
    server = start_server(LIVESELL_ORIGINS="https://shop.example", LIVESELL_TRUSTED_PROXIES="127.0.0.1")
    async with httpx.AsyncClient(
        base_url=server.url, timeout=15, verify=NO_TLS, headers={"Host": "shop.example"}
    ) as http:
        plain = await http.post(DOOR)
        quick, slow = [
            await http.post(path, headers={"X-Forwarded-Proto": "https"}) for path in (DOOR, CHAIN)
        ]

    assert (plain.status_code, plain.headers["location"]) == (301, f"https://shop.example{DOOR}")
    assert quick.status_code == 200
    assert quick.headers["strict-transport-security"] == slow.headers["strict-transport-security"]
