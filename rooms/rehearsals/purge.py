"""What a rehearsal leaves: nothing. What was in it goes with the turn that shuts it; the room and its ledgers an hour
later, so that whoever asks again in between is answered as the first time.
"""

from livesell.accounts.models import User
from livesell.ledger.feature import purge
from rooms.models.claims import StandIn
from rooms.models.deferrals import Deferral
from rooms.models.rooms import Room

KEPT = 3_600_000


def stale(now: int) -> list[str]:
    """The rehearsals that were shut an hour ago."""
    found = Room.objects.filter(shut_at__lte=now - KEPT).order_by("shut_at", "pk")
    return list(found.values_list("pk", flat=True)[:500])


def forget(room_id: str) -> None:
    """Delete the room, what came into it since it was shut, and the buyers who were named by hand in it. Its ledgers
    have gone before.
    """
    purge(room_id)
    User.objects.filter(pk__in=StandIn.objects.filter(room_id=room_id).values("user_id")).delete()
    Deferral.objects.filter(room_id=room_id).delete()
    Room.objects.filter(pk=room_id, shut_at__isnull=False).delete()
