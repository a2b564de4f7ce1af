"""The browsers that somebody lets us tell: kept, listed, and ended with the session in which she said yes."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.outbound.models import PushSubscription
from livesell.outbound.push.encryption import are_keys
from livesell.outbound.push.endpoints import NotAllowed, endpoint_of

MOST = 20
"""Browsers of one person; the oldest goes."""


def subscribe(user: User, endpoint: str, p256dh: str, auth: str, *, device: str, session: str) -> None:
    """Keep it. An endpoint is one browser: whoever is signed in there now is told, and nobody else. `NotAllowed`."""
    endpoint_of(endpoint, settings.LIVESELL_PUSH_SERVICES, loopback=settings.LIVESELL_PUSH_LOOPBACK)
    if not are_keys(p256dh, auth):
        raise NotAllowed("no keys of a browser")
    PushSubscription.objects.filter(endpoint=endpoint).exclude(
        user_id=user.pk, p256dh=p256dh, auth=auth
    ).delete()
    PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "user_id": user.pk,
            "p256dh": p256dh,
            "auth": auth,
            "device": device[:100],
            "session": digest(session),
            "stamp": digest(user.get_session_auth_hash()),
            "made_at": now_ms(),
        },
    )
    own = PushSubscription.objects.filter(user_id=user.pk).order_by("-made_at", "-pk")
    PushSubscription.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()


def unsubscribe(user_id: str, *, endpoint: str = "", subscription_id: str = "") -> None:
    """Tell that browser of hers nothing any more."""
    own = PushSubscription.objects.filter(user_id=user_id)
    (own.filter(endpoint=endpoint) if endpoint else own.filter(pk=subscription_id)).delete()


def is_good(one: PushSubscription) -> bool:
    """Whether her sessions of then are good still: a changed password ends them, and signing out everywhere."""
    return one.stamp == digest(one.user.get_session_auth_hash())


def digest(session: str) -> str:
    """How a session's key is kept: by itself it would let somebody in."""
    return hashlib.sha256(session.encode()).hexdigest() if session else ""


def end_with_sessions() -> None:
    """Who signs out is told nothing on that browser any more: somebody else may sit at it."""
    user_logged_out.connect(_signed_out, dispatch_uid="livesell.outbound.subscriptions")


def _signed_out(request: HttpRequest | None, user: Any, **_: object) -> None:
    key = getattr(getattr(request, "session", None), "session_key", None)
    if key and isinstance(user, User):
        PushSubscription.objects.filter(user_id=user.pk, session=digest(key)).delete()
