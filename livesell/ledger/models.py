"""The tables of the ledger. They are read and written by this package alone, in the hot path as plain rows."""

from django.db import models
from django.db.models import Q


class Ledger(models.Model):
    """The head of one ledger. Its row lock is the lock of the room: take it first, always."""

    name = models.CharField(max_length=40, unique=True)
    epoch = models.CharField(max_length=32)
    first_epoch = models.CharField(max_length=32)
    offset = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    at = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.offset}"


class Event(models.Model):
    """One fact, as the exact text that was hashed. Never changed."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="events")
    offset = models.BigIntegerField()
    at = models.BigIntegerField()
    type = models.CharField(max_length=40)
    actor_id = models.CharField(max_length=26)
    fact = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ledger", "offset"], name="ledger_event_one_per_offset")
        ]
        indexes = [models.Index(fields=["ledger", "type", "offset"], name="ledger_event_by_type")]

    def __str__(self) -> str:
        return f"{self.offset} {self.type}"


class Text(models.Model):
    """The words that belong to a fact. Hidden: served to nobody. Erased: salt and words are gone, the chain holds.

    `line`: the offset of the fact whose words they are, where a later one says them again. `author_id`: whose words
    they are. `hidden_by`: the offset of the fact that hid them, so that taking that back shows these and no others.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="texts")
    offset = models.BigIntegerField()
    salt = models.CharField(max_length=32)
    text = models.TextField(null=True)  # noqa: DJ001 - empty was said, null is forgotten
    hidden = models.BooleanField(default=False)
    hidden_at = models.BigIntegerField(null=True)
    hidden_by = models.BigIntegerField(null=True)
    line = models.BigIntegerField(null=True)
    author_id = models.CharField(max_length=26, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ledger", "offset"], name="ledger_text_one_per_offset")
        ]
        indexes = [
            models.Index(fields=["ledger", "author_id", "offset"], name="ledger_text_by_author"),
            models.Index(
                fields=["ledger", "line"], condition=Q(line__isnull=False), name="ledger_text_by_line"
            ),
            models.Index(
                fields=["ledger", "hidden_by"],
                condition=Q(hidden_by__isnull=False),
                name="ledger_text_by_hider",
            ),
        ]

    def __str__(self) -> str:
        return f"text of {self.offset}"


class Answer(models.Model):
    """What a command was answered: for as long as it is kept, the same id gets the same answer and has one effect.

    `answer`: the JSON of a reply; of the fact it made it holds the offset, or the fact itself if an earlier version
    wrote it. `at`: when it was given, in ms.
    """

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="answers")
    actor_id = models.CharField(max_length=26)
    command_id = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=32)
    answer = models.TextField()
    at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "command_id", "actor_id"], name="ledger_answer_one_per_id"
            )
        ]

    def __str__(self) -> str:
        return self.command_id


class Renewal(models.Model):
    """At that moment every ledger began a new life, and why."""

    at = models.BigIntegerField()
    why = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.why
