"""Whose sessions these are, for many at once: two queries, where Django asks two for each.

It says yes in plain cases only. Whether a session that is not plainly good has ended, is to be renewed under a new key
or to be deleted, is for Django to find out.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from livesell.access.actor import Actor
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.accounts.session_store import SessionStore, now

FIELDS = ("name", "language", "password", "session_version", "sockets_version", "created_at")


class SignedIn(NamedTuple):
    """Somebody who is signed in, and the language of her account: empty where she never chose one."""

    actor: Actor
    language: str


def alive(keys: Iterable[str]) -> dict[str, int]:
    """Those of the sessions that have not ended, and when each will, in ms."""
    kept = Session.objects.filter(session_key__in=set(keys), expire_date__gt=now())
    return {
        key: int(until.timestamp() * 1000) for key, until in kept.values_list("session_key", "expire_date")
    }


def whose(keys: Iterable[str]) -> dict[str, SignedIn]:
    """Who is signed in by these sessions, by their keys. Others are left out.

    A browser's cookie and an app's session token are both the key of a session.
    """
    kept = Session.objects.filter(session_key__in=set(keys), expire_date__gt=now())
    store = SessionStore()
    found = {key: store.decode(data) for key, data in kept.values_list("session_key", "session_data")}
    ids = {session[SESSION_KEY] for session in found.values() if SESSION_KEY in session}
    read = User.objects.only(*FIELDS)
    users = read.filter(is_active=True).in_bulk(ids)
    good = {key: users[session[SESSION_KEY]] for key, session in found.items() if _is_good(session, users)}
    return {key: SignedIn(actor_of(user), user.language) for key, user in good.items()}


def _is_good(session: Mapping[str, Any], users: Mapping[str, User]) -> bool:
    user, shown = users.get(session.get(SESSION_KEY, "")), session.get(HASH_SESSION_KEY, "")
    return (
        user is not None
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(shown, user.get_session_auth_hash())
    )
