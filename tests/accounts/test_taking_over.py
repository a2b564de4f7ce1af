"""What a found session is not enough for, and what a stranger cannot do to somebody's signing in."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from livesell.accounts.models import User
from tests.support.people import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.attack("A109")]
APP = "/_allauth/app/v1"
NEAR, FAR = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ben(ben: User) -> User:
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    return ben


def page_sign_in(client: Client, user: User, password: str = PASSWORD, place: str = NEAR) -> bool:
    """Whether the page signs in from that address."""
    form = {"login": user.email, "password": password}
    return client.post("/accounts/login/", form, REMOTE_ADDR=place).status_code == 302


def app_sign_in(user: User, password: str = PASSWORD, place: str = NEAR) -> bool:
    body = {"email": user.email, "password": password}
    answer = Client().post(f"{APP}/auth/login", body, content_type="application/json", REMOTE_ADDR=place)
    return answer.status_code == 200


def ask_for_reset(email: str, place: str = FAR) -> int:
    return Client().post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=place).status_code


def resets() -> list[str]:
    """To whom a link that resets was sent."""
    return [one.to[0] for one in mail.outbox if "/password/reset/key/" in one.body]


def test_an_address_is_added_and_made_the_first_only_with_the_password(client: Client, ben: User) -> None:
    client.force_login(ben)
    added = {"email": "evil@example.net", "action_add": ""}

    asked = client.post("/accounts/email/", added)

    assert asked.status_code == 302
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert client.get(asked["Location"]).status_code == 200
    assert not EmailAddress.objects.filter(email="evil@example.net").exists()
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 200
    assert not EmailAddress.objects.filter(email="evil@example.net").exists()
    client.post(asked["Location"], {"password": PASSWORD})
    assert EmailAddress.objects.filter(email="evil@example.net", verified=False).exists()


@pytest.mark.parametrize("verb", ["post", "patch", "delete"])
def test_an_app_is_asked_for_the_password_too(client: Client, ben: User, verb: str) -> None:
    other = EmailAddress.objects.create(user=ben, email="other@example.org", verified=True)
    body = {"email": ben.email, "password": PASSWORD}
    token = client.post(f"{APP}/auth/login", body, content_type="application/json").json()["meta"]
    change = {"email": "evil@example.net" if verb == "post" else other.email, "primary": True}

    answer = getattr(Client(), verb)(
        f"{APP}/account/email",
        change,
        content_type="application/json",
        headers={"X-Session-Token": token["session_token"]},
    )

    assert answer.status_code == 401
    assert "reauthenticate" in answer.content.decode()
    assert set(EmailAddress.objects.values_list("email", "primary")) == {
        (ben.email, True),
        ("other@example.org", False),
    }


def test_a_reset_goes_to_a_verified_address_only(ben: User) -> None:
    EmailAddress.objects.create(user=ben, email="unsure@example.org", verified=False)

    ask_for_reset("unsure@example.org")
    assert resets() == []
    assert "/confirm-email/" in mail.outbox[-1].body, "confirm it first"

    ask_for_reset(ben.email)
    assert resets() == [ben.email]


def test_the_address_of_signing_up_is_confirmed_before_a_reset_goes_there(client: Client) -> None:
    body = {"name": "Bea", "email": "typo@example.org", "password": PASSWORD}
    client.post(f"{APP}/auth/signup", body, content_type="application/json")

    ask_for_reset("typo@example.org")

    assert resets() == []


def test_wrong_tries_from_elsewhere_keep_nobody_out(ben: User) -> None:
    assert not any(app_sign_in(ben, "wrong", FAR) for _ in range(8))
    assert not app_sign_in(ben, PASSWORD, FAR), "the stranger has to wait"

    assert app_sign_in(ben, PASSWORD, NEAR)
    assert page_sign_in(Client(), ben)


def test_wrong_tries_from_her_own_network_do_not_keep_out_a_browser_she_has_used(
    client: Client, ben: User
) -> None:
    assert page_sign_in(client, ben)
    client.post("/accounts/logout/")
    assert not any(page_sign_in(Client(), ben, "wrong") for _ in range(40))
    assert not page_sign_in(Client(), ben)

    assert page_sign_in(client, ben)


def test_a_browser_of_somebody_else_is_not_hers(client: Client, ben: User, otto: User) -> None:
    assert page_sign_in(client, otto)
    client.post("/accounts/logout/")

    assert not any(page_sign_in(client, ben, "wrong") for _ in range(8))

    assert not page_sign_in(client, ben)


def test_guessing_is_slowed_down_on_a_known_browser_and_over_many_addresses(
    client: Client, ben: User
) -> None:
    assert page_sign_in(client, ben)
    client.post("/accounts/logout/")
    assert not any(page_sign_in(client, ben, "wrong") for _ in range(12))
    assert not page_sign_in(client, ben)

    cache.clear()
    assert not any(app_sign_in(ben, "wrong", f"198.51.100.{n % 60}") for n in range(105))
    assert not app_sign_in(ben, PASSWORD, "203.0.113.9")


def test_a_good_try_is_not_counted(ben: User) -> None:
    assert all(app_sign_in(ben) for _ in range(12))


def test_whoever_asks_for_resets_in_her_name_takes_none_from_her(ben: User) -> None:
    asked = [ask_for_reset(ben.email, f"198.51.100.{n}") for n in range(9)]
    assert asked == [302] * 9

    assert ask_for_reset(ben.email, NEAR) == 302
    assert len(resets()) == 3, "links that stay good, and no flood of mail"
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = Client().get(link, follow=True)
    assert page.context["form"].fields.keys() >= {"password1"}


def test_a_class_signs_up_at_once() -> None:
    made = [
        Client().post(
            f"{APP}/auth/signup",
            {"name": f"Pupil {n:02}", "email": f"p{n}@example.org", "password": PASSWORD},
            content_type="application/json",
            REMOTE_ADDR=NEAR,
        )
        for n in range(26)
    ]

    assert {one.status_code for one in made} == {200}
