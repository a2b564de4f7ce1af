"""What moderators did."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class ModerationAction(models.Model):
    """Who did what to whom, why and until when. Never changed, so that it can be appealed and counted."""

    ACTS = [(act, act) for act in ("remove", "ban", "unban")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    act = models.CharField(max_length=10, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    message_offset = models.BigIntegerField(null=True, blank=True)
    until = models.BigIntegerField(null=True, blank=True)
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.act} by {self.by_id}"
