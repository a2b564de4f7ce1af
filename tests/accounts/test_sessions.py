"""Whose sessions these are: for many at once the same as Django says of each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.accounts.people import close_sockets, sign_out_everywhere
from livesell.accounts.rows import moved_on
from livesell.accounts.session_store import SessionStore
from livesell.accounts.sessions import SignedIn, alive, whose
from livesell.ledger import clock
from livesell.ledger.clock import now_ms
from livesell.tickets import tickets
from tests.ledger.test_clock import HOUR, heard
from tests.support.people import PASSWORD

Damage = Callable[[User, str], object]


def signed_in(user: User, **more: Any) -> str:
    """The key of a session as signing in makes it, or with something else in it."""
    content = {
        SESSION_KEY: user.pk,
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore()
    store.update({key: value for key, value in {**content, **more}.items() if value is not None})
    store.save()
    assert store.session_key
    return store.session_key


def rewritten(**more: Any) -> Damage:
    def damage(user: User, key: str) -> None:
        other = Session.objects.get(pk=signed_in(user, **more))
        Session.objects.filter(pk=key).update(session_data=other.session_data)

    return damage


def row(**fields: Any) -> Damage:
    return lambda _, key: Session.objects.filter(pk=key).update(**fields)


def user(**fields: Any) -> Damage:
    return lambda who, _: User.objects.filter(pk=who.pk).update(**fields)


ENDED: dict[str, Damage] = {
    "signed out": lambda _, key: Session.objects.filter(pk=key).delete(),
    "signed out everywhere": lambda who, _: sign_out_everywhere(who),
    "expired": row(expire_date=timezone.now() - timedelta(seconds=1)),
    "another password": user(password="another"),
    "an account that is not active": user(is_active=False),
    "an account that is gone": lambda who, _: User.objects.filter(pk=who.pk).delete(),
    "not signed by us": row(session_data="x" * 60),
    "of another backend": rewritten(**{BACKEND_SESSION_KEY: "somebody.else.Backend"}),
    "without a backend": rewritten(**{BACKEND_SESSION_KEY: None}),
    "without a hash": rewritten(**{HASH_SESSION_KEY: None}),
    "with another hash": rewritten(**{HASH_SESSION_KEY: "0" * 64}),
    "of nobody yet": rewritten(**{SESSION_KEY: None}),
}


@pytest.mark.parametrize("damage", ENDED.values(), ids=ENDED.keys())
def test_a_session_is_good_until_it_has_ended_as_django_says(ben: User, damage: Damage) -> None:
    key = signed_in(ben)
    assert whose([key]) == {key: SignedIn(actor_of(ben), "")}
    assert authenticate_by_x_session_token(key)

    damage(ben, key)

    assert whose([key]) == {}
    assert not authenticate_by_x_session_token(key)


def test_bad_ones_among_many_harm_nobody_and_two_queries_are_enough(
    make_user: Callable[[str], User], django_assert_num_queries: Callable[[int], Any]
) -> None:
    people = [make_user(f"Viewer{number}") for number in range(len(ENDED) * 2)]
    keys = [signed_in(person) for person in people]
    for person, key, damage in zip(people[::2], keys[::2], ENDED.values(), strict=True):
        damage(person, key)

    with django_assert_num_queries(2):
        found = whose([*keys, "x" * 32])

    good = zip(keys[1::2], people[1::2], strict=True)
    assert found == {key: SignedIn(actor_of(person), "") for key, person in good}


def test_two_devices_of_one_person_are_both_hers(bea: User) -> None:
    bea.language = "es"
    bea.save()
    phone, laptop = signed_in(bea), signed_in(bea)
    hers = SignedIn(actor_of(bea), "es")

    assert whose([phone, laptop]) == {phone: hers, laptop: hers}


def test_nobody_costs_no_query(db: None, django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(0):
        assert whose([]) == {}


def test_a_session_under_the_key_of_before_is_left_to_django(ben: User, settings: Any) -> None:
    """It is good still, and Django writes it anew."""
    key, before = signed_in(ben), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [before]

    assert whose([key]) == {}
    assert authenticate_by_x_session_token(key)


@pytest.mark.parametrize(("minutes", "is_good"), [(-30, True), (-90, False)])
def test_a_session_ends_by_the_databases_clock_not_by_the_machines(
    ben: User, monkeypatch: pytest.MonkeyPatch, minutes: int, is_good: bool
) -> None:
    """The machine is an hour ahead of the database."""
    key = signed_in(ben)
    Session.objects.filter(pk=key).update(expire_date=timezone.now() + timedelta(minutes=minutes))
    monkeypatch.setattr(clock, "_clock", heard(clock.Clock(), ahead=-HOUR))

    assert (key in alive([key]), key in whose([key])) == (is_good, is_good)
    assert bool(authenticate_by_x_session_token(key)) == is_good
    SessionStore.clear_expired()
    assert Session.objects.filter(pk=key).exists() == is_good


def test_a_session_begins_by_the_databases_clock(ben: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_clock", heard(clock.Clock(), ahead=-HOUR))

    left = Session.objects.get(pk=signed_in(ben)).expire_date - timezone.now()

    assert left.total_seconds() == pytest.approx(settings.SESSION_COOKIE_AGE - 3_600, abs=30)


def test_a_password_that_is_changed_on_the_command_line_ends_what_is_open(
    ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: prompt and "another walk by the sea")

    call_command("changepassword", ben.email, stdout=StringIO())

    assert moved_on({ben.pk: 0}) == {ben.pk: 1}


def test_a_password_that_is_only_hashed_anew_ends_nothing(ben: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    before = ben.password

    assert ben.check_password(PASSWORD)

    assert User.objects.get(pk=ben.pk).password != before
    assert moved_on({ben.pk: 0}) == {}


def ticket_of(user: User) -> str:
    (issued,) = tickets.issue([tickets.Holder(actor_of(user), signed_in(user))], now_ms())
    return issued.secret


def test_a_ticket_is_good_while_the_session_is_by_which_it_was_asked_for(ben: User) -> None:
    (holder,) = tickets.spend([ticket_of(ben)], now_ms())

    assert holder is not None
    assert replace(holder, until=0) == actor_of(ben)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: Session.objects.all().delete(),
        lambda _: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
        close_sockets,
        sign_out_everywhere,
        lambda who: User.objects.filter(pk=who.pk).update(is_active=False),
    ],
    ids=["gone", "expired", "another one ended", "all ended", "an account that is not active"],
)
def test_a_ticket_of_a_session_that_ended_meanwhile_opens_nothing(
    ben: User, damage: Callable[[User], object]
) -> None:
    shown = ticket_of(ben)

    damage(ben)

    assert tickets.spend([shown], now_ms()) == [None]
