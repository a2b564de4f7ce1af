"""Orders and their lines. Written in bulk by turns; read over HTTPS by who bought and who sold, by nobody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Item, Variant
from rooms.models.parties import Party


class Order(models.Model):
    """What one buyer owes one seller for one party. Only one of theirs is open at a time."""

    STATES = [(state, state) for state in ("open", "confirmed", "paid", "shipped", "done", "cancelled")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="orders")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES)
    opened_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["buyer", "opened_at"], name="rooms_order_of_buyer"),
            models.Index(fields=["party", "seller", "state"], name="rooms_order_of_seller"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "seller", "buyer"], condition=Q(state="open"), name="rooms_order_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.buyer_id} owes {self.seller_id}, {self.state}"


class OrderLine(models.Model):
    """One sale of an order: a claim that was confirmed, a lot or a giveaway that was won."""

    SOURCES = [(source, source) for source in ("claim", "lot", "giveaway")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    price = models.BigIntegerField(help_text="of one unit, in minor units, as promised")
    source = models.CharField(max_length=10, choices=SOURCES)
    source_id = models.CharField(max_length=ID_LENGTH)
    at = models.BigIntegerField(help_text="when it was sold")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id", "order"], name="rooms_orderline_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.variant_id}"
