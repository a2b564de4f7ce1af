"""The server's key, as its settings name it."""

from functools import cache

from django.conf import settings

from livesell.outbound.push.vapid import Vapid


@cache
def vapid() -> Vapid:
    """Who has a question about pushes is sent to the server's page, or to its mail address."""
    origin = settings.LIVESELL_ORIGINS[0]
    contact = origin if origin.startswith("https://") else f"mailto:{settings.DEFAULT_FROM_EMAIL}"
    return Vapid(settings.LIVESELL_VAPID_KEY, contact)
