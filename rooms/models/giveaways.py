"""Giveaways, their entries, and the seeds that nobody may see before the draw."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Variant
from rooms.models.parties import Party


class Giveaway(models.Model):
    """A prize, or several alike, for some of those who enter. `first` and `last` are offsets of its facts."""

    STATES = [(state, state) for state in ("open", "drawn", "cancelled")]
    ELIGIBLE = [(group, group) for group in ("everyone", "followers", "buyers")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="giveaways")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="giveaways")
    prize = models.CharField(max_length=400)
    eligible = models.CharField(max_length=10, choices=ELIGIBLE)
    places = models.PositiveSmallIntegerField(help_text="winners, at most")
    commitment = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    closes_at = models.BigIntegerField()
    entrants = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(
        default=0, help_text="how far in the draw's order winners were sought"
    )
    winners = models.JSONField(default=list, help_text="id and name of each, in the draw's order")
    reason = models.CharField(max_length=400, blank=True, help_text="why it was cancelled")
    reason_code = models.CharField(max_length=16, blank=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["state", "closes_at"], name="rooms_giveaway_due")]

    def __str__(self) -> str:
        return self.prize


class Entry(models.Model):
    """Somebody takes part. Written in bulk by turns."""

    giveaway = models.ForeignKey(Giveaway, on_delete=models.CASCADE, related_name="entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["giveaway", "user"], name="rooms_entry_one_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.offset}"


class Seed(models.Model):
    """What decides a draw, in hex. It stands nowhere else until the draw, and in no admin."""

    giveaway = models.OneToOneField(Giveaway, on_delete=models.CASCADE, primary_key=True, related_name="seed")
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"of {self.giveaway_id}"
