"""Polls and votes."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class Poll(models.Model):
    """One poll. Its words are kept beside its fact, which stands at `offset`; `closes_at` is null once it is closed."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.BigIntegerField()
    choices = models.SmallIntegerField()
    ends_at = models.BigIntegerField()
    closes_at = models.BigIntegerField(null=True, db_index=True)
    removed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["room_id", "offset"], name="chat_poll_last")]

    def __str__(self) -> str:
        return f"{self.room_id} at {self.offset}"


class Vote(models.Model):
    """What somebody chose."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "user"], name="chat_vote_one_each")]

    def __str__(self) -> str:
        return f"{self.choice} by {self.user_id}"
