"""Calendar files (RFC 5545) of one party, or of all that are to come in a room.

A party keeps its UID, at whatever address of the server its file is fetched, and its SEQUENCE goes up with every
change of what the file says, so that a calendar that has it follows. Who has the file of a party that is called off
is told so; a calendar that follows the room's file sees it gone. Its length is that of its line-up, or an hour.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from livesell.ledger.shown import shown
from rooms.models.parties import Party

LENGTH = timedelta(hours=1)
KEPT = 50


def coming(room_id: str) -> list[Party]:
    """The parties of the room that are announced and not over, next first."""
    found = Party.objects.filter(
        room_id=room_id, state__in=("scheduled", "live", "paused"), starts_at__isnull=False
    )
    return list(found.select_related("room").order_by("starts_at")[:KEPT])


def of_party(room_id: str, party_id: str) -> Party | None:
    """The party, if it is announced and not over, or was announced and is called off."""
    told = ("scheduled", "live", "paused", "cancelled")
    found = Party.objects.filter(room_id=room_id, pk=party_id, state__in=told, starts_at__isnull=False)
    return found.select_related("room").first()


def calendar_of(parties: Iterable[Party], url: str, now: int) -> bytes:
    """The file. `url` is where the room is."""
    calendar = Calendar()
    calendar.add("prodid", "-//livesell//parties//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in shown(parties, lambda party: _event(party, url, now)):
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
    return event


def _moment(millis: int) -> datetime:
    return datetime.fromtimestamp(millis // 1000, UTC)
