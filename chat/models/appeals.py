"""What people say against acts, and what was decided."""

from django.conf import settings
from django.db import models

from chat.models.moderation import ModerationAction
from livesell.wire.ids import ID_LENGTH, new_id


class Appeal(models.Model):
    """One for an act at most: filed by whom it was done to, answered once."""

    STATES = [(state, state) for state in ("open", "granted", "rejected")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    act = models.OneToOneField(ModerationAction, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField()
    at = models.BigIntegerField()
    due_at = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="open")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = models.TextField(blank=True)
    answered_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["room_id", "at", "id"], name="chat_appeal_by_time")]

    def __str__(self) -> str:
        return f"{self.state} against {self.act_id}"
