"""Making users: the one place that turns an e-mail, a name and a password into a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import BaseUserManager
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from livesell.accounts import names, passwords
from livesell.ledger.clock import now_ms as now_ms  # rows say when they were made
from livesell.wire.ids import new_id

Person = TypeVar("Person", bound=AbstractBaseUser)


class UserManager(BaseUserManager[Person]):
    """What Django's own commands (createsuperuser) expect to find."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> Person:
        """A new person. `names.BadName` where the name is refused, IntegrityError where it is taken."""
        shown = names.clean(name)
        kept = make_password(passwords.normal(password))  # takes long: before the name is held
        with holding_name(shown):
            return self.create(
                email=email.strip().lower(), name=shown, password=kept, **names.keys(shown), **more
            )

    def create_stand_in(self, name: str) -> Person:
        """A row for somebody who has no account: nobody signs in by it, and it keeps no name from anybody.

        Its `name_key` is not one that a name can have.
        """
        own = new_id()
        return self.create(
            id=own,
            email=f"{own}@stand-in.invalid",
            name=name,
            name_key=f"@{own}",
            password=make_password(None),
            is_active=False,
        )

    def create_superuser(self, email: str, name: str, password: str | None = None, **more: Any) -> Person:
        """A person who may do everything, the admin included."""
        return self.create_user(email, name, password, **{**more, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


def called(name: str) -> Q:
    """The condition of who is called that, or something that looks like it.

    A name in capitals also looks like one that would in capitals: "1VAN" is no second person beside "Ivan".
    """
    key, look, caps = names.key(name), names.look(name), names.caps(name)
    alike = Q(name_key=key) | Q(name_look=look) | Q(name_look=caps, name_caps=caps)
    if look == caps:
        alike |= Q(name_caps=caps)
    return alike


def is_name_taken(name: str) -> bool:
    """Whether somebody is already called that, or something that looks like it."""
    return get_user_model().objects.filter(called(name)).exists()


@contextmanager
def holding_name(name: str) -> Iterator[None]:
    """A transaction in which nobody else comes to be called that, or to look so; IntegrityError where somebody is.

    Two names that are alike in capitals alone are kept apart by no constraint, so the database is asked under a lock of
    what they have in common. With SQLite the transaction alone is enough.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [names.caps(name)])
        if is_name_taken(name):
            raise IntegrityError("the name is taken, or looks like another")
        yield


def is_operator(user_id: str) -> bool:
    """Whether this person runs the server, now."""
    return get_user_model().objects.filter(pk=user_id, is_superuser=True, is_active=True).exists()


def hold(user_id: str) -> None:
    """Nobody else counts what this person may have only so many of, until the transaction around this ends.

    A row lock that foreign keys to her pass by; with SQLite the transaction alone is enough. It is taken after a
    ledger's lock, never before one.
    """
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user_id).values_list("pk"))


def sign_out_everywhere(user: AbstractBaseUser) -> None:
    """Every session of this person, in browsers and apps, ends."""
    versions = {"session_version": F("session_version") + 1, "sockets_version": F("sockets_version") + 1}
    get_user_model().objects.filter(pk=user.pk).update(**versions)


def close_sockets(user: AbstractBaseUser) -> None:
    """Every open socket of this person ends within two seconds; who is still signed in comes back by herself."""
    get_user_model().objects.filter(pk=user.pk).update(sockets_version=F("sockets_version") + 1)
