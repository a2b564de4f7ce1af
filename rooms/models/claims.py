"""Claims. Written in bulk by turns; read here by studio and admin."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Variant


class Claim(models.Model):
    """A buyer's request for units. `since` is the offset at which it was placed: its place in every line."""

    STATES = [(state, state) for state in ("held", "waitlisted", "wanted", "released", "expired", "ordered")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="claims")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    price = models.BigIntegerField(help_text="of one unit, in minor units, as promised")
    state = models.CharField(max_length=10, choices=STATES)
    since = models.BigIntegerField()
    held_until = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["variant", "state", "since"], name="rooms_claim_line"),
            models.Index(fields=["buyer", "variant"], name="rooms_claim_of_buyer"),
            models.Index(fields=["state", "held_until"], name="rooms_claim_due"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} for {self.buyer_id}, {self.state}"
