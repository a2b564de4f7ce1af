"""What a buyer lets a seller do with her data, and when it was taken out of the server."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.parties import Party
from rooms.models.rooms import Room


class MarketingConsent(models.Model):
    """A person said yes to hear of a seller's new things: when, to which words, and when she took it back. Never
    changed besides, so that it can be shown what was in force at a moment."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(help_text="of the words that she read")
    language = models.CharField(max_length=10, help_text="in which she read them")
    given_at = models.BigIntegerField()
    withdrawn_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "seller", "user"],
                condition=Q(withdrawn_at__isnull=True),
                name="rooms_marketingconsent_one_in_force",
            )
        ]
        indexes = [models.Index(fields=["user"], name="rooms_marketingconsent_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.seller_id}"


class CustomerExport(models.Model):
    """A seller took the data of customers out as a file: whose, and when."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField()
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["room", "-at"], name="rooms_customerexport_of_room")]

    def __str__(self) -> str:
        return f"by {self.seller_id}"


class Arrivals(models.Model):
    """What a seller wrote to those who said yes to hear of her new things in a room."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    items = models.JSONField(default=list, help_text="ids, in their order")
    at = models.BigIntegerField()
    offset = models.BigIntegerField(help_text="of its fact, on the desk")
    came = models.PositiveIntegerField(
        default=0, help_text="browsers that opened its link; of nobody in particular"
    )

    class Meta:
        verbose_name_plural = "arrivals"
        indexes = [models.Index(fields=["room", "seller", "-at"], name="rooms_arrivals_of_seller")]

    def __str__(self) -> str:
        return f"by {self.seller_id}"
