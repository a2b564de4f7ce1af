"""Ten addresses in X-Forwarded-For: counted is the last that no trusted proxy has."""

from collections.abc import Callable

import httpx
import pytest

from tests.support.server import Server

WRONG = {"email": "ben@example.org", "password": "wrong"}


@pytest.mark.attack("A9")
def test_a_forged_way_makes_no_other_visitor(start_server: Callable[..., Server]) -> None:
    server = start_server(LIVESELL_TRUSTED_PROXIES="127.0.0.1,192.0.2.1")

    def sign_in(way: str) -> str:
        url = f"{server.url}/_allauth/app/v1/auth/login"
        return httpx.post(url, json=WRONG, headers={"X-Forwarded-For": way}, timeout=20).text

    forged = [
        ", ".join([*(f"10.0.{n}.{hop}" for hop in range(8)), "198.51.100.7", "192.0.2.1"]) for n in range(6)
    ]
    answers = [sign_in(way) for way in forged]

    assert "too_many_login_attempts" in answers[-1]
    assert "too_many_login_attempts" not in answers[0]
    assert "too_many_login_attempts" not in sign_in("198.51.100.8"), "somebody else"
