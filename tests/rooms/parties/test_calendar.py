"""Calendar files: of a party, and of all that are to come in a room."""

import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from rooms.frames.lineup import SetLineup, Slot
from rooms.frames.parties import CancelParty, EditParty, GiveRsvp, ScheduleParty
from rooms.frames.rooms import EditRoom, FollowRoom
from tests.support.turns import MINUTE, NOON, Room, open_room

pytestmark = pytest.mark.django_db


def scheduled(room: Room, title: str = "Friday finds", at: int = NOON + MINUTE) -> str:
    party = room.draft(title)
    room.must("hana", ScheduleParty(party_id=party, starts_at=at))
    return party


def read(room: Room, party: str = "", client: Client | None = None) -> bytes:
    path = f"parties/{party}.ics" if party else "calendar.ics"
    answer = (client or Client()).get(f"/rooms/{room.id}/{path}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def events(file: bytes) -> list[dict[str, object]]:
    return [
        {name: one.decoded(name) for name in ("uid", "sequence", "dtstart", "dtend", "summary", "url")}
        for one in Calendar.from_ical(file).walk("VEVENT")
    ]


def test_a_party_is_an_event_as_long_as_its_line_up(room: Room) -> None:
    party = scheduled(room)
    slots = [Slot(seller_id=room.cast[name].user_id, minutes=45) for name in ("sam", "hana")]
    (short,) = events(read(room, party))
    room.must("hana", SetLineup(party_id=party, slots=slots))

    (event,) = events(read(room, party))

    assert event["dtstart"].timestamp() * 1000 == NOON + MINUTE
    assert (event["dtend"] - event["dtstart"]).total_seconds() == 90 * 60
    assert (short["dtend"] - short["dtstart"]).total_seconds() == 60 * 60
    assert event["uid"] == f"{party}@livesell"
    assert event["url"] == f"http://testserver/rooms/{room.id}/"


def test_a_party_that_is_moved_stays_itself(room: Room) -> None:
    party = scheduled(room)
    (before,) = events(read(room, party))
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 2 * MINUTE))
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))

    (after,) = events(read(room, party))

    assert (before["uid"], before["sequence"]) == (after["uid"], after["sequence"] - 2)


def test_every_change_of_what_a_calendar_shows_counts(room: Room) -> None:
    party = scheduled(room)
    slots = [Slot(seller_id=room.cast["sam"].user_id, minutes=45)]
    changes = [
        EditParty(party_id=party, title="Saturday finds"),
        EditParty(party_id=party, notes="Bring a cup"),
        SetLineup(party_id=party, slots=slots),
        EditRoom(title="Hana's cellar"),
        ScheduleParty(party_id=party, starts_at=NOON + 2 * MINUTE),
        CancelParty(party_id=party),
    ]
    told = [read(room, party)]
    for change in changes:
        room.must("hana", change)
        told.append(read(room, party))

    assert [events(file)[0]["sequence"] for file in told] == list(range(len(changes) + 1))
    assert {events(file)[0]["uid"] for file in told} == {f"{party}@livesell"}


def test_who_has_the_file_of_a_party_is_told_that_it_is_called_off(room: Room) -> None:
    party = scheduled(room)
    assert b"STATUS:CONFIRMED" in read(room, party)

    room.must("hana", CancelParty(party_id=party))

    assert b"STATUS:CANCELLED" in read(room, party)
    assert events(read(room)) == []


def test_the_uid_is_the_same_at_every_address_of_the_server(room: Room, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    party = scheduled(room)
    path = f"/rooms/{room.id}/parties/{party}.ics"

    uids = {
        events(Client(HTTP_HOST=host).get(path).content)[0]["uid"] for host in ("a.example", "b.example:8443")
    }

    assert len(uids) == 1


def test_words_are_escaped_and_long_lines_are_folded(room: Room) -> None:
    title = "Jam, jelly; chutney: größer als zuvor und noch ein Glas dazu, wirklich"
    notes = "First line\nBEGIN:VEVENT\n" + "ä" * 200
    party = scheduled(room, title)
    room.must("hana", EditParty(party_id=party, notes=notes))

    file = read(room, party)

    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert file.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (f"{title} · Hana's attic", notes)


def test_a_room_lists_what_is_to_come_next_first(room: Room) -> None:
    later = scheduled(room, "Later", NOON + 9 * MINUTE)
    soon = scheduled(room, "Soon")
    room.must("hana", CancelParty(party_id=scheduled(room, "Never")))
    room.draft("Secret")

    assert [event["uid"] for event in events(read(room))] == [f"{one}@livesell" for one in (soon, later)]


def test_what_is_not_to_come_has_no_file(room: Room) -> None:
    never_announced = room.draft()
    room.must("hana", CancelParty(party_id=never_announced))
    for party in (room.draft(), never_announced, "nothing"):
        assert Client().get(f"/rooms/{room.id}/parties/{party}.ics").status_code == 404


def test_the_calendar_of_a_room_for_members_is_for_them(users: dict[str, User]) -> None:
    room = open_room("hana", users, private=True)
    party = scheduled(room)
    member = Client()
    member.force_login(users["hana"])

    assert read(room, party, member)
    for path in ("calendar.ics", f"parties/{party}.ics"):
        assert Client().get(f"/rooms/{room.id}/{path}").status_code == 404


# One's own calendar


def feed_of(client: Client) -> str:
    """A new address of hers."""
    page = client.post("/calendar/").content.decode()
    found = re.search(r"http://testserver(/calendar/[\w-]+\.ics)", page)
    assert found
    return found[1]


def summaries(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return [str(one["summary"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]


@pytest.fixture
def bens(users: dict[str, User]) -> Client:
    client = Client()
    client.force_login(users["ben"], "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_what_concerns_her_stands_in_her_own_calendar_and_nothing_else(room: Room, bens: Client) -> None:
    path = feed_of(bens)
    friday, _sunday = scheduled(room), scheduled(room, "Sunday finds")
    assert summaries(path) == []

    room.must("ben", GiveRsvp(party_id=friday, coming=True))
    assert summaries(path) == ["Friday finds · Hana's attic"]
    room.must("ben", FollowRoom())
    assert summaries(path) == ["Friday finds · Hana's attic", "Sunday finds · Hana's attic"]


def test_an_alarm_rings_ten_minutes_before_and_of_nothing_that_is_called_off(
    room: Room, bens: Client
) -> None:
    party = scheduled(room, at=now_ms() + 60 * MINUTE)
    room.must("ben", GiveRsvp(party_id=party, coming=True))
    path = feed_of(bens)

    (alarm,) = Calendar.from_ical(Client().get(path).content).walk("VALARM")
    assert alarm.decoded("trigger").total_seconds() == -600

    room.must("hana", CancelParty(party_id=party))
    (event,) = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    assert (str(event["status"]), event.walk("VALARM")) == ("CANCELLED", [])


def test_an_address_that_was_taken_back_or_replaced_leads_nowhere(room: Room, bens: Client) -> None:
    first = feed_of(bens)
    second = feed_of(bens)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)

    bens.post("/calendar/", {"end": "1"})
    assert Client().get(second).status_code == 404


def test_a_ban_takes_the_room_out_of_her_calendar(room: Room, bens: Client) -> None:
    room.must("ben", FollowRoom())
    scheduled(room)
    path = feed_of(bens)
    room.shut_out("ben")

    assert summaries(path) == []
