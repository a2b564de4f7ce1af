"""What is told to one person is kept by nobody else: every address there is, as somebody signed in and as a guest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from livesell.accounts.models import User
from livesell.wire.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.attack("A111")]
PUBLIC = "/media/"
CONVERTED = re.compile(r"<(?:(\w+):)?\w+>")
GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")


def addresses(patterns: list[Any], before: str = "/") -> Iterator[str]:
    """Every address, with an id of nobody's in each place of one."""
    for one in patterns:
        route = GROUP.sub("0" * 40, str(one.pattern).lstrip("^").rstrip("$\\Z")).replace("\\", "")
        path = before + CONVERTED.sub(lambda found: "1" if found[1] == "int" else new_id(), route)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path


@pytest.mark.parametrize("who", ["guest", "member", "operator"])
def test_every_answer_says_that_it_is_not_to_be_kept(
    client: Client, ben: User, who: str, make_user: Any
) -> None:
    if who != "guest":
        client.force_login(ben if who == "member" else make_user("Hana", is_staff=True, is_superuser=True))
    client.raise_request_exception = False
    asked = list(addresses(get_resolver().url_patterns))
    assert len(asked) > 80
    kept = []
    for path in (*asked, "/nowhere", "/media/" + "0" * 40 + ".webp"):
        answer = client.get(path)
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append((path, answer.status_code, answer.headers.get("Cache-Control")))

    assert kept == []


def test_refused_requests_are_not_kept_either(client: Client) -> None:
    assert "no-store" in client.get("/", headers={"Host": "evil.example"})["Cache-Control"]
    assert "no-store" in client.post("/accounts/login/", {"login": "x"})["Cache-Control"]
    assert "no-store" in client.delete("/api/rooms")["Cache-Control"]
