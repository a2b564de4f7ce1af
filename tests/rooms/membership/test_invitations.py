"""Rooms for members, entered by a secret link."""

import hashlib
import secrets

import pytest
from django.test import Client

from chat.frames import messages as talk, moderation
from livesell.accounts.models import User
from livesell.ledger.models import Event
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.rooms import EnterRoom, SetLink
from rooms.models.rooms import Member
from tests.support.turns import Room, open_room, with_roles

pytestmark = pytest.mark.django_db
SECRET = secrets.token_urlsafe(16)


@pytest.fixture
def closed(users: dict[str, User]) -> Room:
    """A room for members with a link."""
    room = with_roles(open_room("hana", users, private=True))
    assert room.do("hana", link(SECRET)).ok
    return room


def link(secret: str) -> SetLink:
    return SetLink(token_hash=hashlib.sha256(secret.encode()).hexdigest())


def enter(secret: str = SECRET) -> EnterRoom:
    return EnterRoom(token=secret)


def test_who_has_the_secret_comes_in_as_a_buyer(closed: Room) -> None:
    assert closed.why_not("ben", talk.PostMessage(text="hello")) == Code.NOT_FOUND

    assert closed.do("ben", enter()).ok
    assert closed.do("ben", enter()).ok

    assert closed.do("ben", talk.PostMessage(text="hello")).ok
    assert Member.objects.get(room_id=closed.id, user_id=closed.cast["ben"].user_id).role == "buyer"


def test_staff_who_try_the_link_stay_what_they_are(closed: Room) -> None:
    assert closed.do("sam", enter()).ok
    assert Member.objects.get(room_id=closed.id, user_id=closed.cast["sam"].user_id).role == "seller"


def test_a_wrong_secret_an_open_room_and_one_without_a_link_answer_alike(
    closed: Room, users: dict[str, User]
) -> None:
    others = [open_room("hana", users), open_room("hana", users, private=True), closed]
    tries = [SECRET, SECRET, secrets.token_urlsafe(16)]

    codes = [room.why_not("ben", enter(secret)) for room, secret in zip(others, tries, strict=True)]

    assert codes == [Code.NOT_FOUND] * 3


def test_another_link_ends_the_one_before_and_none_ends_all(closed: Room) -> None:
    other = secrets.token_urlsafe(16)
    assert closed.do("hana", link(other)).ok
    assert closed.why_not("ben", enter()) == Code.NOT_FOUND
    assert closed.do("hana", SetLink(token_hash="")).ok
    assert closed.why_not("ben", enter(other)) == Code.NOT_FOUND


def test_who_is_banned_does_not_come_back_by_the_link(closed: Room) -> None:
    closed.do("ben", enter())
    closed.must("hana", moderation.BanMember(user_id=closed.cast["ben"].user_id, reason="shouted"))

    assert closed.why_not("ben", enter()) == Code.BANNED


def test_an_open_room_needs_no_link(room: Room) -> None:
    assert room.why_not("hana", link(SECRET)) == Code.WRONG_STATE


def test_nothing_of_the_secret_stands_in_a_ledger(closed: Room) -> None:
    before = Event.objects.count()
    closed.do("ben", enter())
    closed.do("hana", link(SECRET))

    assert Event.objects.count() == before


@pytest.mark.parametrize("way", ["join", "invite", "take-over"])
def test_the_page_of_a_link_is_the_same_for_every_room(closed: Room, way: str) -> None:
    """Nobody learns from it that a room exists."""

    def page(room: str) -> str:
        answer = Client().get(f"/rooms/{room}/{way}/")
        assert answer.status_code == 200
        return answer.content.decode().replace(room, "ROOM")

    assert page(closed.id) == page(new_id())
