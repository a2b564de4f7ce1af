"""Items, their variants with stock, and their pictures."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.parties import Party


class Item(models.Model):
    """A thing for sale in a party."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="items")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="what people call out; it never changes")
    place = models.PositiveIntegerField(help_text="1, 2, 3 in the order of showing")
    pinned = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="the seller's own; in no ledger")
    title = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    price = models.BigIntegerField(help_text="minor units")
    price_version = models.PositiveIntegerField(default=1)
    was = models.BigIntegerField(null=True, blank=True, help_text="the price before it was lowered")
    axes = models.JSONField(
        default=list, blank=True, help_text="what its kinds differ in, such as size and colour"
    )
    flash_percent = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty: no flash sale")
    flash_starts_at = models.BigIntegerField(null=True, blank=True)
    flash_ends_at = models.BigIntegerField(null=True, blank=True)
    flash_on = models.BooleanField(default=False, help_text="it has begun")
    priced_at = models.BigIntegerField(default=0, help_text="when its price was last changed; 0: never")
    hold_minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty: the party's")
    per_buyer_limit = models.PositiveIntegerField(
        null=True, blank=True, help_text="empty: as `rooms.rules.claims` says"
    )
    first_paid = models.BooleanField(default=False, help_text="nothing is held: who pays first is served")
    weight = models.PositiveIntegerField(default=0, help_text="of one unit, in grams")
    withdrawn = models.BooleanField(default=False)
    pictures = models.JSONField(default=list, help_text="ids, in their order")
    copy_of = models.CharField(
        max_length=ID_LENGTH, blank=True, help_text="the first item that this was cloned or carried from"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["flash_starts_at"], condition=Q(flash_percent__isnull=False), name="rooms_item_flash"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["party", "number"], name="rooms_item_number_once"),
            models.CheckConstraint(condition=Q(price__gte=0), name="rooms_item_price_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title


class Variant(models.Model):
    """A kind of an item with stock of its own. Never oversold: the row says so too."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="variants")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=810, blank=True)
    options = models.JSONField(default=list, blank=True, help_text="one for each axis of the item")
    price = models.BigIntegerField(
        null=True, blank=True, help_text="its own, in minor units; empty: the item's"
    )
    stock = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0)
    sold = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0, help_text="claims in line")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "place"], name="rooms_variant_place_once"),
            models.CheckConstraint(
                condition=Q(stock__gte=F("held") + F("sold")), name="rooms_variant_never_oversold"
            ),
        ]

    def __str__(self) -> str:
        return self.name or "the one kind"


class Ask(models.Model):
    """A viewer wants to see an item; until it has been on air."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="asks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="rooms_ask_once")]

    def __str__(self) -> str:
        return f"{self.user_id} asks for {self.item_id}"


class Sheet(models.Model):
    """The last table of items that somebody sent and that can be imported as it is. Gone once it was."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    items = models.JSONField(help_text="as commands that add them")

    def __str__(self) -> str:
        return f"{len(self.items)} items of {self.owner_id}"


class Picture(models.Model):
    """An uploaded picture, made anew by the server: two WebP files named by their content."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    small = models.CharField(max_length=80)
    large = models.CharField(max_length=80)
    created_at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.large
