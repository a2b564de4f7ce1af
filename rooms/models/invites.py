"""Links that give a role."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.rooms import Room


class Invite(models.Model):
    """A link that still gives its role. Of its secret there is only the hash."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    role = models.CharField(max_length=10)
    once = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField()
    ends_at = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "token_hash"], name="rooms_invite_once")]

    def __str__(self) -> str:
        return f"{self.role} by {self.by_id}"
