"""What is to be told to whom, over which way, and what each person wants of that. No logic."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.ledger.models import Ledger
from livesell.wire.ids import ID_LENGTH, new_id


class Cursor(models.Model):
    """How far the outbox has read a ledger. `rule`, `after`: of the fact behind `offset`, which rules and which people
    are done; so a crowd is told a page at a time."""

    # No constraint: it would lock the ledger's row, which is a turn's.
    ledger = models.OneToOneField(
        Ledger, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    offset = models.BigIntegerField(default=0)
    rule = models.PositiveSmallIntegerField(default=0)
    after = models.CharField(max_length=ID_LENGTH, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.ledger_id} at {self.offset}"


class Notification(models.Model):
    """What one person is told of one fact: once, by person, kind, ledger and offset. Without a ledger it is told of no
    room, and the offset is that of what it is about."""

    STATES = [(state, state) for state in ("waiting", "told", "dropped")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    ledger = models.ForeignKey(
        Ledger, null=True, blank=True, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    epoch = models.CharField(max_length=32)
    offset = models.BigIntegerField()
    room_id = models.CharField(max_length=ID_LENGTH)
    about = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    words = models.JSONField(default=dict)
    made_at = models.BigIntegerField(help_text="when the fact was written")
    at = models.BigIntegerField(help_text="when it is to be told")
    until = models.BigIntegerField(null=True, blank=True, help_text="of no use after that")
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    read_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "ledger", "offset"], name="outbound_notification_once"
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "offset"],
                condition=Q(ledger=None),
                name="outbound_notification_once_of_no_room",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(state="waiting"), name="outbound_notification_waiting"),
            models.Index(
                fields=["-urgent", "at", "id"], condition=Q(state="waiting"), name="outbound_notification_due"
            ),
            models.Index(fields=["user", "id"], name="outbound_notification_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.user_id}"


class PushSubscription(models.Model):
    """A browser of somebody's that may be told. It ends with the session in which she said yes."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    device = models.CharField(max_length=100, blank=True, help_text="as the browser calls itself")
    session = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the session's key")
    stamp = models.CharField(max_length=64, help_text="SHA-256 of what ends her sessions when it changes")
    made_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["session"], name="outbound_push_of_session")]

    def __str__(self) -> str:
        return f"{self.device} of {self.user_id}"


class Delivery(models.Model):
    """A notification on its way to one receiver. `target`: what keeps its order; `not_before`: quiet hours, a digest;
    `next_at`: when it is tried again; `leased_until`: a process is sending it."""

    CHANNELS = [(name, name) for name in ("push", "mail", "digest")]
    STATES = [(state, state) for state in ("waiting", "sent", "late", "dropped", "refused")]

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    subscription = models.ForeignKey(
        PushSubscription, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    target = models.CharField(max_length=40)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.BigIntegerField()
    next_at = models.BigIntegerField(default=0)
    leased_until = models.BigIntegerField(default=0)
    sent_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["urgent", "not_before", "id"],
                condition=Q(state="waiting"),
                name="outbound_delivery_due",
            ),
            models.Index(
                fields=["target", "id"], condition=Q(state="waiting"), name="outbound_delivery_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.user_id}, {self.state}"


class Preference(models.Model):
    """What somebody chose for one kind over one way; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=8)
    how = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "channel"], name="outbound_preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} by {self.channel} {self.how}"


class Hours(models.Model):
    """When somebody wants nothing on her devices and no mail, and when her digest comes; in her own time zone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    zone = models.CharField(max_length=64, default="UTC")
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="minutes of the day")
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=18)

    class Meta:
        verbose_name_plural = "hours"

    def __str__(self) -> str:
        return f"of {self.user_id}"
