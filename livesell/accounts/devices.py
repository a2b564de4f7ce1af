"""Browsers that a person has signed in with before: wrong tries there are her own, and no stranger adds to them.

Whose browser it was is kept for as long as its cookie lasts, by a keyed hash: a room's staff are told where somebody
writes by the browser of somebody who is banned.
"""

import secrets
from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, parse_cookie
from django.utils.crypto import salted_hmac

from livesell.accounts.models import Device, User
from livesell.accounts.people import now_ms

COOKIE = "livesell_device"
SALT = "livesell.accounts.device"
KNOWN_SECONDS = 365 * 24 * 3600
MOST = 20
"""Browsers of one person that are kept; the latest."""


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """This browser is hers from now on, for a year. It signs nobody in. Its own name stays, whoever signs in by it."""
    name = name_of(request.COOKIES) or secrets.token_hex(8)
    _keep(user, name)
    mark = signing.dumps([user.pk, name], salt=SALT)
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
    user_id, device = _read(request.COOKIES)
    if not device:
        return ""
    own = User.objects.filter(pk=user_id, email__iexact=email).exists()
    return device if own or EmailAddress.objects.filter(user_id=user_id, email__iexact=email).exists() else ""


def name_of(cookies: Mapping[str, str]) -> str:
    """The browser's own name, whoever signed in with it; empty where nobody has."""
    return _read(cookies)[1]


def in_headers(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """As `name_of`, at a handshake."""
    for name, value in headers:
        if name == b"cookie" and COOKIE.encode() in value:
            return name_of(parse_cookie(value.decode("latin-1")))
    return ""


def forget(now: int) -> None:
    """Delete what is older than the cookie that it came from."""
    Device.objects.filter(at__lt=now - KNOWN_SECONDS * 1_000).delete()


def _keep(user: User, name: str) -> None:
    digest = salted_hmac(SALT, name, algorithm="sha256").hexdigest()
    Device.objects.update_or_create(user=user, digest=digest, defaults={"at": now_ms()})
    kept = Device.objects.filter(user=user).order_by("-at", "-pk").values_list("pk", flat=True)
    Device.objects.filter(pk__in=list(kept[MOST:])).delete()


def _read(cookies: Mapping[str, str]) -> tuple[str, str]:
    if not (mark := cookies.get(COOKIE)):
        return "", ""
    try:
        user_id, device = signing.loads(mark, salt=SALT, max_age=KNOWN_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return "", ""
    return str(user_id), str(device)
