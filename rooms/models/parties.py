"""Parties: live shows."""

from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.rooms import Room


class Series(models.Model):
    """A party that comes again: `rooms.rules.series` says when. Its latest party is what the next is like."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=5)
    zone = models.CharField(max_length=64)
    first_at = models.BigIntegerField()
    until = models.BigIntegerField(null=True, blank=True)
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    last = models.PositiveIntegerField(default=0, help_text="the number of the latest party; the first is 0")
    goes_on = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return f"every {self.every} {self.unit}"


class Party(models.Model):
    """One live show in a room."""

    STATES = [(state, state) for state in ("draft", "scheduled", "live", "paused", "ended", "cancelled")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="parties")
    title = models.CharField(max_length=400)
    currency = models.CharField(max_length=3)
    hold_minutes = models.PositiveSmallIntegerField()
    several_lots = models.BooleanField(default=False, help_text="more than one lot may be open at once")
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    starts_at = models.BigIntegerField(null=True, blank=True)
    ended_at = models.BigIntegerField(null=True, blank=True, help_text="last time; kept when it is restarted")
    on_air = models.CharField(max_length=ID_LENGTH, blank=True)
    rules = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    cover = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of a picture")
    moved = models.PositiveIntegerField(default=0, help_text="times since it was announced")
    postponed = models.PositiveSmallIntegerField(default=0, help_text="times of those")
    postponed_why = models.CharField(max_length=400, blank=True, help_text="the last time")
    lineup = models.JSONField(default=list, help_text="[seller's id, minutes], in their order")
    on_stage = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the seller")
    on_stage_since = models.BigIntegerField(null=True, blank=True)
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="parties"
    )
    outage_act = models.CharField(max_length=8, default="freeze")
    outage_percent = models.PositiveSmallIntegerField(default=50)
    interrupted_by = models.CharField(max_length=8, blank=True)
    interrupted_at = models.BigIntegerField(null=True, blank=True)
    continues_at = models.BigIntegerField(null=True, blank=True)
    continued_at = models.BigIntegerField(default=0)

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


class Beat(models.Model):
    """When the server last said that it is there for a room whose party is live. Written by the clock, in no turn."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.room_id} at {self.at}"
