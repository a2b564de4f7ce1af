"""Cards: what a link to a room or to an item looks like where it is shared. They tell what any stranger may read."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rooms import formats
from rooms.models.items import Item, Picture
from rooms.models.rooms import Room
from rooms.parties.listing import ANNOUNCED, Listing, listing_of


@dataclass(frozen=True, slots=True)
class Card:
    """`url` and `image` are whole addresses; no image is an empty one. `alt` says what is on it."""

    title: str
    description: str
    url: str
    image: str
    alt: str = ""


def of_room(request: HttpRequest, room: Room) -> Card:
    """The party that is on or comes next, and its picture."""
    listing = listing_of(room)
    return Card(
        title=f"{listing.title} · {room.title}" if listing and listing.title else room.title,
        description=_in_short(room.about) or _says(listing),
        url=request.build_absolute_uri(reverse("rooms:room", args=[room.pk])),
        image=request.build_absolute_uri(listing.picture) if listing and listing.picture else "",
        alt=listing.title if listing else "",
    )


def shown_item(room: Room, item_id: str) -> Item | None:
    """An item that everybody in the room sees: of an announced party or of one that is over, not withdrawn."""
    found = Item.objects.filter(pk=item_id, party__room=room, withdrawn=False).select_related("party__room")
    return found.filter(party__state__in=(*ANNOUNCED, "ended")).first()


def of_item(request: HttpRequest, item: Item) -> Card:
    """What it is, in whose room, for how much."""
    room = item.party.room
    picture = Picture.objects.filter(pk__in=item.pictures[:1]).first()
    price = formats.money(item.price, item.party.currency)
    return Card(
        title=f"{item.title} · {room.title}",
        description=" · ".join(part for part in (price, _in_short(item.description)) if part),
        url=request.build_absolute_uri(reverse("rooms:item", args=[room.pk, item.pk])),
        image=request.build_absolute_uri(settings.MEDIA_URL + picture.large) if picture else "",
        alt=item.title,
    )


def _says(listing: Listing | None) -> str:
    if listing is None:
        return _("A room for live selling.")
    if listing.state in ("live", "paused"):
        return _("Live now: come in and look.")
    return _("Starts %(when)s.") % {"when": formats.moment(listing.starts)} if listing.starts else ""


def _in_short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
