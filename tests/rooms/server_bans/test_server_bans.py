"""Bans from the whole server: at once in every room, let go by the clock, read at the sign-in, and taken back."""

from typing import Any

import pytest
from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.core.cache import cache
from django.test import Client

from chat.frames.appeals import FileAppeal
from chat.frames.messages import PostMessage
from chat.frames.moderation import MuteMember
from chat.models.moderation import ModerationAction
from livesell.accounts.models import ServerBan, User
from livesell.accounts.rows import moved_on
from livesell.accounts.sessions import whose
from livesell.ledger import clock
from livesell.wire.codes import Code
from rooms.clock import due
from rooms.frames.rooms import FollowRoom
from rooms.frames.server_bans import BanFromServer, UnbanFromServer
from rooms.membership.standing import standings
from rooms.models.rooms import ShutOut
from rooms.server_bans.server_bans import LetGoOfShutOut
from tests.accounts.test_sessions import signed_in
from tests.support.people import PASSWORD
from tests.support.turns import Room, open_room, party_of, state, with_roles

pytestmark = pytest.mark.django_db
DAY = 24 * 3_600_000
WHY = "Sold what does not exist. 存在しない物を売った。"


@pytest.fixture
def elsewhere(users: dict[str, User]) -> Room:
    """Another room of Hana's, in which Otto, who runs the server, has never been."""
    return with_roles(open_room("hana", users))


@pytest.fixture(autouse=True)
def _noon(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's clock stands where the room's does; and Otto runs the server."""
    monkeypatch.setattr(clock._clock, "now_ms", lambda: room.now)
    cache.clear()
    room.appoint("otto")


def ban(room: Room, who: str = "ben", *, until: int | None = None) -> BanFromServer:
    return BanFromServer(user_id=room.cast[who].user_id, reason=WHY, until=until)


def unban(room: Room, who: str = "ben") -> UnbanFromServer:
    return UnbanFromServer(user_id=room.cast[who].user_id)


def sign_in(room: Room, who: str = "ben", **more: Any) -> Any:
    user = User.objects.get(pk=room.cast[who].user_id)
    user.set_password(PASSWORD)
    User.objects.filter(pk=user.pk).update(password=user.password)
    return Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD}, **more)


def test_from_that_turn_on_she_says_claims_and_asks_nothing_in_any_room(room: Room, elsewhere: Room) -> None:
    jam = elsewhere.live(stock=3)
    elsewhere.must("mona", MuteMember(user_id=room.cast["ben"].user_id, seconds=60, reason_code="other"))
    act = ModerationAction.objects.get(room_id=elsewhere.id).pk

    banned, *after = room.batch(
        room.ask("otto", ban(room)),
        room.ask("ben", PostMessage(text="hello")),
        room.ask("ben", FollowRoom()),
    )
    assert banned.ok
    assert [answer.code for answer in after] == [Code.BANNED] * 2
    assert elsewhere.place("ben", jam).code == Code.BANNED
    assert elsewhere.why_not("ben", FileAppeal(act_id=act, text="why")) == Code.BANNED
    assert elsewhere.why_not("ben", PostMessage(text="hello")) == Code.BANNED
    assert elsewhere.say("bea", "hello")


def test_what_she_holds_is_let_go_at_once_here_and_by_the_clock_elsewhere(
    room: Room, elsewhere: Room
) -> None:
    jar, cup = room.live(stock=1), elsewhere.live(stock=1)
    held = [one.place("ben", what).claim for one, what in ((room, jar), (elsewhere, cup))]
    assert elsewhere.place("bea", cup).event["type"] == "claim.waitlisted"

    room.do("otto", ban(room))
    assert [state(claim) for claim in held] == ["released", "held"]
    (one,) = [found for found in due.find(room.now) if isinstance(found.frame, LetGoOfShutOut)]
    assert one.room_id == elsewhere.id
    assert elsewhere.do("clock", one.frame).ok
    assert state(held[1]) == "released"
    assert elsewhere.why_not("clock", one.frame) == Code.WRONG_STATE
    assert not ShutOut.objects.exists()
    assert party_of(cup).state == "live"


def test_a_seller_keeps_her_role_and_sells_nothing_meanwhile(room: Room) -> None:
    jam = room.live(stock=3)
    room.do("otto", ban(room, "sam"))

    assert room.place("ben", jam).code is not None
    room.do("otto", unban(room, "sam"))
    assert standings(room.id, [room.cast["sam"].user_id])[room.cast["sam"].user_id].role == "seller"
    assert room.say("sam", "I am back")


def test_every_session_and_socket_of_hers_ends(room: Room) -> None:
    user = User.objects.get(pk=room.cast["ben"].user_id)
    key = signed_in(user)
    assert set(whose([key])) == {key}

    room.do("otto", ban(room))

    assert whose([key]) == {}
    assert authenticate_by_x_session_token(key) is None
    assert user.pk in moved_on({user.pk: user.sockets_version})


@pytest.mark.parametrize("appeal_to", ["", "appeals@example.org"])
def test_signing_in_she_reads_why_until_when_and_whom_to_ask(
    room: Room, settings: Any, appeal_to: str
) -> None:
    settings.LIVESELL_APPEAL_ADDRESS = appeal_to
    room.do("otto", ban(room, until=room.now + DAY))

    answer = sign_in(room)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert WHY in page
    assert "It ends on" in page
    assert (appeal_to or "ask whoever runs this server") in page
    assert (
        "Du bist auf diesem Server gesperrt"
        in sign_in(room, headers={"accept-language": "de"}).content.decode()
    )


def test_an_app_is_told_the_same(room: Room) -> None:
    room.do("otto", ban(room))
    sign_in(room)
    user = User.objects.get(pk=room.cast["ben"].user_id)

    answer = Client().post(
        "/_allauth/app/v1/auth/login",
        {"email": user.email, "password": PASSWORD},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "banned")
    assert answer.json()["data"] == {"reason": WHY, "until": None, "appeal_to": ""}


def test_it_ends_by_itself_or_is_taken_back(room: Room) -> None:
    room.do("otto", ban(room, until=room.now + DAY))
    room.later(24 * 60)
    assert room.say("ben", "a day later")
    assert sign_in(room).status_code == 302

    room.do("otto", ban(room))
    assert room.why_not("ben", PostMessage(text="hello")) == Code.BANNED
    assert room.do("otto", unban(room)).ok
    assert room.say("ben", "here again")
    assert sign_in(room).status_code == 302
    assert room.why_not("otto", unban(room)) == Code.WRONG_STATE
    assert ServerBan.objects.filter(lifted_by_id=room.cast["otto"].user_id).count() == 2


def test_a_wrong_password_tells_nobody_that_there_is_a_ban(room: Room) -> None:
    room.do("otto", ban(room))
    user = User.objects.get(pk=room.cast["ben"].user_id)

    answer = Client().post("/accounts/login/", {"login": user.email, "password": "wrong"})
    assert (answer.status_code, WHY in answer.content.decode()) == (200, False)


def test_nobody_bans_who_runs_the_server_nor_into_the_past(room: Room) -> None:
    assert room.why_not("otto", ban(room, "otto")) == Code.FORBIDDEN
    assert room.why_not("otto", ban(room, until=room.now)) == Code.WRONG_STATE
    assert room.why_not("hana", ban(room)) == Code.FORBIDDEN


def test_who_runs_the_server_reads_the_ban_on_the_card_and_staff_do_not(room: Room) -> None:
    room.do("otto", ban(room))
    path = f"/api/rooms/{room.id}/people/{room.cast['ben'].user_id}"
    cards = {}
    for who in ("otto", "mona"):
        client = Client()
        client.force_login(User.objects.get(pk=room.cast[who].user_id))
        cards[who] = client.get(path).json()

    assert (cards["otto"]["operates"], cards["otto"]["server_ban"]["reason"]) == (True, WHY)
    assert (cards["mona"]["operates"], cards["mona"]["server_ban"]) == (False, None)
