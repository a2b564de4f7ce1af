"""The cast, and people of a running server."""

from dataclasses import dataclass

import httpx

from tests.support.plain import NO_TLS

CAST = ("Hana", "Sam", "Ben", "Bea", "Mona", "Otto")
PASSWORD = "a long walk by the sea"


@dataclass(frozen=True)
class Person:
    """Somebody with an account on a running server, signed in as an app is."""

    name: str
    email: str
    id: str
    token: str
    base_url: str

    @property
    def app(self) -> httpx.Client:
        """A client that sends the session token, as the app does."""
        return httpx.Client(
            base_url=self.base_url, headers={"X-Session-Token": self.token}, timeout=15, verify=NO_TLS
        )


def sign_up(base_url: str, name: str) -> Person:
    """A new account over the app's API."""
    email = f"{name.lower()}@example.org"
    body = {"name": name, "email": email, "password": PASSWORD}
    answer = httpx.post(f"{base_url}/_allauth/app/v1/auth/signup", json=body, timeout=15, verify=NO_TLS)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return Person(name, email, found["data"]["user"]["id"], found["meta"]["session_token"], base_url)
