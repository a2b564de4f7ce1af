"""Signing out and changing a password reach the open sockets too."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from livesell.accounts.models import User
from livesell.accounts.people import close_sockets


@receiver((user_logged_out, password_changed, password_set, password_reset))
def ended(user: User | None, **_: Any) -> None:
    """A session of this person ended, or all of them: whoever is still signed in comes back with a new ticket."""
    if user is not None:
        close_sockets(user)
