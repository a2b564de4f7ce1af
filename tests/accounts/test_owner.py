"""The owner link: single use, an hour, never a default password."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from livesell.accounts import owner
from livesell.accounts.models import OwnerLink, User
from livesell.accounts.people import now_ms
from tests.support.people import PASSWORD

HANA = {"name": "Hana", "email": "Hana@Example.org", "password": PASSWORD}
pytestmark = pytest.mark.django_db


def bring(client: Client, token: str, **more: str) -> int:
    return client.post("/owner/", {"token": token, **more}).status_code


def test_the_first_bearer_becomes_the_owner(client: Client) -> None:
    assert bring(client, owner.issue(now_ms()), **HANA) == 302

    hana = User.objects.get()
    assert (hana.name, hana.email, hana.is_superuser, hana.is_staff) == (
        "Hana",
        "hana@example.org",
        True,
        True,
    )
    assert client.get("/admin/").status_code == 200


def test_a_link_works_once(client: Client) -> None:
    token = owner.issue(now_ms())
    bring(client, token, **HANA)

    assert bring(Client(), token) == 400


def test_a_link_lasts_an_hour(client: Client) -> None:
    made = now_ms() - owner.LIFETIME_MS
    assert bring(client, owner.issue(made), **HANA) == 400
    assert not User.objects.exists()

    assert bring(client, owner.issue(made + 60_000), **HANA) == 302


def test_a_new_link_ends_the_one_before(client: Client) -> None:
    old = owner.issue(now_ms())
    owner.issue(now_ms())

    assert bring(client, old, **HANA) == 400


def test_a_later_link_signs_the_owner_in(client: Client, make_user: Callable[..., User]) -> None:
    hana = User.objects.create_superuser("hana@example.org", "Hana", PASSWORD)

    assert bring(client, owner.issue(now_ms())) == 302

    assert client.session["_auth_user_id"] == hana.pk
    assert User.objects.count() == 1


def test_a_wrong_token_is_refused_and_a_mistake_in_the_form_does_not_spend_the_link(client: Client) -> None:
    token = owner.issue(now_ms())

    assert bring(client, "wrong", **HANA) == 400
    assert bring(client, token, **{**HANA, "password": "short"}) == 400
    assert bring(client, token, **HANA) == 302


def test_only_the_hash_is_stored() -> None:
    token = owner.issue(now_ms())

    assert token not in str(list(OwnerLink.objects.values()))


def test_the_page_needs_a_csrf_token() -> None:
    careful = Client(enforce_csrf_checks=True)

    assert bring(careful, owner.issue(now_ms()), **HANA) == 403


def test_the_link_keeps_its_token_in_the_fragment() -> None:
    parts = urlsplit(owner.link("https://shop.example"))

    assert parts.path == "/owner/"
    assert parts.fragment
    assert not parts.query
