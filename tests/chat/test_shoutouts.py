"""Shout-outs: another seller or room above the chat, with the way there, one at a time."""

import pytest
from pydantic import ValidationError

from chat.frames.moderation import BanMember
from chat.frames.shoutouts import EndShoutout, GiveShoutout
from chat.models.shoutouts import Shoutout
from chat.shoutouts.shoutouts import ExpireShoutout
from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiln(users: dict[str, User]) -> Room:
    """A room of Bea's that everybody may see."""
    return open_room("bea", users, title="ベアの窯 🏺")


def named(room: Room, who: str = "hana", **what: str) -> int:
    """The offset of a shout-out that somebody gives."""
    answer = room.do(who, GiveShoutout.model_validate(what))
    assert answer.ok, answer.text
    assert answer.fact is not None
    offset: int = answer.fact["offset"]
    return offset


@pytest.mark.parametrize("who", ["hana", "mona"])
def test_hosts_and_moderators_name_another_room(room: Room, kiln: Room, who: str) -> None:
    offset = named(room, who, room_id=kiln.id)

    shown = show(room.id).shoutout
    assert (shown.offset, shown.author.name.lower(), shown.person) == (offset, who, None)
    assert (shown.room.id, shown.room.title, shown.until) == (kiln.id, "ベアの窯 🏺", room.now + 60_000)


def test_a_seller_is_named_with_the_way_to_her_own_room(room: Room, kiln: Room) -> None:
    named(room, user_id=room.cast["bea"].user_id)

    shown = show(room.id).shoutout
    assert (shown.person.name, shown.room.id) == ("Bea", kiln.id)


def test_who_sells_here_is_named_without_a_way_elsewhere(room: Room) -> None:
    named(room, user_id=room.cast["sam"].user_id)

    assert (show(room.id).shoutout.person.name, show(room.id).shoutout.room) == ("Sam", None)


def test_who_sells_nowhere_and_what_is_nowhere_cannot_be_named(room: Room) -> None:
    assert room.why_not("hana", GiveShoutout(user_id=room.cast["ben"].user_id)) == Code.NOT_FOUND
    assert room.why_not("hana", GiveShoutout(user_id=new_id())) == Code.NOT_FOUND
    assert room.why_not("hana", GiveShoutout(room_id=new_id())) == Code.NOT_FOUND
    assert room.why_not("hana", GiveShoutout(room_id=room.id)) == Code.WRONG_STATE


def test_a_room_for_members_is_named_nowhere_and_leads_nowhere(room: Room, users: dict[str, User]) -> None:
    secret = open_room("hana", users, title="Secret", private=True)
    open_room("otto", users, title="Otto's secret", private=True)

    assert room.why_not("hana", GiveShoutout(room_id=secret.id)) == Code.NOT_FOUND
    assert room.why_not("hana", GiveShoutout(user_id=room.cast["otto"].user_id)) == Code.NOT_FOUND
    assert "ecret" not in "".join(str(fact) for fact in room.facts())


def test_it_names_one_of_the_two(room: Room, kiln: Room) -> None:
    bea = room.cast["bea"].user_id

    assert room.why_not("hana", GiveShoutout()) == Code.BAD_FRAME
    assert room.why_not("hana", GiveShoutout(user_id=bea, room_id=kiln.id)) == Code.BAD_FRAME


def test_one_stands_at_a_time(room: Room, kiln: Room) -> None:
    offset = named(room, room_id=kiln.id)

    assert room.why_not("mona", GiveShoutout(user_id=room.cast["sam"].user_id)) == Code.ANOTHER_LIVE
    event = room.must("mona", EndShoutout(shoutout_offset=offset))
    assert event == {"type": "shoutout.ended", "shoutout_offset": offset, "reason": "staff"}
    assert show(room.id).shoutout is None
    assert room.why_not("mona", EndShoutout(shoutout_offset=offset)) == Code.NOT_FOUND


@pytest.mark.parametrize("who", ["sam", "ben"])
def test_sellers_and_buyers_name_nobody(room: Room, kiln: Room, who: str) -> None:
    assert room.why_not(who, GiveShoutout(room_id=kiln.id)) == Code.FORBIDDEN


def test_the_clock_ends_it(room: Room, kiln: Room) -> None:
    offset = named(room, room_id=kiln.id)
    assert due.find(room.now + 59_999) == []
    assert room.why_not("clock", ExpireShoutout()) == Code.WRONG_STATE
    room.later(1)
    (one,) = due.find(room.now)

    assert room.do("clock", one.frame).event == {
        "type": "shoutout.ended",
        "shoutout_offset": offset,
        "reason": "time",
    }
    assert (show(room.id).shoutout, due.find(room.now)) == (None, [])


@pytest.mark.parametrize("banned", ["bea", "mona"])
def test_it_is_gone_with_the_ban_of_who_is_named_or_named_her(room: Room, kiln: Room, banned: str) -> None:
    named(room, "mona", user_id=room.cast["bea"].user_id)
    bea = room.cast["bea"].user_id
    room.must("hana", BanMember(user_id=room.cast[banned].user_id, reason="no", until=room.now + 1_000))

    assert show(room.id).shoutout is None
    if banned == "bea":
        assert room.why_not("hana", GiveShoutout(user_id=bea)) == Code.WRONG_STATE


@pytest.mark.parametrize("seconds", [29, 601])
def test_its_bounds(seconds: int) -> None:
    with pytest.raises(ValidationError):
        GiveShoutout(room_id=new_id(), seconds=seconds)


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(room: Room, kiln: Room) -> None:
    named(room, room_id=kiln.id)
    purge(room.id)

    assert not Shoutout.objects.exists()
