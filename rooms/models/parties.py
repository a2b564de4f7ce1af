"""Parties: live shows."""

from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.rooms import Room


class Party(models.Model):
    """One live show in a room."""

    STATES = [(state, state) for state in ("draft", "scheduled", "live", "paused", "ended", "cancelled")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="parties")
    title = models.CharField(max_length=400)
    currency = models.CharField(max_length=3)
    hold_minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    starts_at = models.BigIntegerField(null=True, blank=True)
    ended_at = models.BigIntegerField(null=True, blank=True)
    on_air = models.CharField(max_length=ID_LENGTH, blank=True)

    class Meta:
        verbose_name_plural = "parties"
        indexes = [models.Index(fields=["state", "starts_at"], name="rooms_party_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(state__in=("live", "paused")),
                name="rooms_party_one_live_in_a_room",
            )
        ]

    def __str__(self) -> str:
        return self.title
