"""What stands against a buyer's claims in a room: orders she did not pay, and the limits she set for herself."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.orders import Order
from rooms.models.rooms import Room


class Strike(models.Model):
    """An order that was not paid in time, until a host lifts it or ninety days are over."""

    order = models.OneToOneField(Order, primary_key=True, on_delete=models.CASCADE, related_name="strike")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField()
    lifted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["room", "buyer"], name="rooms_strike_of_buyer")]

    def __str__(self) -> str:
        return f"of {self.buyer_id}"


class Exemption(models.Model):
    """A seller lets a buyer claim from her who left orders unpaid."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seller", "buyer"], name="rooms_exemption_once")
        ]

    def __str__(self) -> str:
        return f"{self.seller_id} lets {self.buyer_id}"


class OwnLimits(models.Model):
    """A buyer's own limits in a room, and those that she wants from a moment on. Nobody else reads them."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kept = models.JSONField(help_text="as in rooms.rules.limits")
    version = models.PositiveIntegerField(default=1)
    began_at = models.BigIntegerField(null=True, blank=True, help_text="her first claim or bid of the day")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="rooms_ownlimits_once")]

    def __str__(self) -> str:
        return f"of {self.user_id}"
