"""Many people at once: `python -m tests.support.crowd 2000`.

Makes them in the server's database and prints their session tokens as JSON, `[{"id", "name", "token"}, …]`.
Two thousand sign-ups by HTTP would meet the rate limits.
"""

import json
import os
import sys
from datetime import timedelta

import django


def make(count: int, prefix: str = "Buyer") -> list[dict[str, str]]:
    """People with accounts and a session each, in two statements. One password, hashed once."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from livesell.accounts import names
    from livesell.accounts.models import User
    from tests.support.people import PASSWORD

    password = make_password(PASSWORD)
    shown = [f"{prefix} {number:05}" for number in range(count)]
    people = [
        User(
            name=name,
            email=f"{name.replace(' ', '').lower()}@example.org",
            password=password,
            **names.keys(name),
        )
        for name in shown
    ]
    User.objects.bulk_create(people, batch_size=500)
    store, until = SessionStore(), timezone.now() + timedelta(days=1)
    sessions, crowd = [], []
    for person in people:
        key = store._get_new_session_key()
        content = {
            "_auth_user_id": person.pk,
            "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
            "_auth_user_hash": person.get_session_auth_hash(),
        }
        sessions.append(Session(session_key=key, session_data=store.encode(content), expire_date=until))
        crowd.append({"id": person.pk, "name": person.name, "token": key})
    Session.objects.bulk_create(sessions, batch_size=500)
    return crowd


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
    os.environ.setdefault("LIVESELL_STATEMENT_TIMEOUT_MS", "0")
    django.setup()
    json.dump(make(int(sys.argv[1]), *sys.argv[2:3]), sys.stdout)
