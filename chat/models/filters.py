"""What a room asks of those who speak, what it filters, and who has said how much."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class RoomRules(models.Model):
    """The modes and filters of a room; one that has no row has none."""

    room_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    modes = models.TextField(default="{}", help_text="JSON: see `chat.rules.modes.Modes`")
    before = models.TextField(
        blank=True, help_text="the modes before the shield was raised; empty: it is down"
    )
    rude = models.CharField(max_length=10, default="off")
    languages = models.CharField(max_length=100, blank=True, help_text="of rude words, with commas")
    raids_from = models.CharField(
        max_length=10, blank=True, help_text="who may send viewers here; empty: as `chat.rules.raids` has it"
    )
    terms_key = models.CharField(
        max_length=ID_LENGTH, blank=True, help_text="another one whenever terms change"
    )

    def __str__(self) -> str:
        return self.room_id


class Term(models.Model):
    """Something that a room looks for in texts."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    kind = models.CharField(max_length=10)
    act = models.CharField(max_length=10)
    term = models.CharField(max_length=800)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room_id", "kind", "term"], name="chat_term_once")]

    def __str__(self) -> str:
        return self.term


class Speaker(models.Model):
    """Somebody who has spoken in a room."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    messages = models.PositiveIntegerField(default=0)
    last_at = models.BigIntegerField()
    recent = models.TextField(default="[]", help_text="JSON: when, and a number for what, no words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room_id", "user"], name="chat_speaker_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.room_id}"


class RecentLines(models.Model):
    """Sketches of what was said in a room within the last seconds, where it is in unique mode."""

    room_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    said = models.TextField(default="[]", help_text="JSON: when, and the sketch")

    def __str__(self) -> str:
        return self.room_id
