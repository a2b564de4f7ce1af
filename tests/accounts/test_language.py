"""In which language somebody is spoken to, and for how long that is kept."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from livesell.accounts import owner
from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from rooms.web import pages
from tests.support.people import PASSWORD

pytestmark = pytest.mark.django_db
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
WORDS = {
    "en": "Live and coming parties",
    "de": "Laufende und kommende Partys",
    "ar": "الحفلات الجارية والقادمة",
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    translation.deactivate()


def spoken(client: Client, path: str = "/", **headers: str) -> str:
    """The language that a page says it is in; it has that one's words, and no other's."""
    answer = client.get(path, **headers)
    page = answer.content.decode()
    found = re.search(r'<html lang="([^"]*)" dir="(\w+)">', page)
    assert found
    assert found[2] == ("rtl" if found[1] == "ar" else "ltr")
    assert [code for code, words in WORDS.items() if words in page] == [found[1]]
    assert answer["Content-Language"] == found[1]
    return found[1]


def choose(client: Client, language: str, back: str = "/", **headers: str) -> str:
    """The address to which the choice leads."""
    answer = client.post("/language", {"language": language, "next": back}, **headers)
    assert answer.status_code == 302
    return str(answer["Location"])


def signed_in(user: User, language: str = "") -> Client:
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user)
    return client


def test_a_browser_is_answered_in_its_own_language(client: Client) -> None:
    assert spoken(client) == "en"
    assert spoken(client, **GERMAN) == "de"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="ar-EG,ar;q=0.9") == "ar"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="fr,ja;q=0.8") == "en"


def test_a_choice_is_kept_and_goes_before_what_the_browser_says(client: Client) -> None:
    assert choose(client, "en", "/orders/") == "/orders/"
    assert spoken(client, **GERMAN) == "en"

    choose(client, "de")
    assert spoken(client) == "de"


def test_an_account_keeps_its_choice_on_every_device(ben: User) -> None:
    choose(signed_in(ben), "de")

    assert User.objects.get(pk=ben.pk).language == "de"
    another = Client()
    another.force_login(ben)
    another.cookies["django_language"] = "en"
    assert spoken(another, HTTP_ACCEPT_LANGUAGE="en") == "de"


def test_an_account_without_a_language_is_answered_as_its_browser_asks(ben: User) -> None:
    client = signed_in(ben)

    assert spoken(client) == "en"
    assert spoken(client, **GERMAN) == "de"


def test_nobody_changes_the_language_of_somebody_else(ben: User, client: Client) -> None:
    signed_in(ben, "de")

    choose(client, "en")

    assert User.objects.get(pk=ben.pk).language == "de"


def test_the_language_of_signing_up_is_kept(client: Client) -> None:
    form = {"name": "Ben", "email": "ben@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", form, **GERMAN).status_code == 302

    assert User.objects.get().language == "de"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="en") == "de"


def test_the_language_of_an_app_that_signs_somebody_up_is_kept(client: Client) -> None:
    body = {"name": "Bea", "email": "bea@example.org", "password": PASSWORD}
    path = "/_allauth/app/v1/auth/signup"
    answer = client.post(path, body, content_type="application/json", **GERMAN)

    assert answer.status_code == 200, answer.content
    assert User.objects.get().language == "de"


def test_the_owner_is_spoken_to_as_she_came(client: Client) -> None:
    form = {"name": "Olga", "email": "olga@example.org", "password": PASSWORD, "token": owner.issue(now_ms())}
    assert client.post("/owner/", form, **GERMAN).status_code == 302

    assert User.objects.get().language == "de"


@pytest.mark.parametrize("cookie", ["xx", "de-", "../../etc", "d" * 5_000, "fr", "\x01", "DE'--", "d\xe9"])
def test_a_cookie_that_names_no_language_is_as_none(client: Client, cookie: str) -> None:
    client.cookies["django_language"] = cookie

    assert spoken(client) == ("de" if cookie == "de-" else "en")


@pytest.mark.parametrize(
    "header",
    ["", "*", "xx-YY", ";q=", "d" * 9_000, ",".join(["zz"] * 2_000), "\xff\xfe", "en;q=1;q=2,,"],
)
def test_a_header_that_names_no_language_of_ours_is_as_none(client: Client, header: str) -> None:
    assert spoken(client, HTTP_ACCEPT_LANGUAGE=header) == "en"


@pytest.mark.parametrize("kept", ["xx", "fr", "toolongfor"])
def test_an_account_with_a_language_that_is_gone_is_as_without(ben: User, kept: str) -> None:
    assert spoken(signed_in(ben, kept)) == "en"


@pytest.mark.parametrize("wanted", ["", "xx", "fr", "<script>", "d" * 5_000])
def test_what_is_no_language_of_ours_is_not_kept(ben: User, wanted: str) -> None:
    client = signed_in(ben, "de")

    choose(client, wanted)

    assert User.objects.get(pk=ben.pk).language == "de"
    client.logout()
    assert spoken(client) == "en"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_a_choice_leads_nowhere_else(client: Client, back: str) -> None:
    assert choose(client, "de", back, HTTP_REFERER="https://evil.example/") == "/"


def test_a_choice_needs_no_token_and_leaves_no_cookie_but_its_own() -> None:
    """A token would be a cookie that changes with every page: no browser would keep the page for Back."""
    strict = Client(enforce_csrf_checks=True)

    assert "csrftoken" not in strict.get("/").cookies
    assert strict.post("/language", {"language": "de"}).cookies.keys() == {"django_language"}
    assert Client().get("/language").status_code == 405


def test_a_form_that_is_not_ours_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ben@example.org"}, **GERMAN)

    assert answer.status_code == 403
    assert "Schick es noch einmal ab" in answer.content.decode()


def test_each_page_offers_the_choice_and_comes_back(client: Client) -> None:
    page = client.get("/accounts/login/?next=/orders/").content.decode()

    assert 'action="/language"' in page
    assert 'name="next" value="/accounts/login/?next=/orders/"' in page
    for code, name in settings.LANGUAGES:
        assert re.search(rf'name="language" value="{code}" lang="{code}"[^>]*>{name}<', page)


def test_a_page_says_on_what_its_language_depends(client: Client) -> None:
    answer = client.get("/")

    assert {"Accept-Language", "Cookie"} <= set(re.split(r",\s*", answer["Vary"]))
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_has_no_language(client: Client) -> None:
    answer = client.get(f"/media/{'0' * 40}.webp", HTTP_IF_NONE_MATCH='"x"', **GERMAN)

    assert (answer.status_code, answer.get("Vary"), answer.get("Content-Language")) == (304, None, None)


def test_a_mail_is_in_the_language_of_whose_account_it_is_about(ben: User, client: Client) -> None:
    signed_in(ben, "de")

    client.post("/accounts/password/reset/", {"email": ben.email}, HTTP_ACCEPT_LANGUAGE="en")

    (sent,) = mail.outbox
    assert sent.subject == "E-Mail zum Zurücksetzen des Passworts"
    assert "Mit diesem Link setzt du ein neues Passwort." in sent.body


def test_whoever_has_the_address_reads_of_a_second_sign_up_in_her_language(ben: User, client: Client) -> None:
    signed_in(ben, "de").logout()
    form = {"name": "Otto", "email": ben.email, "password1": PASSWORD}

    client.post("/accounts/signup/", form, HTTP_ACCEPT_LANGUAGE="en")

    assert ["Mit ihr gibt es aber schon ein Konto" in sent.body for sent in mail.outbox] == [True] * len(
        mail.outbox
    )


def test_a_mail_to_somebody_unknown_is_in_the_language_of_who_asked(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "otto@example.org"}, **GERMAN)

    assert ["Ein solches Konto gibt es bei uns nicht" in sent.body for sent in mail.outbox] == [True]


def test_the_server_speaks_its_own_language_to_whoever_asks_for_none(
    client: Client, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "de"

    assert spoken(client) == "de"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="fr") == "de"
    assert spoken(client, HTTP_ACCEPT_LANGUAGE="en-GB") == "en"


def test_a_fault_is_told_in_german_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(pages, "coming", broken)
    client.raise_request_exception = False

    answer = client.get("/", **GERMAN)

    assert answer.status_code == 500
    assert "Etwas ist schiefgegangen" in answer.content.decode()
    assert '<html lang="de" dir="ltr">' in answer.content.decode()
