"""Two people who sign up at the same moment by names that look alike, or with one address."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client

from livesell.accounts import people
from livesell.accounts.models import User
from tests.support.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
ALIKE = [("Ivan", "1VAN"), ("Ivan", "ivan"), ("Mila", "Mi1a"), ("マリー", "ﾏﾘｰ")]


class NoLock:
    """A database that knows no locks."""

    vendor = "none"


def two_at_once(
    monkeypatch: pytest.MonkeyPatch, first: Callable[[], object], other: Callable[[], object]
) -> list[object]:
    """What both get who ask for a name together: whoever is let to the last question waits a while for the other."""
    meeting, asked = Barrier(2), people.is_name_taken

    def is_name_taken(name: str) -> bool:
        taken = asked(name)
        if connection.in_atomic_block:
            with suppress(BrokenBarrierError):  # the other one waits for the lock
                meeting.wait(0.3)
        return taken

    monkeypatch.setattr(people, "is_name_taken", is_name_taken)

    def alone(work: Callable[[], object]) -> object:
        try:
            return work()
        except IntegrityError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(alone, first), pool.submit(alone, other)]]


def make(name: str, address: str) -> Callable[[], object]:
    return lambda: User.objects.create_user(address, name, PASSWORD)


@pytest.mark.parametrize(("name", "alike"), ALIKE)
def test_of_two_names_that_look_alike_there_is_one(
    monkeypatch: pytest.MonkeyPatch, name: str, alike: str
) -> None:
    made = two_at_once(monkeypatch, make(name, "one@example.org"), make(alike, "two@example.org"))

    assert len([one for one in made if one]) == User.objects.count() == 1


def test_without_the_lock_there_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.setattr(people, "connection", NoLock())

    two_at_once(monkeypatch, make("Ivan", "one@example.org"), make("1VAN", "two@example.org"))

    assert User.objects.count() == 2


def form(name: str, address: str) -> Callable[[], object]:
    body = {"name": name, "email": address, "password1": PASSWORD}
    return lambda: Client().post("/accounts/signup/", body)


def app(name: str, address: str) -> Callable[[], object]:
    body = {"name": name, "email": address, "password": PASSWORD}
    return lambda: Client().post("/_allauth/app/v1/auth/signup", body, content_type="application/json")


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        (("Ivan", "1VAN"), ("one@example.org", "two@example.org")),
        (("Ivan", "Ivan"), ("one@example.org", "two@example.org")),
        (("Ivan", "Olga"), ("one@example.org", "one@example.org")),
    ],
)
@pytest.mark.parametrize("door", [form, app])
def test_who_signs_up_a_moment_later_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
    door: Callable[[str, str], Callable[[], object]],
    names: tuple[str, str],
    addresses: tuple[str, str],
) -> None:
    answers = two_at_once(monkeypatch, *(door(*one) for one in zip(names, addresses, strict=True)))

    statuses = sorted(one.status_code for one in answers if isinstance(one, HttpResponse))
    assert len(statuses) == 2
    assert statuses in ([200, 302], [200, 400], [302, 302], [200, 401], [302, 401], [200, 200]), statuses
    assert User.objects.count() == 1
    refused = [one for one in answers if isinstance(one, HttpResponse) and one.status_code in (200, 400)]
    assert any(b"name" in one.content or b"faster" in one.content for one in refused)
