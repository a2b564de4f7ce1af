"""Who may be somebody that was banned."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH


class EvasionFlag(models.Model):
    """Somebody wrote for the first time in a room, and is like somebody who is banned. Gone once staff have looked."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    room_id = models.CharField(max_length=ID_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    banned = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=10)
    at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["room_id", "user"], name="chat_evasion_of_room")]

    def __str__(self) -> str:
        return f"{self.user_id} by {self.why}"
