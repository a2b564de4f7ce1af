"""Parties as they are listed: what the home page and a shared link show of them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from rooms.membership import lists
from rooms.membership.standing import let_in
from rooms.models.items import Item, Picture
from rooms.models.lists import Follow
from rooms.models.parties import Party
from rooms.models.rooms import Member, Room

ANNOUNCED = ("live", "paused", "scheduled")
MOST_SHOWN = 60
# Those that are on come first, then the next to begin.
ON_FIRST = Case(When(state="scheduled", then=Value(1)), default=Value(0), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Listing:
    """One announced party."""

    room_id: str
    room_title: str
    title: str
    state: str
    starts: datetime | None
    items: int
    picture: str
    coming: int
    followed: bool = False


def coming(user_id: str = "") -> list[Listing]:
    """The live and scheduled parties of public rooms, and of those for members that she follows and may enter: first of
    the rooms that she follows, then what is on, then by time."""
    member = Member.objects.filter(let_in(now_ms()), room=OuterRef("room"), user_id=user_id)
    follows = Follow.objects.filter(room=OuterRef("room"), user_id=user_id)
    found = Party.objects.filter(state__in=ANNOUNCED, room__rehearsal_of=None).annotate(
        followed=Exists(follows)
    )
    return _listings(found.filter(Q(room__private=False) | Q(Exists(member), followed=True)), "-followed")


def listing_of(room: Room) -> Listing | None:
    """The party of this room that is on, or the next one."""
    return next(iter(_listings(Party.objects.filter(room=room, state__in=ANNOUNCED))), None)


def _listings(found: QuerySet[Party], *first: str) -> list[Listing]:
    """In four queries, however many there are."""
    parties = list(found.select_related("room").order_by(*first, ON_FIRST, "starts_at", "id")[:MOST_SHOWN])
    items: dict[str, list[_Shown]] = {party.pk: [] for party in parties}
    shown_items = Item.objects.filter(party__in=parties, withdrawn=False).order_by("number")
    for party_id, *item in shown_items.values_list("party_id", "pk", "pictures"):
        items[party_id].append(_Shown(*item))
    fronts = {party.pk: party.cover or _front(party, items[party.pk]) for party in parties}
    coming = lists.COMING.counts([party.pk for party in parties])
    pictures = Picture.objects.in_bulk([front for front in fronts.values() if front])
    return shown(
        parties,
        lambda party: _listing(party, len(items[party.pk]), pictures.get(fronts[party.pk]), coming[party.pk]),
    )


class _Shown(NamedTuple):
    """An item, as far as a list of parties shows it."""

    pk: str
    pictures: list[str]


def _front(party: Party, items: list[_Shown]) -> str:
    """The picture for the front: of the item on air, or else of the first that has one."""
    on_air_first = sorted(items, key=lambda item: item.pk != party.on_air)
    return next((item.pictures[0] for item in on_air_first if item.pictures), "")


def _listing(party: Party, items: int, picture: Picture | None, coming: int) -> Listing:
    return Listing(
        room_id=party.room_id,
        room_title=party.room.title,
        title=party.title,
        state=party.state,
        starts=datetime.fromtimestamp(party.starts_at / 1000, UTC) if party.starts_at else None,
        items=items,
        picture=settings.MEDIA_URL + picture.large if picture else "",
        coming=coming,
        followed=getattr(party, "followed", False),
    )
