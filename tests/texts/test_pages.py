"""Every page in every language, for everybody: no text of ours is left in English, whatever state its things are in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import allauth
import pytest
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import get_language_info

from livesell.accounts import owner
from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.outbound.mailing import SALT
from rooms.frames.orders import CancelOrder, DeliverOrder, RedeemCode, SetLimits, ShipOrder
from rooms.frames.rooms import SetRole
from rooms.frames.terms import SetDiscount
from rooms.models.items import Item
from rooms.models.orders import Order
from rooms.models.rooms import Member
from tests.support.buying import buy, confirmed, lapsed, paid, settle
from tests.support.giveaways import open_giveaway
from tests.support.people import PASSWORD
from tests.support.rehearsing import rehearse
from tests.support.texts import catalogue
from tests.support.turns import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOON = 4_070_952_000_000
"""The first of January 2099."""
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de"}
EACH = pytest.mark.parametrize("language", catalogue.languages())
HOME = {"name": "Ben Miller", "address": "12 Mill Lane", "country": "DE", "note": "Ring twice"}
OTHERS = ("admin", "ninja", "headless")
"""Parts of the server whose pages are for operators and for who writes programs."""
KEYS = {"key": "Mg:made:up", "uidb36": "1", "name": "0" * 40}
HOLE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
READ_AFTER = '(?:(?<=>)|(?<=label=")|(?<=title=")|(?<=alt=")|(?<=holder=")|(?<=content="))'
"""Where a text of its own begins. The values of other attributes are for machines: `name="name"`."""
LONG = 14
"""Characters: a text of so many is looked for within others, a shorter one where it stands alone."""


def addresses(resolver: URLResolver) -> Iterator[tuple[str, set[str]]]:
    """Each address that has a name, and what belongs into it."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern) and one.name:
            yield one.name, set(one.pattern.regex.groupindex) | set(one.pattern.converters)
        elif isinstance(one, URLResolver) and not (one.app_name or "").startswith(OTHERS):
            space = f"{one.namespace}:" if one.namespace else ""
            if one.url_patterns and "_allauth" not in str(one.pattern):
                yield from ((space + name, holes) for name, holes in addresses(one))


@lru_cache
def english(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Each text that a language says otherwise, and how it would look on a page."""
    theirs = Path(allauth.__file__).parent / "locale"
    return [
        (text, _on_page(text))
        for folder in (catalogue.OURS, theirs)
        for one in catalogue.read(catalogue.path_of(language, folder))
        for text, said in zip(*map(_forms, (one.id, one.string)), strict=False)
        if re.search(r"[^\W\d_]", HOLE.sub("", text))
        and said
        and text.strip().casefold() != said.strip().casefold()
    ]


def _forms(of: str | tuple[str, ...]) -> tuple[str, ...]:
    return of if isinstance(of, tuple) else (of,)


def _on_page(text: str) -> re.Pattern[str]:
    body = "[^<>]*?".join(map(re.escape, HOLE.split(text)))
    alone = len(HOLE.sub("", text)) < LONG
    return re.compile(rf'{READ_AFTER}\s*{body}\s*(?=[<"])' if alone else body)


def left_in_english(page: str, language: str) -> list[str]:
    shown = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    return [text for text, pattern in english(language) if pattern.search(shown)]


def look(client: Client, path: str, language: str) -> list[str]:
    """What a page says in English; a page of ours says its language, and in which direction that is read."""
    answer = client.get(path, HTTP_ACCEPT_LANGUAGE=language)
    if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
        return []
    page = answer.content.decode()
    assert f'<html lang="{language}" dir="{direction(language)}">' in page, path
    return [f"{path} {answer.status_code}: {text}" for text in left_in_english(page, language)]


def direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


@pytest.fixture
def language() -> str:
    """Of a test that is not told another."""
    return "de"


@pytest.fixture
def clients(users: dict[str, User], language: str) -> dict[str, Client]:
    cache.clear()
    User.objects.update(language=language)
    made = {name: Client() for name in users} | {"guest": Client()}
    for name, user in users.items():
        made[name].force_login(user)
    return made


@pytest.fixture
def orders(room: Room) -> list[Order]:
    """One in each state, with what may stand beside it."""
    room.do("sam", SetDiscount(code="JAM", points=1_000, goods_from=100_000, currency="EUR"))
    room.do("ben", SetLimits(currency="EUR", day=90_000, week=None, minutes=90))
    room.do("ben", SetLimits(currency="EUR", day=95_000, week=None, minutes=None))
    jam = room.live(stock=30)
    unpaid = [lapsed(room, "bea", jam) for _ in range(2)]
    sent, gone, waits = (
        paid(room, "ben", jam),
        paid(room, "ben", jam),
        confirmed(room, "ben", jam),
    )
    room.must("sam", ShipOrder(order_id=sent.pk, tracking="JJD 1"))
    for order in (sent, waits):
        room.do("ben", DeliverOrder.model_validate({"order_id": order.pk} | HOME))
    settle(room, gone, 499)
    room.must("sam", CancelOrder(order_id=gone.pk, reason="It broke."))
    still = buy(room, "ben", jam)
    room.do("ben", RedeemCode(order_id=still.pk, code="JAM"))
    return [*unpaid, sent, gone, waits, still]


@EACH
def test_no_page_of_selling_has_english_left(
    room: Room, orders: list[Order], clients: dict[str, Client], language: str
) -> None:
    party = orders[0].party_id
    given = open_giveaway(room, party)
    rehearse(room, room.draft("Next Friday"))
    room.must("hana", SetRole(user_id=room.cast["otto"].user_id, role="moderator"))
    known = KEYS | {
        "token": signing.dumps([room.cast["hana"].user_id, "won"], salt=SALT),
        "room_id": room.id,
        "party_id": party,
        "arrivals_id": party,  # none such: a page that says so
        "giveaway_id": given,
        "item_id": Item.objects.filter(party_id=party).earliest("pk").pk,
    }
    found: list[str] = []
    for name, holes in addresses(get_resolver()):
        if name == "rooms:feed_file":
            continue  # a file for calendars
        for order in orders if "order_id" in holes else orders[:1]:
            path = reverse(name, kwargs={hole: (known | {"order_id": order.pk})[hole] for hole in holes})
            for client in clients.values():
                found += look(client, path, language)

    assert found == []


FORMS: list[tuple[str, dict[str, str]]] = [
    ("/accounts/login/", {}),
    ("/accounts/login/", {"login": "nobody", "password": "wrong"}),
    ("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"}),
    ("/accounts/signup/", {}),
    ("/accounts/signup/", {"name": "B", "email": "ben", "password1": "short"}),
    ("/accounts/signup/", {"name": "Livesell", "email": "new@example.org", "password1": "password"}),
    ("/accounts/signup/", {"name": "Ben\u202e", "email": "ben@example.org", "password1": "ben@example.org"}),
    (
        "/accounts/signup/",
        {"name": "\u0412\u0435n", "email": "x" * 300 + "@example.org", "password1": "12345678"},
    ),
    ("/accounts/signup/", {"name": "Ben", "email": "new@example.org", "password1": "x" * 5_000}),
    ("/accounts/password/reset/", {}),
    ("/accounts/password/reset/", {"email": "ben"}),
    ("/owner/", {}),
    ("/owner/", {"name": "Olga", "email": "ben@example.org", "password": "1", "token": "x"}),
    ("/owner/", {"name": "Olga", "email": "o@example.org", "password": PASSWORD, "token": "x"}),
]


@EACH
@pytest.mark.parametrize(("path", "form"), FORMS)
def test_no_form_complains_in_english(
    ben: User, client: Client, path: str, form: dict[str, str], language: str
) -> None:
    cache.clear()

    page = client.post(path, form, HTTP_ACCEPT_LANGUAGE=language).content.decode()

    assert left_in_english(page, language) == []
    errors = re.findall(r'role="alert">(?:\s*<ul[^>]*>\s*<li>)?\s*([^<]+)', page)
    assert errors
    assert [error for error in errors if re.search(r"\b(the|this|is|your|you)\b", error, re.IGNORECASE)] == []


ACCOUNT: list[tuple[str, dict[str, str]]] = [
    ("/accounts/password/change/", {"oldpassword": "wrong", "password1": "1", "password2": "2"}),
    ("/accounts/email/", {"action_add": "", "email": "ben"}),
    ("/accounts/email/", {"action_add": "", "email": "ben@example.org"}),
    ("/accounts/2fa/totp/activate/", {"code": "1"}),
    ("/accounts/reauthenticate/", {"password": "wrong"}),
]


@EACH
@pytest.mark.parametrize(("path", "form"), ACCOUNT)
def test_no_form_of_the_account_complains_in_english(
    client: Client, path: str, form: dict[str, str], language: str
) -> None:
    cache.clear()
    sign_up = {"name": "Ben", "email": "ben@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", sign_up, HTTP_ACCEPT_LANGUAGE=language).status_code == 302

    page = client.post(path, form, follow=True, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert f'<html lang="{language}"' in page
    assert left_in_english(page, language) == []


def test_the_walk_finds_english_where_it_is_left(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Live and coming parties" in left_in_english(page, "de")
    assert len(list(addresses(get_resolver()))) > 35
    assert len(english("de")) > 300


def test_becoming_the_owner_reads_german(client: Client) -> None:
    owner.issue(now_ms())

    assert "Inhaber:in dieses Servers werden" in client.get("/owner/", **GERMAN).content.decode()


def test_whoever_is_banned_reads_it_in_german(room: Room, clients: dict[str, Client]) -> None:
    for who, until in (("ben", None), ("bea", NOON)):
        Member.objects.update_or_create(
            room_id=room.id, user_id=room.cast[who].user_id, defaults={"banned": True, "banned_until": until}
        )

    for who, words in (("ben", "gesperrt."), ("bea", "gesperrt bis 01.01.2099, 12:00 UTC.")):
        answer = clients[who].get(f"/rooms/{room.id}/")
        assert answer.status_code == 403
        assert f"Du bist in diesem Raum {words}" in answer.content.decode()


def test_what_is_wrong_with_a_file_is_said_in_german(room: Room, clients: dict[str, Client]) -> None:
    file = SimpleUploadedFile("a.csv", b"Title,Price,Stock,Colour\n,x,200000,red\nTea,5,5000000,")
    path = f"/api/rooms/{room.id}/parties/{room.draft()}/sheets"

    seen = clients["sam"].post(path, {"file": file}, HTTP_ACCEPT_LANGUAGE="en").json()

    assert [one["why"] for one in seen["wrong"] + seen["notes"]] == [
        "schreib den Preis so: 12.50",
        "das ist eine ganze Zahl von 0 bis 10.000",
        "diese Spalte ist unbekannt und wird weggelassen",
    ]


def test_what_is_no_picture_is_said_in_german(clients: dict[str, Client]) -> None:
    answer = clients["sam"].post("/api/pictures", {"file": SimpleUploadedFile("a.jpg", b"no picture")})

    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("Diese Datei ist kein Bild, das wir lesen können.")
    assert clients["guest"].post(
        "/api/pictures", {"file": SimpleUploadedFile("a.jpg", b"")}, **GERMAN
    ).json() == {"detail": "Melde dich zuerst an."}
