"""Signing out and changing a password reach the open sockets too."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from livesell.accounts.models import User
from livesell.accounts.people import close_sockets


@receiver((user_logged_out, password_changed, password_set, password_reset))
def ended(user: User | None, request: HttpRequest | None = None, signal: Any = None, **_: Any) -> None:
    """A session of this person ended, or all of them: whoever is still signed in comes back with a new ticket.

    Django says so before the session is gone: a ticket asked for in between would outlive it.
    """
    if signal is user_logged_out and request is not None:
        request.session.flush()
    if user is not None:
        close_sockets(user)
