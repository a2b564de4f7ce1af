"""Rooms, and who stands how in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id


class Room(models.Model):
    """A lasting place. Its ledgers are `room.<id>` and `room.<id>.desk`."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    title = models.CharField(max_length=400)
    about = models.TextField(blank=True)
    private = models.BooleanField(default=False, help_text="members only; to others it does not exist")
    claim_words = models.JSONField(default=list, blank=True, help_text="words that claim, said in chat")
    pass_words = models.JSONField(default=list, blank=True, help_text="words that give a claim back")
    known_buyers_only = models.BooleanField(
        default=False, help_text="only who has bought here before may claim and bid"
    )
    created_at = models.BigIntegerField()
    rehearsal_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="rehearsals"
    )
    closes_at = models.BigIntegerField(null=True, blank=True, help_text="of a rehearsal that is open")
    shut_at = models.BigIntegerField(null=True, blank=True, help_text="of a rehearsal that is shut")
    moderators_named = models.BooleanField(
        default=False, help_text="who was acted on reads by whom; otherwise: by the moderators"
    )
    link_hash = models.CharField(max_length=64, blank=True, help_text="of the token that lets people in")

    class Meta:
        indexes = [
            models.Index(
                fields=["closes_at"], condition=Q(closes_at__isnull=False), name="rooms_room_rehearsing"
            ),
            models.Index(fields=["shut_at"], condition=Q(shut_at__isnull=False), name="rooms_room_shut"),
        ]

    def __str__(self) -> str:
        return self.title


class RoleOffer(models.Model):
    """A role that somebody was offered and has not answered. It gives her no standing."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="role_offers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="rooms_roleoffer_once")]

    def __str__(self) -> str:
        return f"{self.role} to {self.user_id}"


class RoleRefusal(models.Model):
    """Somebody left a role that she was offered, and by whom."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user", "by"], name="rooms_rolerefusal_once")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.by_id}"


class ShutOut(models.Model):
    """Somebody was banned from the server, and what she holds in this room was not let go yet."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="rooms_shutout_once")]

    def __str__(self) -> str:
        return f"{self.user_id} from {self.room_id}"


class Member(models.Model):
    """An actor's standing in a room, where it is not simply that of a buyer."""

    OWNER, HOST, SELLER, MODERATOR, BUYER = "owner", "host", "seller", "moderator", "buyer"
    ROLES = [(role, role) for role in (OWNER, HOST, SELLER, MODERATOR, BUYER)]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES, default=BUYER)
    banned = models.BooleanField(default=False)
    banned_until = models.BigIntegerField(null=True, blank=True, help_text="empty: for good")
    muted_until = models.BigIntegerField(null=True, blank=True, help_text="until then she says nothing")
    warned = models.BooleanField(default=False, help_text="she has not acknowledged it yet")
    spoke_at = models.BigIntegerField(null=True, blank=True, help_text="her first message of the last day")
    spoke_days = models.PositiveIntegerField(default=0, help_text="days on which she spoke")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="rooms_member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
