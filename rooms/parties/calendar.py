"""Calendar files (RFC 5545) of one party, or of all that are to come in a room.

A party keeps its UID, at whatever address of the server its file is fetched, and its SEQUENCE goes up with every
change of what the file says, so that a calendar that has it follows. Who has the file of a party that is called off
is told so; a calendar that follows the room's file sees it gone. Its length is that of its line-up, or an hour.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from icalendar import Alarm, Calendar, Event

from livesell.ledger.shown import shown
from rooms.membership.standing import let_in
from rooms.models.lists import Follow, Rsvp
from rooms.models.parties import Party
from rooms.models.rooms import Member

LENGTH = timedelta(hours=1)
AHEAD = timedelta(minutes=10)
KEPT = 50
TOLD_FOR = 30 * 24 * 3_600_000
"""How long after its time a party that was called off is told as such, in ms."""


def coming(room_id: str) -> list[Party]:
    """The parties of the room that are announced and not over, next first."""
    found = Party.objects.filter(
        room_id=room_id, state__in=("scheduled", "live", "paused"), starts_at__isnull=False
    )
    return list(found.select_related("room").order_by("starts_at")[:KEPT])


def concerning(user_id: str, now: int) -> list[Party]:
    """What she said that she comes to, also if it was called off lately, and what rooms that she follows announced: of
    rooms that she may enter. Next first."""
    comes = Exists(Rsvp.objects.filter(party=OuterRef("pk"), user_id=user_id))
    follows = Exists(Follow.objects.filter(room=OuterRef("room"), user_id=user_id))
    shut_out = Exists(Member.objects.filter(~let_in(now), room=OuterRef("room"), user_id=user_id))
    member = Exists(Member.objects.filter(room=OuterRef("room"), user_id=user_id))
    told = Q(state__in=("scheduled", "live", "paused")) & (Q(comes) | Q(follows))
    called_off = Q(Q(comes), state="cancelled", starts_at__gt=now - TOLD_FOR)
    found = Party.objects.filter(
        told | called_off, Q(room__private=False) | Q(member), starts_at__isnull=False
    )
    return list(found.exclude(shut_out).select_related("room").order_by("starts_at", "pk")[:KEPT])


def of_party(room_id: str, party_id: str) -> Party | None:
    """The party, if it is announced and not over, or was announced and is called off."""
    told = ("scheduled", "live", "paused", "cancelled")
    found = Party.objects.filter(room_id=room_id, pk=party_id, state__in=told, starts_at__isnull=False)
    return found.select_related("room").first()


def calendar_of(parties: Iterable[Party], url_of: Callable[[Party], str], now: int) -> bytes:
    """The file. `url_of` says where a party's room is."""
    calendar = Calendar()
    calendar.add("prodid", "-//livesell//parties//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in shown(parties, lambda party: _event(party, url_of(party), now)):
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def _event(party: Party, url: str, now: int) -> Event:
    minutes = sum(minutes for _, minutes in party.lineup)
    begins = _moment(party.starts_at or now)
    event = Event()
    event.add("uid", f"{party.pk}@livesell")
    event.add("sequence", party.moved)
    event.add("status", "CANCELLED" if party.state == "cancelled" else "CONFIRMED")
    event.add("dtstamp", _moment(now))
    event.add("dtstart", begins)
    event.add("dtend", begins + (timedelta(minutes=minutes) if minutes else LENGTH))
    event.add("summary", f"{party.title} · {party.room.title}")
    event.add("description", "\n\n".join(filter(None, (party.postponed_why, party.notes))))
    event.add("url", url)
    if party.state == "scheduled":
        event.add_component(_alarm(party))
    return event


def _alarm(party: Party) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", party.title)
    alarm.add("trigger", -AHEAD)
    return alarm


def _moment(millis: int) -> datetime:
    return datetime.fromtimestamp(millis // 1000, UTC)
