"""Claims. Written in bulk by turns; read here by studio and admin."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Variant
from rooms.models.rooms import Room


class Claim(models.Model):
    """A buyer's request for units. `since` is the offset at which it was placed."""

    STATES = [(state, state) for state in ("held", "waitlisted", "wanted", "released", "expired", "ordered")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="claims")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    price = models.BigIntegerField(help_text="of one unit, in minor units, as promised")
    state = models.CharField(max_length=10, choices=STATES)
    since = models.BigIntegerField()
    place = models.BigIntegerField(help_text="in line: lower is first; the offset, unless she was moved")
    called = models.PositiveSmallIntegerField(default=0, help_text="how often it was held from the line")
    held_until = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["variant", "state", "place"], name="rooms_claim_place"),
            models.Index(fields=["buyer", "variant"], name="rooms_claim_of_buyer"),
            models.Index(fields=["state", "held_until"], name="rooms_claim_due"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} for {self.buyer_id}, {self.state}"


class StandIn(models.Model):
    """A buyer of this room without an account: named by its staff, or simulated. Claims and orders know her by it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="stand_ins")
    network = models.CharField(max_length=400, help_text="where she is known by her name")
    key = models.CharField(max_length=1000, help_text="name and network, as they are compared")
    link_hash = models.CharField(max_length=64, blank=True, help_text="of the secret by which she takes over")
    simulated = models.BooleanField(
        default=False, help_text="plays a buyer in a rehearsal; claims as a member does"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "key"], name="rooms_standin_once")]

    def __str__(self) -> str:
        return f"{self.user} on {self.network}"
