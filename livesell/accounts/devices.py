"""Browsers that a person has signed in with before: wrong tries there are her own, and no stranger adds to them."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from livesell.accounts.models import User

COOKIE = "livesell_device"
SALT = "livesell.accounts.device"
KNOWN_SECONDS = 365 * 24 * 3600


def remember(response: HttpResponseBase, user: User) -> None:
    """This browser is hers from now on, for a year. It signs nobody in."""
    mark = signing.dumps([user.pk, secrets.token_hex(8)], salt=SALT)
    response.set_cookie(
        COOKIE,
        mark,
        max_age=KNOWN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known(request: HttpRequest, email: str) -> str:
    """The browser's own name, if somebody with this address has signed in with it before; else empty."""
    try:
        user_id, device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    own = User.objects.filter(pk=user_id, email__iexact=email).exists()
    return device if own or EmailAddress.objects.filter(user_id=user_id, email__iexact=email).exists() else ""
