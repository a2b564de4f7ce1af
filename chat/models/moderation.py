"""What moderators did."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id


class ModerationAction(models.Model):
    """Who did what to whom, why and until when. What was done stays as it is; what became of it is written beside it.

    `offset`: its line in the desk's ledger. `fact`: the fact of the show that it made. `until`: when it ends by itself;
    `wanted_until`: when a ban ends once it was confirmed.
    """

    ACTS = [(act, act) for act in ("remove", "remove_all", "warn", "mute", "unmute", "ban", "unban")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    act = models.CharField(max_length=10, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    message_offset = models.BigIntegerField(null=True, blank=True)
    until = models.BigIntegerField(null=True, blank=True)
    wanted_until = models.BigIntegerField(null=True, blank=True)
    pending = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.BigIntegerField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    fact = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["room_id", "offset"], name="chat_act_by_offset"),
            models.Index(fields=["room_id", "user", "offset"], name="chat_act_by_user"),
            models.Index(fields=["room_id"], condition=Q(pending=True), name="chat_act_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.act} by {self.by_id}"
