"""Whom a seller's new arrivals are told whose page is closed: those who said yes to her, for as long as that holds."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from livesell.access.actor import Actor
from livesell.accounts.models import User
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact, Thing, Waiting, WayOut, Words
from livesell.ledger.turn import Refused
from rooms import formats
from rooms.customers import consents
from rooms.events.customers import ArrivalsTold
from rooms.models.customers import Arrivals
from rooms.models.items import Item, Picture
from rooms.models.rooms import Room
from rooms.permissions import readers
from rooms.rules.roles import SELLERS

IN_WORDS = "arrivals"
COMING = ("scheduled", "live", "paused")


def words_of(told: Arrivals) -> Words:
    """Title and text, in the language that is active."""
    names = {"seller": told.seller.name, "room": told.room.title}
    return {"title": gettext("New from %(seller)s: %(room)s") % names, "text": told.text}


def things_of(told: Arrivals) -> list[Thing]:
    """The items that can be had still, each with its first picture."""
    found = Item.objects.filter(pk__in=told.items, party_id=told.party_id, withdrawn=False)
    items = sorted(found.select_related("party"), key=lambda one: told.items.index(one.pk))
    return [thing for _item, thing in pictured(items)]


def pictured(items: Sequence[Item]) -> list[tuple[Item, Thing]]:
    """Items with what a mail shows of each."""
    pictures = Picture.objects.in_bulk([one.pictures[0] for one in items if one.pictures])

    def thing(one: Item) -> Thing:
        picture = pictures.get(one.pictures[0]) if one.pictures else None
        price = formats.money(one.price, one.party.currency)
        return Thing(one.title, price, settings.MEDIA_URL + picture.small if picture else "")

    return [(one, thing(one)) for one in items]


def page_of(told: Arrivals) -> str:
    """Where its link leads: to the room, and whoever comes is counted."""
    return reverse("rooms:came", args=[told.room_id, told.pk])


def _kept(words: Words) -> Arrivals | None:
    found = Arrivals.objects.filter(pk=words.get(IN_WORDS)).select_related("seller", "room")
    return found.first()


def _wording(words: Words) -> Words:
    kept = _kept(words)
    return words_of(kept) if kept else {"title": gettext("What was written here is gone"), "text": ""}


def _things(words: Words) -> list[Thing]:
    kept = _kept(words)
    return things_of(kept) if kept else []


def _still(those: Sequence[Waiting]) -> list[Waiting]:
    """Those of a party that is not over, by who sells there still, to who said yes before and did not take it back."""
    now = max((one.now for one in those), default=0)
    found = Arrivals.objects.filter(pk__in={one.words[IN_WORDS] for one in those}, party__state__in=COMING)
    told = {one.pk: one for one in found.filter(seller__is_active=True) if _sells(one, now)}
    agreed = consents.in_force().filter(user_id__in={one.user_id for one in those})
    given = {(one.room_id, one.seller_id, one.user_id): one.given_at for one in agreed}

    def holds(one: Waiting) -> bool:
        letter = told.get(str(one.words[IN_WORDS]))
        at = given.get((letter.room_id, letter.seller_id, one.user_id)) if letter else None
        return letter is not None and at is not None and at <= letter.at

    return [one for one in those if holds(one)]


def _sells(told: Arrivals, now: int) -> bool:
    (own,) = readers([Actor(told.seller_id, "")], told.room_id, desk=True, now=now)
    return not isinstance(own, Refused) and own.role in SELLERS


def _who_agreed(fact: Fact, after: str, most: int) -> list[Alert]:
    """Those who had said yes to her when it was told."""
    told = _told(fact)
    if told is None:
        return []
    found = consents.in_force().filter(
        room_id=told.room_id, seller_id=told.seller_id, given_at__lte=told.at, user_id__gt=after
    )
    people = found.order_by("user_id").values_list("user_id", flat=True)[:most]
    about, path = f"{told.room_id}:{told.seller_id}", page_of(told)
    return [Alert(one, about, path, {IN_WORDS: told.pk}) for one in people]


def _told(fact: Fact) -> Arrivals | None:
    key = f"arrivals:{fact.event.arrivals_id}"
    if key not in fact.known:
        fact.known[key] = Arrivals.objects.filter(pk=fact.event.arrivals_id).first()
    found: Arrivals | None = fact.known[key]
    return found


def _named(about: str) -> str:
    """Whose mails a link ends."""
    room_id, seller_id = about.split(":")
    names = {
        "seller": User.objects.filter(pk=seller_id).values_list("name", flat=True).first() or "",
        "room": Room.objects.filter(pk=room_id).values_list("title", flat=True).first() or "",
    }
    return gettext("New things of %(seller)s in “%(room)s”") % names


def _end(user_id: str, about: str, now: int) -> None:
    """She takes her yes back, to that seller in that room."""
    room_id, seller_id = about.split(":")
    consents.withdraw(user_id, room_id, seller_id, now)


ARRIVALS = AlertKind(
    "arrivals",
    _("New things of a seller to whom you said yes"),
    "%(title)s",
    "%(text)s",
    mail="now",
    still=_still,
    wording=_wording,
    things=_things,
    way_out=WayOut(_named, _end),
)
ALERTS = (AlertRule(ARRIVALS, ArrivalsTold, _who_agreed),)
