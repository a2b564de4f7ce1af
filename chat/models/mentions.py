"""Who was mentioned where, and by whom people let themselves be mentioned."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class MentionChoice(models.Model):
    """By whom somebody lets herself be mentioned; who has no row: by all."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    wanted = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.wanted}"


class Mention(models.Model):
    """Somebody was mentioned in the line at an offset. It holds none of its words."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    offset = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "at"], name="chat_mention_lately"),
            models.Index(fields=["room_id", "user", "offset"], name="chat_mention_of_room"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.offset}"
