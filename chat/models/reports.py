"""What people report, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from livesell.wire.ids import ID_LENGTH, new_id


class Case(models.Model):
    """A line or a person (without `message_offset`) that was reported, by one or by many."""

    STATES = [(state, state) for state in ("open", "acted", "nothing_wrong")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message_offset = models.BigIntegerField(null=True, blank=True)
    at = models.BigIntegerField()
    weight = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=STATES, default="open")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    decided_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["room_id", "-weight", "at"], condition=Q(state="open"), name="chat_case_queue"
            ),
            models.Index(fields=["room_id", "user"], name="chat_case_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.user_id}"


class Report(models.Model):
    """One person's report. `weight`: what it counted for when it was made."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason_code = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField()
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by"], name="chat_report_once")]
        indexes = [models.Index(fields=["by", "at"], name="chat_report_of_user")]

    def __str__(self) -> str:
        return f"{self.reason_code} on {self.case_id}"
