"""What moderators did, in numbers, for the owner: nobody is ranked by them, and an undone act is no fault by itself."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Avg, Count, F, Q
from ninja import Field, Schema

from chat.models.appeals import Appeal
from chat.models.moderation import ModerationAction
from livesell.accounts.models import User
from livesell.wire.envelope import Person


class ModeratorOut(Schema):
    """One moderator's acts since a moment."""

    user: Person
    acts: int
    undone: int = Field(description="of these, taken back by anybody")
    undone_on_appeal: int
    answered: int = Field(description="appeals that she decided")
    answer_ms: int | None = Field(description="from an appeal to her answer, on average")


def of_room(room_id: str, since: int) -> list[ModeratorOut]:
    """Everybody who acted or answered since then, the most acts first."""
    acted = ModerationAction.objects.filter(room_id=room_id, at__gte=since).values("by_id")
    acts = {
        row["by_id"]: row
        for row in acted.annotate(
            acts=Count("pk"),
            undone=Count("pk", filter=Q(undone_at__isnull=False)),
            appealed=Count("pk", filter=Q(appeal__state="granted")),
        )
    }
    given = Appeal.objects.filter(room_id=room_id, answered_at__gte=since).values("by_id")
    answers = {
        row["by_id"]: row for row in given.annotate(many=Count("pk"), took=Avg(F("answered_at") - F("at")))
    }
    people = User.objects.in_bulk(acts.keys() | answers.keys())
    found = [_one(user, acts.get(user.pk), answers.get(user.pk)) for user in people.values()]
    return sorted(found, key=lambda one: (-one.acts, one.user.name))


def _one(user: User, acts: Mapping[str, Any] | None, answers: Mapping[str, Any] | None) -> ModeratorOut:
    return ModeratorOut(
        user=Person(id=user.pk, name=user.name),
        acts=acts["acts"] if acts else 0,
        undone=acts["undone"] if acts else 0,
        undone_on_appeal=acts["appealed"] if acts else 0,
        answered=int(answers["many"]) if answers else 0,
        answer_ms=round(answers["took"]) if answers else None,
    )
