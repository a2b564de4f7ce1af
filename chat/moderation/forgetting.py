"""What is forgotten of moderation after its time: acts that are over with their appeals, and notes of people."""

from collections import defaultdict
from collections.abc import Sequence

from chat.models.moderation import ModerationAction
from chat.models.people import PersonNote
from rooms.membership.standing import standings

PAGE = 500


def forget_page(after: str, before: int, now: int) -> str | None:
    """Delete what was done before a moment, among the next acts after an id; the last id seen, None at the end.

    A ban, a time-out or a warning that is in force stays, and what has an open appeal.
    """
    old = ModerationAction.objects.filter(pk__gt=after, at__lt=before).select_related("appeal")
    page = list(old.order_by("pk")[:PAGE])
    over = [act.pk for act in _over(page, now) if not _is_appealed(act)]
    ModerationAction.objects.filter(pk__in=over).delete()
    return page[-1].pk if len(page) == PAGE else None


def forget_notes(before: int) -> bool:
    """Delete notes that were written before a moment, a page of them; whether there may be more."""
    old = list(PersonNote.objects.filter(at__lt=before).order_by("pk").values_list("pk", flat=True)[:PAGE])
    PersonNote.objects.filter(pk__in=old).delete()
    return len(old) == PAGE


def _is_appealed(act: ModerationAction) -> bool:
    appeal = getattr(act, "appeal", None)
    return appeal is not None and appeal.state == "open"


def _over(page: Sequence[ModerationAction], now: int) -> list[ModerationAction]:
    """Those of them that keep nobody from anything any more."""
    people = defaultdict[str, set[str]](set)
    for act in page:
        people[act.room_id].add(act.user_id)
    known = {room_id: standings(room_id, sorted(users)) for room_id, users in people.items()}
    found = []
    for act in page:
        own = known[act.room_id][act.user_id]
        in_force = {"ban": own.is_banned(now), "mute": own.muted_for(now) > 0, "warn": own.warned}
        if not in_force.get(act.act, False):
            found.append(act)
    return found
