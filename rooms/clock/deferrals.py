"""Commands of the clock's that failed: they back off, each by itself, and those that keep failing are parked.

The finders of `rooms.clock.due` leave out what waits here, so that it takes nobody's place.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from livesell.wire.codes import Code
from rooms.models.deferrals import Deferral
from rooms.rules.deferrals import LONGEST_MS, retry_at

SHOWN = 100
FORGOTTEN_AFTER = 10 * LONGEST_MS


class Failed(NamedTuple):
    """A command that was refused, by the key of what it was about."""

    key: str
    room_id: str
    code: str


def note(failed: Sequence[Failed], now: int) -> None:
    """These failed at `now`, in two statements. Processes that say so at once count as one."""
    known = Deferral.objects.in_bulk([one.key for one in failed])
    fresh = [
        Deferral(
            pk=one.key,
            room_id=one.room_id,
            failures=failures,
            code=one.code,
            retry_at=retry_at(failures, fault=one.code == Code.INTERNAL, now=now),
            at=now,
        )
        for one in failed
        if (failures := _failures(known.get(one.key), now))
    ]
    changed = ("failures", "code", "retry_at", "at")
    Deferral.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["id"], update_fields=changed)


def _failures(was: Deferral | None, now: int) -> int:
    """How many in a row it is with this one; 0 where another process has noted it already."""
    if was is None:
        return 1
    return was.failures + 1 if was.retry_at is not None and was.retry_at <= now else 0


def settle(keys: list[str], now: int) -> None:
    """These succeeded: what comes next begins anew. What was not due any more for long is forgotten too."""
    stale = Q(retry_at__lte=now - FORGOTTEN_AFTER)
    Deferral.objects.filter(Q(pk__in=keys) | stale).delete()


def known() -> dict[str, bool]:
    """Everything that failed last, by its key: whether it is parked."""
    found = Deferral.objects.order_by("at").values_list("pk", "retry_at")
    return {key: again is None for key, again in found}


def parked() -> list[Deferral]:
    """What is not tried any more, the latest first; at most a hundred."""
    return list(Deferral.objects.filter(retry_at=None).order_by("-at")[:SHOWN])


def unpark() -> int:
    """Try all that is parked again, from the beginning; how many there were."""
    return Deferral.objects.filter(retry_at=None).delete()[0]
