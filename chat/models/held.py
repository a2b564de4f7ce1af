"""Messages that wait."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH


class HeldMessage(models.Model):
    """A message that was written and not said yet. Its words are kept beside its fact, on the desk."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    room_id = models.CharField(max_length=ID_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    offset = models.BigIntegerField(help_text="of its fact, on the desk")
    why = models.CharField(max_length=10)
    at = models.BigIntegerField()
    until = models.BigIntegerField()
    rest = models.TextField(help_text="JSON: what was sent besides the words")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["until"], name="chat_held_due"),
            models.Index(fields=["room_id", "author"], name="chat_held_of_room"),
        ]

    def __str__(self) -> str:
        return f"{self.why} of {self.author_id}"
