"""Rooms: opened once, and described anew."""

import pytest

from livesell.accounts.models import User
from livesell.wire.codes import Code
from rooms.frames.rooms import EditRoom
from rooms.models.rooms import Room as RoomRow
from rooms.room import OpenRoom, owned
from tests.support.turns import NOON, Room, open_room

pytestmark = pytest.mark.django_db


def test_the_first_fact_of_a_room_is_that_it_was_opened(empty_room: Room) -> None:
    (fact,) = empty_room.facts()

    assert (fact["offset"], fact["at"]) == (1, NOON)
    assert fact["event"] == {
        "type": "room.opened",
        "room": {
            "id": empty_room.id,
            "title": "Hana's attic",
            "about": "",
            "followers": 0,
            "rehearsal": False,
            "claim_words": [],
            "pass_words": [],
            "moderators_named": False,
        },
    }
    assert RoomRow.objects.get(pk=empty_room.id).created_at == NOON


def test_a_room_is_opened_once(empty_room: Room) -> None:
    assert empty_room.why_not("hana", OpenRoom(title="Again")) == Code.WRONG_STATE
    assert empty_room.why_not("otto", OpenRoom(title="Mine now")) == Code.WRONG_STATE


def test_a_room_changes_only_what_is_said_of_it(room: Room) -> None:
    event = room.must("hana", EditRoom(about="Jam, mostly."))
    assert event["room"] == {
        "id": room.id,
        "title": "Hana's attic",
        "about": "Jam, mostly.",
        "followers": 0,
        "rehearsal": False,
        "claim_words": [],
        "pass_words": [],
        "moderators_named": False,
    }
    event = room.must("hana", EditRoom(title="Hana's cellar"))
    assert event["room"] == {
        "id": room.id,
        "title": "Hana's cellar",
        "about": "Jam, mostly.",
        "followers": 0,
        "rehearsal": False,
        "claim_words": [],
        "pass_words": [],
        "moderators_named": False,
    }


def test_a_room_is_private_from_its_first_moment(users: dict[str, User]) -> None:
    private = open_room("hana", users, private=True)

    assert RoomRow.objects.get(pk=private.id).private


def test_the_rooms_that_somebody_owns_are_counted(empty_room: Room, users: dict[str, User]) -> None:
    open_room("hana", users)

    assert owned(users["hana"].pk) == 2
    assert owned(users["ben"].pk) == 0
