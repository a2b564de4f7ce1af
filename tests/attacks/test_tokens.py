"""Tokens that somebody made herself. A session is a random key that we look up, and a ticket the same: nothing that a
token says about itself is believed."""

import base64
import hashlib
import hmac
import json
import time

import httpx
import pytest

from livesell.wire.codes import Close
from tests.gateway.test_frames import open_raw, say
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shop import hana as hana

pytestmark = pytest.mark.attack("A32")


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def jwt(head: dict[str, object], claims: dict[str, object], key: bytes | None) -> str:
    """A JSON web token; without a key its signature is empty."""
    signed = f"{part(head)}.{part(claims)}"
    proof = hmac.new(key, signed.encode(), hashlib.sha256).digest() if key is not None else b""
    return f"{signed}.{base64.urlsafe_b64encode(proof).decode().rstrip('=')}"


def forged(who: str) -> dict[str, str]:
    now = int(time.time())
    good = {"sub": who, "user_id": who, "iat": now, "exp": now + 600}
    return {
        "signed by nobody": jwt({"alg": "none"}, good, None),
        "a public key for a secret": jwt({"alg": "HS256"}, good, b"-----BEGIN PUBLIC KEY-----"),
        "a key from elsewhere": jwt({"alg": "HS256", "kid": "../../../dev/null"}, good, b""),
        "run out": jwt({"alg": "HS256"}, {**good, "exp": now - 1}, b"secret"),
        "of tomorrow": jwt({"alg": "HS256"}, {**good, "nbf": now + 86_400}, b"secret"),
        "for somebody else": jwt({"alg": "HS256"}, {**good, "aud": "another.example"}, b"secret"),
        "an id": who,
        "too long": "a" * 20_000,
        "in other letters": "合言葉",
        "of a pattern": "%",
    }


@pytest.mark.parametrize("what", forged("x"))
def test_a_session_that_was_made_up_is_nobodys(shop: Server, hana: Person, what: str) -> None:
    token = forged(hana.id)[what].encode()
    with httpx.Client(base_url=shop.url, timeout=15, verify=NO_TLS) as http:
        ticket = http.post("/api/tickets", headers={"X-Session-Token": token})
        session = http.get("/_allauth/app/v1/auth/session", headers={"X-Session-Token": token})
        bearer = http.get("/api/rooms", headers={"Authorization": b"Bearer " + token})
        cookie = http.get("/api/rooms", headers={"Cookie": b"sessionid=" + token})
        guest = http.get("/api/rooms")

    assert (ticket.status_code, session.status_code) == (401, session.status_code)
    assert session.status_code in (401, 410)
    assert bearer.status_code == cookie.status_code == guest.status_code
    assert hana.id not in ticket.text + session.text + bearer.text + cookie.text


@pytest.mark.parametrize("what", [what for what in forged("x") if what != "too long"])
async def test_a_ticket_that_was_made_up_opens_nothing(shop: Server, hana: Person, what: str) -> None:
    raw = await open_raw(shop)

    say(raw, {"type": "session.hello", "ticket": forged(hana.id)[what]})

    assert await raw.closed() in (Close.NOT_AUTHENTICATED, Close.MISUSE)
    await raw.end()
