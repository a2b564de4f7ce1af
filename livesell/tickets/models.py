"""Tickets: what a browser or an app shows in its first frame, once."""

from django.db import models


class Ticket(models.Model):
    """A right to open one socket as one user, or as a guest. Only the digest of the secret is kept.

    It is good for as long as the session is by which it was asked for.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    user_id = models.CharField(max_length=26, blank=True)
    version = models.PositiveIntegerField(default=0)
    session_key = models.CharField(max_length=40, blank=True, default="")
    expires_at = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"ticket until {self.expires_at}"
