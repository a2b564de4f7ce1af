"""Who follows a room and who comes to a party: lists that anybody may count."""

import pytest

from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.parties import EndParty, GiveRsvp, ScheduleParty
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from rooms.models.lists import Follow, Rsvp
from tests.support.turns import MINUTE, NOON, Room, open_room, party_of

pytestmark = pytest.mark.django_db


def announced(room: Room) -> str:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    return party


def rsvp(party: str, coming: bool = True) -> GiveRsvp:
    return GiveRsvp(party_id=party, coming=coming)


def test_a_follow_is_told_with_the_number_of_followers(room: Room) -> None:
    room.must("ben", FollowRoom())

    event = room.must("bea", FollowRoom())

    assert event == {"type": "room.followed", "user_id": room.cast["bea"].user_id, "followers": 2}
    assert set(Follow.objects.values_list("room_id", "user_id")) == {
        (room.id, room.cast[name].user_id) for name in ("ben", "bea")
    }


def test_who_follows_already_and_who_does_not_are_told_so(room: Room) -> None:
    assert room.why_not("ben", UnfollowRoom()) == Code.WRONG_STATE
    room.must("ben", FollowRoom())
    assert room.why_not("ben", FollowRoom()) == Code.WRONG_STATE
    assert room.must("ben", UnfollowRoom())["followers"] == 0
    assert not Follow.objects.exists()


def test_many_follow_and_think_again_in_one_turn(room: Room) -> None:
    """The counts are those of the order; the rows are those of the end."""
    room.must("mona", FollowRoom())
    asks = [
        ("ben", FollowRoom()),
        ("bea", FollowRoom()),
        ("ben", UnfollowRoom()),
        ("bea", FollowRoom()),
        ("mona", UnfollowRoom()),
        ("mona", FollowRoom()),
    ]

    answers = room.batch(*(room.ask(who, frame) for who, frame in asks))

    counted = [one.event["followers"] if one.ok else one.code for one in answers]
    assert counted == [2, 3, 2, Code.WRONG_STATE, 1, 2]
    assert set(Follow.objects.values_list("user__name", flat=True)) == {"Bea", "Mona"}


def test_the_followers_of_another_room_are_not_counted(room: Room, users: dict[str, User]) -> None:
    open_room("hana", users).must("ben", FollowRoom())

    assert room.must("ben", FollowRoom())["followers"] == 1


def test_somebody_comes_to_a_party_and_does_not_after_all(room: Room) -> None:
    party = announced(room)
    room.must("ben", rsvp(party))

    event = room.must("bea", rsvp(party))

    bea = room.cast["bea"].user_id
    said = {"type": "party.rsvp_given", "party_id": party, "user_id": bea}
    assert event == said | {"coming": True, "count": 2}
    assert room.why_not("bea", rsvp(party)) == Code.WRONG_STATE
    assert room.must("bea", rsvp(party, False)) == said | {"coming": False, "count": 1}
    assert room.why_not("bea", rsvp(party, False)) == Code.WRONG_STATE
    assert list(Rsvp.objects.values_list("user__name", flat=True)) == ["Ben"]


def test_a_draft_and_the_party_of_another_room_cannot_be_told_from_none(
    room: Room, users: dict[str, User]
) -> None:
    for party in (room.draft(), announced(open_room("hana", users)), new_id()):
        assert room.why_not("ben", rsvp(party)) == Code.NOT_FOUND


def test_nobody_says_that_she_comes_once_the_party_is_on_or_over(room: Room) -> None:
    party = party_of(room.live()).pk
    assert room.why_not("ben", rsvp(party)) == Code.WRONG_STATE
    room.must("hana", EndParty(party_id=party))
    assert room.why_not("ben", rsvp(party)) == Code.OVER
