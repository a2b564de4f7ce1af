"""Signing up and in, in the browser and as an app."""

import unicodedata
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client

from livesell.accounts.models import User
from livesell.accounts.people import sign_out_everywhere
from tests.support.people import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP = "/accounts/signup/"
APP = "/_allauth/app/v1/auth"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def form(name: str, email: str = "", password: str = PASSWORD) -> dict[str, str]:
    return {"name": name, "email": email or f"{name.lower()}@example.org", "password1": password}


def test_ben_signs_up_and_out_and_in(client: Client) -> None:
    assert client.post(SIGN_UP, form("Ben")).status_code == 302
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session

    answer = client.post("/accounts/login/", {"login": "BEN@example.org", "password": PASSWORD})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == User.objects.get().pk


@pytest.mark.parametrize("name", ["マリー", "Kaʻiulani", "မြို့သူ", "علی\u200cرضا", "น้ำฝน", "ㅋㅋ", "Ana 👩🏽‍🎤"])
def test_a_name_is_kept_as_it_was_typed(client: Client, name: str) -> None:
    assert client.post(SIGN_UP, form(name, "new@example.org")).status_code == 302
    assert User.objects.get().name == name


FORMS = ("NFC", "NFD", "NFKC", "NFKD")
SECRET = "größe ﬁnd が Ａ요 walks"


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("kept", FORMS)
def test_a_password_signs_in_in_any_normal_form(client: Client, kept: str, typed: str) -> None:
    client.post(SIGN_UP, form("Ben", password=unicodedata.normalize(kept, SECRET)))
    client.post("/accounts/logout/")

    login = {"login": "ben@example.org", "password": unicodedata.normalize(typed, SECRET)}

    assert client.post("/accounts/login/", login).status_code == 302
    assert User.objects.create_user("bea@example.org", "Bea", SECRET).check_password(login["password"])


def test_a_password_that_was_kept_in_another_form_goes_on(client: Client, ben: User) -> None:
    User.objects.update(password=make_password(SECRET))

    answer = client.post("/accounts/login/", {"login": ben.email, "password": SECRET})

    assert answer.status_code == 302
    assert not User.objects.get().check_password("grosse find")


def test_a_taken_name_is_refused_also_when_it_only_looks_the_same(client: Client, ben: User) -> None:
    answer = client.post(SIGN_UP, form("B e n", "other@example.org"))

    assert answer.status_code == 200
    assert answer.context["form"].errors["name"].as_data()[0].code == "taken"


def test_the_database_keeps_names_and_addresses_apart(ben: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("new@example.org", "BEN", PASSWORD)


def test_an_address_signs_up_once(client: Client, ben: User) -> None:
    answer = client.post(SIGN_UP, form("Bea", "BEN@example.org"))

    assert answer.status_code == 200
    assert "email" in answer.context["form"].errors


def test_signing_in_and_resetting_do_not_say_who_has_an_account(client: Client, ben: User) -> None:
    wrong = [
        client.post(f"{APP}/login", {"email": email, "password": "wrong"}, content_type="application/json")
        for email in (ben.email, "nobody@example.org")
    ]
    resets = [
        client.post("/accounts/password/reset/", {"email": email})
        for email in (ben.email, "nobody@example.org")
    ]

    assert wrong[0].content == wrong[1].content
    assert resets[0]["Location"] == resets[1]["Location"]


def test_a_password_is_reset_by_mail(client: Client, ben: User) -> None:
    client.post("/accounts/password/reset/", {"email": ben.email})
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)

    page = client.get(link, follow=True)
    client.post(
        page.redirect_chain[-1][0],
        {"password1": "another walk by the sea", "password2": "another walk by the sea"},
    )

    ben.refresh_from_db()
    assert ben.check_password("another walk by the sea")


def test_an_app_signs_up_and_is_known_by_its_token(client: Client) -> None:
    body = {"name": "Bea", "email": "bea@example.org", "password": PASSWORD}

    answer = client.post(f"{APP}/signup", body, content_type="application/json")

    token = answer.json()["meta"]["session_token"]
    session = Client().get(f"{APP}/session", headers={"X-Session-Token": token})
    assert session.json()["data"]["user"]["display"] == "Bea"
    assert not answer.cookies


def test_an_app_cannot_take_a_bad_name(client: Client) -> None:
    body = {"name": "Be\u202ea", "email": "bea@example.org", "password": PASSWORD}

    answer = client.post(f"{APP}/signup", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "name"


def test_signing_out_everywhere_ends_browsers_and_apps(client: Client, ben: User) -> None:
    client.force_login(ben)
    login = {"email": ben.email, "password": PASSWORD}
    answer = Client().post(f"{APP}/login", login, content_type="application/json")
    token = answer.json()["meta"]["session_token"]

    sign_out_everywhere(ben)

    assert Client().get(f"{APP}/session", headers={"X-Session-Token": token}).status_code == 401
    assert client.get("/accounts/email/").status_code == 302


def test_guessing_a_password_is_slowed_down(client: Client, ben: User) -> None:
    wrong = {"email": ben.email, "password": "wrong"}

    answers = [client.post(f"{APP}/login", wrong, content_type="application/json") for _ in range(12)]

    assert answers[0].status_code == 400
    assert "too_many_login_attempts" in answers[-1].content.decode() or answers[-1].status_code == 429


def test_a_forged_header_does_not_make_another_visitor(client: Client, ben: User) -> None:
    wrong = {"email": ben.email, "password": "wrong"}

    answers = [
        client.post(
            f"{APP}/login", wrong, content_type="application/json", headers={"X-Forwarded-For": f"10.0.0.{n}"}
        )
        for n in range(12)
    ]

    assert "too_many_login_attempts" in answers[-1].content.decode() or answers[-1].status_code == 429


def test_only_staff_enter_the_admin(client: Client, ben: User, make_user: Callable[..., User]) -> None:
    client.force_login(ben)
    assert client.get("/admin/").status_code == 302

    client.force_login(make_user("Mona", is_staff=True))
    assert client.get("/admin/").status_code == 200


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    answer = client.get("/admin/login/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["/accounts/login/", SIGN_UP, "/accounts/password/reset/", "/owner/"])
def test_no_page_carries_inline_code(client: Client, page: str) -> None:
    answer = client.get(page)
    text = answer.content.decode()

    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
