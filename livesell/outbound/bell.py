"""The list that each person finds on every page, and what of it she has not read."""

from collections.abc import Sequence

from django.db.models import QuerySet

from livesell.outbound import choices
from livesell.outbound.deciding import readable
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Notification

SHOWN = 50
MOST_COUNTED = 100


def listed(user_id: str, now: int, before: int | None = None) -> list[Notification]:
    """Her last ones, the latest first; none of a room that she may not read any more."""
    own = _told(user_id)
    page = own.filter(pk__lt=before) if before else own
    return readable(list(page.order_by("-pk")[:SHOWN]), now)


def unread(user_id: str, now: int) -> int:
    """How many of them she has not read; a hundred stand for more."""
    own = _told(user_id).filter(read_at=None).order_by("-pk")[:MOST_COUNTED]
    return len(readable(list(own), now))


def mark(user_id: str, now: int, ids: Sequence[int] | None = None) -> None:
    """She has read these; without ids, all."""
    own = _told(user_id).filter(read_at=None)
    (own if ids is None else own.filter(pk__in=ids)).update(read_at=now)


def _told(user_id: str) -> QuerySet[Notification]:
    chosen = choices.chosen([user_id])
    off = [
        kind for _, kind, channel in chosen if channel == "bell" and chosen[user_id, kind, channel] == "off"
    ]
    shown = [name for name in kinds() if name not in off]
    return Notification.objects.filter(user_id=user_id, state="told", kind__in=shown)
