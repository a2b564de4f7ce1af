"""The owner link: how the person at the server's console becomes its owner, without a default password.

`issue` makes a fresh token (older unused ones stop working); `redeem` spends it. Only its hash is stored, it lasts an
hour and works once, also when two requests bring it at the same moment.
"""

import hashlib
import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from livesell.accounts import language
from livesell.accounts.models import OwnerLink, User
from livesell.ledger import clock

LIFETIME_MS = 60 * 60 * 1000


@dataclass(frozen=True)
class NewOwner:
    """Who becomes the owner, already checked by the form."""

    name: str
    email: str
    password: str


class LinkRefused(Exception):
    """The token is unknown, used or too old."""


def current() -> User | None:
    """The server's owner, if it has one: the first person who may do everything."""
    return User.objects.filter(is_superuser=True, is_active=True).order_by("created_at", "id").first()


def issue(now: int) -> str:
    """A token for the next hour."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        OwnerLink.objects.filter(used_at=None).delete()
        OwnerLink.objects.create(token_hash=_hash(token), expires_at=now + LIFETIME_MS, created_at=now)
    return token


def link(origin: str) -> str:
    """A fresh link. The token is in the fragment, which browsers keep to themselves."""
    clock.follow()
    return f"{origin}/owner/#{issue(clock.now_ms())}"


def redeem(token: str, now: int, *, new: NewOwner | None) -> User:
    """Spend the token: sign the owner in, or make `new` the owner. `LinkRefused` changes nothing."""
    with transaction.atomic():
        spent = OwnerLink.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=now).update(
            used_at=now
        )
        owner = current()
        if spent != 1 or (owner is None and new is None):
            raise LinkRefused
        return owner or _make(new)


def _make(new: NewOwner | None) -> User:
    if new is None:
        raise LinkRefused
    owner = User.objects.create_superuser(new.email, new.name, new.password, language=language.current())
    EmailAddress.objects.create(user=owner, email=owner.email, primary=True, verified=True)
    return owner


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
