"""What may be told of other rooms of this server: one of the four modules that `chat` may import.

A room for members does not exist for others: its title is told only where its own host said that it may be.
"""

from typing import NamedTuple

from django.db.models import QuerySet

from rooms.membership.standing import let_in
from rooms.models.lists import Follow
from rooms.models.parties import Party
from rooms.models.rooms import Member, Room
from rooms.rules.parties import ON_AIR
from rooms.rules.roles import HOSTS


class Place(NamedTuple):
    """A room, as others see it."""

    id: str
    title: str
    private: bool


def place(room_id: str) -> Place | None:
    """The room, if there is one and it is no rehearsal."""
    return _first(Room.objects.filter(pk=room_id, rehearsal_of=None))


def own_place(user_id: str) -> Place | None:
    """The oldest room that somebody owns and everybody may see."""
    owned = Room.objects.filter(members__user_id=user_id, members__role=Member.OWNER)
    return _first(owned.filter(private=False, rehearsal_of=None).order_by("pk"))


def hosts_follow(room_id: str, other_id: str, now: int) -> bool:
    """Whether the owner or a host of a room follows another one."""
    hosts = Member.objects.filter(let_in(now), room_id=room_id, role__in=HOSTS).values("user_id")
    return Follow.objects.filter(room_id=other_id, user_id__in=hosts).exists()


def gathered(room_id: str, since: int) -> bool:
    """Whether a party of the room is on, or ended at `since` or later."""
    parties = Party.objects.filter(room_id=room_id)
    return (
        parties.filter(state__in=ON_AIR).exists()
        or parties.filter(state="ended", ended_at__gte=since).exists()
    )


def _first(rooms: QuerySet[Room]) -> Place | None:
    found = rooms.values_list("pk", "title", "private").first()
    return Place(*found) if found else None
