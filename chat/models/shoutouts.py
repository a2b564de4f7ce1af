"""Who is named above the chat."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH


class Shoutout(models.Model):
    """The one of a room that stands now; its fact stands at `offset`. `person`: who is named, if it is a person."""

    room_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    offset = models.BigIntegerField()
    until = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.room_id} at {self.offset}"
