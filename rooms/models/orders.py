"""Orders and their lines. Written in bulk by turns; read over HTTPS by who bought and who sold, by nobody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from rooms.models.terms import Discount


class Order(models.Model):
    """What one buyer owes one seller for one party. Only one of theirs is open at a time."""

    STATES = [(state, state) for state in ("open", "confirmed", "paid", "shipped", "done", "cancelled")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="orders")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES)
    opened_at = models.BigIntegerField()
    confirmed_at = models.BigIntegerField(null=True, blank=True)
    pay_until = models.BigIntegerField(null=True, blank=True)
    wake_at = models.BigIntegerField(null=True, blank=True, help_text="when the clock looks at it again")
    reminded = models.PositiveSmallIntegerField(default=0)
    lapsed = models.BooleanField(default=False, help_text="cancelled since it was not paid in time")
    reason = models.TextField(blank=True, help_text="why it was cancelled")
    tracking = models.CharField(max_length=400, blank=True)
    discount = models.ForeignKey(
        Discount, null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )

    class Meta:
        indexes = [
            models.Index(fields=["wake_at"], name="rooms_order_wake"),
            models.Index(fields=["state", "party"], name="rooms_order_by_state"),
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
    struck = models.BooleanField(
        default=False, help_text="given back, or not to be had any more when the money came"
    )

    class Meta:
        indexes = [models.Index(fields=["variant"], name="rooms_orderline_of_variant")]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id", "order"], name="rooms_orderline_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.variant_id}"


class Bill(models.Model):
    """What a confirmed order comes to, in minor units of its party's currency. Private, as all below."""

    order = models.OneToOneField(Order, primary_key=True, on_delete=models.CASCADE, related_name="bill")
    goods = models.BigIntegerField()
    discount = models.BigIntegerField()
    shipping = models.BigIntegerField()
    tax = models.BigIntegerField()
    tax_rate = models.PositiveIntegerField(help_text="basis points")
    tax_included = models.BooleanField()
    total = models.BigIntegerField()
    agreed = models.JSONField(
        help_text="what was agreed when it was confirmed: see `rooms.checkout.agreements`"
    )

    def __str__(self) -> str:
        return str(self.total)


class Delivery(models.Model):
    """Where an order goes, and what the buyer wants the seller to know."""

    order = models.OneToOneField(Order, primary_key=True, on_delete=models.CASCADE, related_name="delivery")
    name = models.CharField(max_length=400)
    address = models.TextField()
    country = models.CharField(max_length=2)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"to {self.country}"


class Payment(models.Model):
    """Money that came for an order. Its reference is the provider's own, once."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=20)
    reference = models.CharField(max_length=255)
    amount = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "reference"], name="rooms_payment_once")]

    def __str__(self) -> str:
        return f"{self.amount} by {self.provider}"


class Refund(models.Model):
    """A note that the seller gave money back."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.TextField()
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.amount} back"


class OrderNews(models.Model):
    """What the fact at an offset says to one person: that an order changed is told to everybody, and no more; this is
    told to whom it concerns."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="news")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    offset = models.BigIntegerField(null=True, blank=True, help_text="of the fact; empty within its turn")

    class Meta:
        verbose_name_plural = "order news"
        indexes = [models.Index(fields=["offset"], name="rooms_ordernews_at")]

    def __str__(self) -> str:
        return self.kind
