"""Who follows a room, and who says that she comes to a party."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.parties import Party
from rooms.models.rooms import Room


class Follow(models.Model):
    """Somebody wants to hear of a room's parties."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="rooms_follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.room_id}"


class CalendarFeed(models.Model):
    """The address by which somebody's calendar follows the parties that concern her. Only its token's hash is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"of {self.user_id}"


class Rsvp(models.Model):
    """Somebody says that she comes to a party."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "user"], name="rooms_rsvp_once")]

    def __str__(self) -> str:
        return f"{self.user_id} comes to {self.party_id}"
