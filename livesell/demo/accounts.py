"""The accounts of the cast, made in the demo's own database: a dozen sign-ups over HTTP would meet the rate limits."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from livesell.accounts.models import User
from livesell.accounts.people import is_name_taken
from livesell.demo.cast import CAST, Character, Player
from livesell.wire.ids import new_id


def settle() -> list[Player]:
    """Everybody of the cast with an account that has no password, and a session."""
    players = [_player(character) for character in CAST]
    connection.close()
    return players


def _player(character: Character) -> Player:
    # The server is open already: neither an address nor a name that somebody took meanwhile is in the way.
    name = f"{character.name} (demo)" if is_name_taken(character.name) else character.name
    user = User.objects.create_user(f"{new_id()}@demo.invalid", name)
    session = SessionStore()
    session[SESSION_KEY] = user.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    session.save()
    return Player(character, user.pk, str(session.session_key))
