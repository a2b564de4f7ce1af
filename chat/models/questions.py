"""The question queue."""

from django.conf import settings
from django.db import models

from livesell.wire.ids import ID_LENGTH, new_id


class Question(models.Model):
    """A question that stands. Its words are kept beside its fact, which stands at `offset`."""

    OPEN, TAKEN, ANSWERED = "open", "taken", "answered"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    room_id = models.CharField(max_length=ID_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.BigIntegerField()
    item_id = models.CharField(max_length=ID_LENGTH, blank=True)
    state = models.CharField(max_length=10, default=OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    upvotes = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["room_id", "offset"], name="chat_question_in_order")]

    def __str__(self) -> str:
        return f"{self.room_id} at {self.offset}"


class Upvote(models.Model):
    """Somebody wants to know it too."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="voices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="chat_upvote_one_each")]

    def __str__(self) -> str:
        return f"{self.question_id} by {self.user_id}"
