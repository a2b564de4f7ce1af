"""How a seller sends, taxes and waits for money, and her discount codes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.parties import Party
from rooms.models.rooms import Room


class Terms(models.Model):
    """A seller's terms in a room; with a party, for that party only."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3, help_text="of the money in `shipping`")
    shipping = models.JSONField(help_text="as in the command terms.set")
    tax_rate = models.PositiveIntegerField(default=0, help_text="basis points")
    tax_included = models.BooleanField(default=True)
    pay_hours = models.PositiveIntegerField()
    imprint = models.TextField(blank=True, help_text="who sells: it stands on the invoice")
    how_to_pay = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.UniqueConstraint(
                fields=["room", "seller"], condition=Q(party=None), name="rooms_terms_once_a_seller"
            ),
            models.UniqueConstraint(fields=["party", "seller"], name="rooms_terms_once_a_party"),
        ]

    def __str__(self) -> str:
        return f"of {self.seller_id}"


class Discount(models.Model):
    """A seller's code: a percentage or an amount off the goods of one order of each buyer."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40, help_text="in capitals")
    points = models.PositiveIntegerField(default=0, help_text="basis points")
    currency = models.CharField(max_length=3, help_text="of the money in it")
    amount = models.BigIntegerField(default=0)
    goods_from = models.BigIntegerField(default=0)
    most = models.PositiveIntegerField(null=True, blank=True, help_text="orders that may use it")
    expires_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seller", "code"], name="rooms_discount_once"),
            models.CheckConstraint(
                condition=Q(points__lte=10_000) & Q(amount__gte=0), name="rooms_discount_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def has_money(self) -> bool:
        """Whether it says an amount, in its currency."""
        return bool(self.amount or self.goods_from)
