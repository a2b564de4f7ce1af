"""Which message stands above the chat."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH


class Pin(models.Model):
    """The one of a room. Its words stand beside the pin's own fact, at `offset`, for as long as it stands."""

    room_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.BigIntegerField()
    message_offset = models.BigIntegerField()
    until = models.BigIntegerField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.room_id} at {self.message_offset}"
