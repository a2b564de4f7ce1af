"""Whatever JSON comes in by whatever door: a refusal, and never a fault of ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from livesell.accounts.models import User
from livesell.app.api import api
from livesell.wire.ids import new_id

pytestmark = pytest.mark.django_db
FIELDS = (
    *("email", "password", "name", "username", "phone", "key", "code", "credential", "current_password"),
    *("new_password", "provider", "token", "process", "primary", "authenticators", "id", "login"),
)
GOOD = {"email": "ben@example.org", "password": "a long walk by the sea", "name": "Ben"}
ODD: tuple[Any, ...] = (
    *(None, True, 5, -1, 2**53, 1.5, "", "x" * 5_000, "\0", "a\0b", "\ud800", "\udc00x", "💩@💩.💩"),
    *([], ["x"], [[]], {}, {"id": [], "response": 5}),
)
BROKEN = (
    *("[", "{", "null", '"x"', "5", "[{}]", "\ufeff{}", '{"email":NaN}', '{"email":1e999}', "9" * 5_000),
    *('{"email":"a","email":"b"}', '{"email":' + "9" * 5_000 + "}", '{"a":' * 300 + "1" + "}" * 300),
    "[" * 100_000,
)
BODIES = (
    *(text.encode() for text in BROKEN),
    b"\xff\xfe{",
    *(json.dumps(dict.fromkeys(FIELDS, odd)).encode() for odd in ODD),
    *(json.dumps(GOOD | {field: odd}).encode() for field in GOOD for odd in ODD),
)


def addresses(resolver: Any, before: str = "/") -> Iterator[str]:
    """Every address below."""
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif isinstance(one, URLPattern):
            yield here


OTHERS = sorted(one for one in addresses(get_resolver()) if one.startswith("/_allauth/") and "<" not in one)
OURS = sorted(
    (path, verb)
    for path, verbs in api.get_openapi_schema()["paths"].items()
    for verb, operation in verbs.items()
    if "application/json" in operation.get("requestBody", {}).get("content", {})
)


@pytest.mark.parametrize("address", OTHERS)
def test_the_sign_in_takes_no_odd_json(address: str, make_user: Any) -> None:
    ben: User = make_user("Ben")
    for signed_in in (False, True):
        client = Client()
        for verb in ("post", "put", "patch", "delete"):
            for body in BODIES:
                if signed_in and SESSION_KEY not in client.session:  # some doors sign her out
                    client.force_login(ben)
                cache.clear()  # rates stand before what is looked for here
                answer = client.generic(verb.upper(), address, body, "application/json")
                assert answer.status_code < 500, (verb, body[:80])
                if answer.status_code == 405:
                    break


def test_there_are_doors_of_both_kinds() -> None:
    assert len(OTHERS) > 20
    assert len(OURS) > 40


@pytest.mark.parametrize(("address", "verb"), OURS)
def test_our_doors_take_no_odd_json(address: str, verb: str, make_user: Any) -> None:
    client = Client()
    client.force_login(make_user("Ben"))
    path = "/".join(new_id() if part.startswith("{") else part for part in address.split("/"))
    for body in BODIES:
        answer = client.generic(
            verb.upper(), path, body, "application/json", headers={"Idempotency-Key": "command-1"}
        )
        assert answer.status_code < 500, body[:80]


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_what_a_body_is_called_does_not_matter(kind: str) -> None:
    body = json.dumps(GOOD | {"password": "\ud800"})

    answer = Client().generic("POST", "/_allauth/app/v1/auth/login", body, kind)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "bad_text"
