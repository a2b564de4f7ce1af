"""Tickets: what a browser or an app shows in its first frame, once."""

from django.db import models


class Ticket(models.Model):
    """A right to open one socket as one user, or as a guest. Only the digest of the secret is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    user_id = models.CharField(max_length=26, blank=True)
    expires_at = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"ticket until {self.expires_at}"
