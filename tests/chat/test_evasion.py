"""Who may be somebody that was banned is flagged to staff when she first writes; nothing else happens to her."""

import pytest

from chat.evasion import evasion
from chat.events.evasion import EvasionView
from chat.frames.evasion import DismissEvasion
from chat.frames.filters import SetModes
from chat.frames.messages import PostMessage
from chat.frames.moderation import BanMember, UnbanMember
from chat.messages import messages
from livesell.accounts import names
from livesell.accounts.models import Device, User
from livesell.app.snapshots import desk, show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from rooms.frames.server_bans import BanFromServer
from tests.support.turns import Room, open_room, with_roles

pytestmark = pytest.mark.django_db
KEY = "5f" * 32


def ban(room: Room, who: str, by: str = "mona") -> None:
    room.must(by, BanMember(user_id=room.cast[who].user_id, until=None, reason_code="spam"))


def one_browser(room: Room, *who: str) -> None:
    for one in who:
        Device.objects.create(user_id=room.cast[one].user_id, digest=KEY, at=room.now)


def called(room: Room, who: str, name: str) -> None:
    User.objects.filter(pk=room.cast[who].user_id).update(name=name, **names.keys(name))


def flags(room: Room) -> list[tuple[str, str, str]]:
    return [(one.user.id, one.banned.id, one.why) for one in evasion.views(room.id)]


def flagged(room: Room) -> EvasionView:
    """Bea is, since she writes by the browser of Otto, who is banned."""
    one_browser(room, "otto", "bea")
    ban(room, "otto")
    room.say("bea", "hello")
    (flag,) = evasion.views(room.id)
    return flag


def test_the_same_browser_is_told_at_the_desk_and_the_line_is_said(room: Room) -> None:
    flag = flagged(room)

    assert (flag.user.name, flag.banned.name, flag.why) == ("Bea", "Otto", "device")
    assert room.facts("desk")[-1]["event"]["type"] == "evasion.flagged"
    assert [one.text for one in messages.history(room.id)] == ["hello"]


def test_a_close_name_is_told(room: Room) -> None:
    called(room, "bea", "Otto 2")
    ban(room, "otto")
    room.say("bea", "hello")

    assert flags(room) == [(room.cast["bea"].user_id, room.cast["otto"].user_id, "name")]


def test_once_a_person_and_only_when_she_first_writes(room: Room) -> None:
    room.say("ben", "I was here before")
    one_browser(room, "otto", "bea", "ben")
    ban(room, "otto")
    room.say("bea", "hello")
    room.say("bea", "hello again")
    room.say("ben", "and I, too")

    assert [one for one, _, _ in flags(room)] == [room.cast["bea"].user_id]


def test_also_where_her_first_line_waits(room: Room) -> None:
    one_browser(room, "otto", "bea")
    ban(room, "otto")
    room.must("mona", SetModes(first_held=True))
    assert room.do("bea", PostMessage(text="hello")).ok

    assert len(flags(room)) == 1


def test_nobody_is_flagged_where_nobody_is_banned_any_more(room: Room) -> None:
    one_browser(room, "otto", "bea")
    ban(room, "otto")
    room.must("mona", UnbanMember(user_id=room.cast["otto"].user_id, reason="a mistake"))
    room.say("bea", "hello")

    assert flags(room) == []


def test_who_is_banned_from_the_server_counts_in_every_room(room: Room) -> None:
    User.objects.filter(pk=room.cast["hana"].user_id).update(is_superuser=True)
    one_browser(room, "otto", "bea")
    assert room.do("hana", BanFromServer(user_id=room.cast["otto"].user_id, reason="spam", until=None)).ok
    room.say("bea", "hello")

    assert [why for _, _, why in flags(room)] == ["device"]


def test_staff_are_never_flagged(room: Room) -> None:
    one_browser(room, "otto", "sam")
    ban(room, "otto")
    room.say("sam", "hello")

    assert flags(room) == []


def test_neither_she_nor_anybody_else_is_told_and_no_key_is_shown(room: Room) -> None:
    flag = flagged(room)

    public = str(room.facts()) + show(room.id).model_dump_json() + room.entrance("bea").mine
    assert flag.id not in public
    assert "evasion" not in public
    assert KEY not in public + str(room.facts("desk")) + desk(room.id).model_dump_json()


def test_dismissed_it_is_looked_at_no_more(room: Room) -> None:
    flag = flagged(room)
    room.must("mona", DismissEvasion(flag_id=flag.id))

    assert flags(room) == []
    assert room.do("mona", DismissEvasion(flag_id=flag.id)).code == Code.NOT_FOUND


def test_a_flag_of_another_room_is_not_found(room: Room, users: dict[str, User]) -> None:
    flag = flagged(room)
    other = with_roles(open_room("hana", users, title="Another"))
    assert other.do("mona", DismissEvasion(flag_id=flag.id)).code == Code.NOT_FOUND
    assert len(flags(room)) == 1


def test_who_is_banned_herself_needs_no_flag(room: Room) -> None:
    flag = flagged(room)
    ban(room, "bea")

    assert flags(room) == []
    dismissed = [one["event"] for one in room.facts("desk") if one["event"]["type"] == "evasion.dismissed"]
    assert dismissed == [{"type": "evasion.dismissed", "flag_id": flag.id, "by": None}]


def test_a_room_that_is_deleted_has_no_flags(room: Room) -> None:
    flagged(room)
    purge(room.id)
    assert flags(room) == []
