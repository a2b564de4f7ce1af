"""Raids: viewers who go from one room to another together, each by her own choice."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id


class Raid(models.Model):
    """One raid, in the room that offers it. An address elsewhere is kept beside its fact, which stands at `offset`.

    `closes_at` is null once it is closed. `arrives_at`: since when the other room is to be told; null again once it
    was. `arrived_offset`: the fact by which it was.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    target_id = models.CharField(max_length=ID_LENGTH, blank=True, help_text="empty: an address elsewhere")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.BigIntegerField()
    closes_at = models.BigIntegerField(null=True)
    arrives_at = models.BigIntegerField(null=True)
    arrived_offset = models.BigIntegerField(null=True)
    dismissed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["target_id", "arrived_offset"], name="chat_raid_last_arrival"),
            models.Index(fields=["closes_at"], condition=Q(closes_at__isnull=False), name="chat_raid_open"),
            models.Index(fields=["arrives_at"], condition=Q(arrives_at__isnull=False), name="chat_raid_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room_id"], condition=Q(closes_at__isnull=False), name="chat_raid_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.room_id} to {self.target_id}"


class Raider(models.Model):
    """Somebody who chose to go. Kept until the other room was told how many came."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    raid = models.ForeignKey(Raid, on_delete=models.CASCADE, related_name="raiders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["raid", "user"], name="chat_raider_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.raid_id}"
