"""What the clock could not do."""

from django.db import models

from livesell.wire.ids import ID_LENGTH


class Deferral(models.Model):
    """A command of the clock's that failed: when it is tried again. Written by the clock, in no turn."""

    id = models.CharField(primary_key=True, max_length=100, help_text="the kind, the room and the thing")
    room_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="in a row")
    code = models.CharField(max_length=40, help_text="of the last refusal")
    retry_at = models.BigIntegerField(null=True, help_text="empty: it is parked")
    at = models.BigIntegerField(help_text="when it failed last")

    def __str__(self) -> str:
        return self.id
