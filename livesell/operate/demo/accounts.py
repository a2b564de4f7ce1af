"""The accounts of the cast, made in the demo's own database: a dozen sign-ups over HTTP would meet the rate limits."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from livesell.accounts.models import User
from livesell.operate.demo.cast import CAST, Character, Player


def settle() -> list[Player]:
    """Everybody of the cast with an account that has no password, and a session."""
    players = [_player(character) for character in CAST]
    connection.close()
    return players


def _player(character: Character) -> Player:
    email = f"{character.first.lower()}.demo@example.org"
    user = User.objects.create_user(email, character.name)
    session = SessionStore()
    session[SESSION_KEY] = user.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    session.save()
    return Player(character, user.pk, str(session.session_key))
