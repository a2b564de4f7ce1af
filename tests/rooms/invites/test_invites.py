"""Links that give a role: who may make them, who takes them, and how they end."""

import hashlib
import json
import secrets
from typing import Any

import pytest
from django.test import Client

from chat.frames.moderation import BanMember, UnbanMember
from livesell.accounts.models import User
from livesell.ledger.feature import purge
from livesell.ledger.models import Answer, Event, Text
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.frames.invites import MakeInvite, TakeInvite, WithdrawInvite
from rooms.frames.rooms import SetRole
from rooms.invites import invites
from rooms.invites.invites import EndInvite
from rooms.models.invites import Invite
from rooms.models.rooms import Member, RoleOffer
from tests.support.rehearsing import rehearse
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db
SECRET = secrets.token_urlsafe(24)
OTHER = secrets.token_urlsafe(24)


def made(role: str = "seller", secret: str = SECRET, **more: Any) -> MakeInvite:
    token_hash = hashlib.sha256(secret.encode()).hexdigest()
    return MakeInvite.model_validate(
        {"role": role, "token_hash": token_hash, "once": True, "hours": 24} | more
    )


def take(secret: str = SECRET) -> TakeInvite:
    return TakeInvite(token=secret)


def role(room: Room, who: str) -> str:
    found = Member.objects.filter(room_id=room.id, user_id=room.cast[who].user_id).first()
    return found.role if found else "buyer"


def said(room: Room) -> list[tuple[str, str]]:
    """What the desk was told of links, with why they ended."""
    events = [fact["event"] for fact in room.facts("desk")]
    return [(event["type"], event.get("why", "")) for event in events if event["type"].startswith("invite.")]


# Giving and taking


def test_who_takes_a_link_has_its_role_and_everybody_is_told(room: Room) -> None:
    invite = room.must("hana", made())["invite"]

    event = room.must("ben", take())

    assert (event["type"], event["role"], role(room, "ben")) == ("member.role_set", "seller", "seller")
    told = room.facts("desk")[-1]["event"]
    assert (told["type"], told["invite_id"], told["user"]["name"]) == ("invite.taken", invite["id"], "Ben")
    assert told["by"]["name"] == "Hana"


def test_a_link_for_one_person_is_used_up_by_her(room: Room) -> None:
    room.must("hana", made())
    room.must("ben", take())

    assert room.why_not("bea", take()) == Code.NOT_FOUND
    assert role(room, "bea") == "buyer"


def test_of_two_who_take_it_in_one_turn_the_first_has_it(room: Room) -> None:
    room.must("hana", made())

    answers = room.batch(room.ask("ben", take()), room.ask("bea", take()))

    assert [answer.code for answer in answers] == [None, Code.NOT_FOUND]
    assert (role(room, "ben"), role(room, "bea")) == ("seller", "buyer")


def test_another_is_good_for_everybody_until_it_is_withdrawn(room: Room) -> None:
    invite = room.must("hana", made("moderator", once=False))["invite"]
    room.must("ben", take())
    room.must("bea", take())

    room.must("hana", WithdrawInvite(invite_id=invite["id"]))

    assert room.why_not("otto", take()) == Code.NOT_FOUND
    assert (role(room, "ben"), role(room, "bea")) == ("moderator", "moderator")
    assert said(room) == [
        ("invite.made", ""), ("invite.taken", ""), ("invite.taken", ""), ("invite.ended", "withdrawn")
    ]  # fmt: skip


def test_asking_again_with_the_same_id_gives_the_same_answer_and_takes_nothing_twice(room: Room) -> None:
    room.must("hana", made())

    first = room.do("ben", take(), key="take-0001")

    assert room.do("ben", take(), key="take-0001") == first
    assert first.ok


def test_it_raises_who_had_less_and_an_offer_that_waits_is_answered_by_it(room: Room) -> None:
    room.must("hana", SetRole(user_id=room.cast["ben"].user_id, role="moderator"))
    room.must("hana", made("host", once=False))

    room.must("ben", take())
    room.must("sam", take())

    assert (role(room, "ben"), role(room, "sam")) == ("host", "host")
    assert not RoleOffer.objects.exists()


def test_it_lets_into_a_room_for_members(users: dict[str, User]) -> None:
    room = open_room("hana", users, private=True)
    room.must("hana", made())

    room.must("ben", take())

    assert json.loads(room.entrance("ben").mine or "{}")["role"] == "seller"


def test_nothing_of_the_secret_is_kept(room: Room) -> None:
    room.must("hana", made(once=False))
    room.must("ben", take())

    kept = [*Invite.objects.values_list(), *Event.objects.values_list(), *Text.objects.values_list()]
    kept += Answer.objects.values_list()
    assert SECRET not in json.dumps(kept, default=str)
    assert made().token_hash not in json.dumps(room.facts("desk"))


# Refusals


@pytest.mark.parametrize(
    ("maker", "code"), [("sam", Code.FORBIDDEN), ("mona", Code.FORBIDDEN), ("ben", Code.FORBIDDEN)]
)
def test_only_hosts_make_and_withdraw_links(room: Room, maker: str, code: Code) -> None:
    invite = room.must("hana", made())["invite"]

    assert room.why_not(maker, made(secret=OTHER)) == code
    assert room.why_not(maker, WithdrawInvite(invite_id=invite["id"])) == code


def test_nobody_gives_her_own_rank_or_a_higher_one(room: Room) -> None:
    room.give("bea", "host")

    assert room.why_not("bea", made("host")) == Code.FORBIDDEN
    assert room.why_not("bea", made("moderator")) is None


def test_a_host_does_not_withdraw_what_she_could_not_make(room: Room) -> None:
    room.give("bea", "host")
    invite = room.must("hana", made("host"))["invite"]

    assert room.why_not("bea", WithdrawInvite(invite_id=invite["id"])) == Code.FORBIDDEN
    assert room.why_not("hana", WithdrawInvite(invite_id=invite["id"])) is None


def test_a_link_that_is_not_there_is_not_withdrawn(room: Room, users: dict[str, User]) -> None:
    elsewhere = open_room("hana", users).must("hana", made())["invite"]

    assert room.why_not("hana", WithdrawInvite(invite_id=new_id())) == Code.NOT_FOUND
    assert room.why_not("hana", WithdrawInvite(invite_id=elsewhere["id"])) == Code.NOT_FOUND


def test_a_wrong_secret_another_room_and_no_link_answer_alike(room: Room, users: dict[str, User]) -> None:
    room.must("hana", made())

    assert room.why_not("ben", take(OTHER)) == Code.NOT_FOUND
    assert open_room("hana", users).why_not("ben", take()) == Code.NOT_FOUND


def test_who_has_the_role_or_a_higher_one_keeps_it_and_the_link_is_still_good(room: Room) -> None:
    room.must("hana", made("seller"))
    room.appoint("otto")

    assert [room.why_not(who, take()) for who in ("hana", "mona", "sam", "otto")] == [Code.WRONG_STATE] * 4
    assert (role(room, "mona"), room.why_not("ben", take())) == ("moderator", None)


def test_who_is_banned_takes_none(room: Room) -> None:
    room.must("hana", made())
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted"))

    assert room.why_not("ben", take()) == Code.BANNED


def test_a_secret_is_good_for_one_link(room: Room) -> None:
    room.must("hana", made())

    assert room.why_not("hana", made("moderator")) == Code.WRONG_STATE


def test_so_many_are_good_at_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invites, "MAX_INVITES", 1)
    first = room.must("hana", made())["invite"]

    assert room.why_not("hana", made(secret=OTHER)) == Code.LIMIT
    room.must("hana", WithdrawInvite(invite_id=first["id"]))
    assert room.why_not("hana", made(secret=OTHER)) is None


def test_an_operator_gives_what_an_owner_may_until_she_is_none(room: Room) -> None:
    room.appoint("otto")
    room.must("otto", made("host"))
    room.appoint("otto", operator=False)

    assert room.why_not("ben", take()) == Code.FORBIDDEN
    room.appoint("otto")
    assert room.why_not("ben", take()) is None


def test_nobody_takes_it_from_a_maker_whose_account_is_closed(room: Room) -> None:
    room.give("bea", "host")
    room.must("bea", made())
    User.objects.filter(pk=room.cast["bea"].user_id).update(is_active=False)

    assert room.why_not("ben", take()) == Code.FORBIDDEN


# How they end


def test_it_ends_by_itself_on_the_minute_and_is_told(room: Room) -> None:
    room.must("hana", made(hours=1))
    room.later(minutes=59.9)
    assert due.find(room.now) == []
    assert room.why_not("clock", EndInvite(invite_id=Invite.objects.get().pk)) == Code.WRONG_STATE
    room.later(minutes=0.1)

    assert room.why_not("ben", take()) == Code.NOT_FOUND
    (over,) = due.find(room.now)
    assert room.batch(room.ask("hana", over.frame))[0].code == Code.FORBIDDEN
    assert room.do("clock", over.frame, key=over.command_id).ok
    assert (said(room)[-1], Invite.objects.count()) == (("invite.ended", "expired"), 0)


def test_it_is_gone_when_its_maker_is_banned_and_stays_gone_when_she_is_let_in(room: Room) -> None:
    bea = room.cast["bea"].user_id
    room.give("bea", "host")
    room.must("bea", made())
    room.must("hana", made("moderator", OTHER))

    room.must("hana", BanMember(user_id=bea, reason="sold fakes"))
    room.must("hana", UnbanMember(user_id=bea))

    assert room.why_not("ben", take()) == Code.NOT_FOUND
    assert said(room)[-1] == ("invite.ended", "maker")
    assert room.why_not("ben", take(OTHER)) is None


@pytest.mark.parametrize("becomes", ["moderator", "seller", "buyer"])
def test_it_is_gone_when_its_maker_may_not_give_that_role_any_more(room: Room, becomes: str) -> None:
    room.give("bea", "host")
    room.must("bea", made())

    room.give("bea", becomes)

    assert room.why_not("ben", take()) == Code.NOT_FOUND
    assert said(room)[-1] == ("invite.ended", "maker")


def test_an_operator_s_stay_whatever_role_she_gets_here(room: Room) -> None:
    room.give("bea", "host")
    room.appoint("bea")
    room.must("bea", made("host"))

    room.give("bea", "seller")

    assert room.why_not("ben", take()) is None


def test_they_go_with_the_room(room: Room) -> None:
    room.must("hana", made())

    purge(room.id)
    purge(room.id)

    assert not Invite.objects.exists()


# The desk reads them


def test_staff_read_which_are_good_and_nobody_reads_a_secret(room: Room, users: dict[str, User]) -> None:
    room.must("hana", made(hours=1))

    def asked(who: str) -> tuple[int, Any]:
        client = Client()
        client.force_login(users[who])
        answer = client.get(f"/api/rooms/{room.id}/invites")
        return answer.status_code, answer.json()

    status, found = asked("mona")
    assert (status, [(one["role"], one["once"], one["by"]["name"]) for one in found]) == (
        200, [("seller", True, "Hana")]
    )  # fmt: skip
    assert found[0]["ends_at"] == room.now + 3_600_000
    assert set(found[0]) == {"id", "role", "once", "by", "ends_at"}
    assert asked("ben")[0] == 404


def test_a_rehearsal_s_staff_is_the_room_s_own(room: Room) -> None:
    beside = rehearse(room, room.draft())

    assert beside.why_not("hana", made()) == Code.WRONG_STATE
