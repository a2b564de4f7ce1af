"""Whom a room's roles concern whose page is closed: who was offered one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact, Waiting
from rooms.events.rooms import RoleOffered
from rooms.models.rooms import RoleOffer, Room


def _open_still(those: Sequence[Waiting]) -> list[Waiting]:
    found = RoleOffer.objects.filter(room_id__in={one.room_id for one in those})
    open_offers = set(found.values_list("room_id", "user_id"))
    return [one for one in those if (one.room_id, one.user_id) in open_offers]


ROLE_OFFERED = AlertKind(
    "role_offered",
    _("A role in a room is offered to you"),
    _("You were offered a role: %(room)s"),
    _("Look at it on your home page, and accept it if you like."),
    mail="now",
    # To who was offered it in a room for members, that offer is what she may read of the room.
    despite_ban=True,
    still=_open_still,
)


def _offered(fact: Fact, _after: str, _most: int) -> list[Alert]:
    title = Room.objects.filter(pk=fact.room_id).values_list("title", flat=True).first() or ""
    return [Alert(fact.event.user_id, fact.room_id, reverse("rooms:home"), {"room": title})]


ALERTS = (AlertRule(ROLE_OFFERED, RoleOffered, _offered),)
