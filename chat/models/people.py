"""What staff know of people."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class PersonNote(models.Model):
    """Something that staff noted of somebody in a room."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["room_id", "user", "at"], name="chat_note_by_user")]

    def __str__(self) -> str:
        return f"of {self.user_id}"
