"""Home: rooms that one follows, then what is on, then what comes."""

import pytest

from livesell.accounts.models import User
from rooms.frames.parties import ScheduleParty
from rooms.frames.rooms import FollowRoom
from rooms.parties.listing import coming
from tests.support.turns import MINUTE, NOON, Room, open_room

pytestmark = pytest.mark.django_db


def test_rooms_that_she_follows_come_first_on_home_then_what_is_on(
    room: Room, users: dict[str, User]
) -> None:
    live = open_room("hana", users, title="On air")
    live.live(seller="hana")
    room.must("hana", ScheduleParty(party_id=room.draft("Later"), starts_at=NOON + MINUTE))
    room.must("ben", FollowRoom())

    assert [one.room_title for one in coming()] == ["On air", "Hana's attic"]
    assert [one.room_title for one in coming(users["ben"].pk)] == ["Hana's attic", "On air"]


def test_a_room_for_members_is_listed_to_who_follows_it_and_may_enter(users: dict[str, User]) -> None:
    attic = open_room("hana", users, private=True)
    attic.must("hana", ScheduleParty(party_id=attic.draft(), starts_at=NOON + MINUTE))
    attic.must("hana", FollowRoom())

    assert coming() == []
    assert coming(users["ben"].pk) == []
    assert [one.followed for one in coming(users["hana"].pk)] == [True]
