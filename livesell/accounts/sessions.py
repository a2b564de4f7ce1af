"""Whose sessions these are, for many at once: two queries, where Django asks two for each.

It says yes in plain cases only. Whether a session that is not plainly good has ended, is to be renewed under a new key
or to be deleted, is for Django to find out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from livesell.accounts.models import User


def whose(keys: Iterable[str]) -> dict[str, str]:
    """The ids of the users who are signed in by these sessions, by their keys. Others are left out.

    A browser's cookie and an app's session token are both the key of a session.
    """
    alive = Session.objects.filter(session_key__in=set(keys), expire_date__gt=timezone.now())
    store = SessionStore()
    found = {key: store.decode(data) for key, data in alive.values_list("session_key", "session_data")}
    ids = {session[SESSION_KEY] for session in found.values() if SESSION_KEY in session}
    users = User.objects.only("password", "session_version").filter(is_active=True).in_bulk(ids)
    return {key: session[SESSION_KEY] for key, session in found.items() if _is_good(session, users)}


def _is_good(session: Mapping[str, Any], users: Mapping[str, User]) -> bool:
    user, shown = users.get(session.get(SESSION_KEY, "")), session.get(HASH_SESSION_KEY, "")
    return (
        user is not None
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(shown, user.get_session_auth_hash())
    )
