"""Roles, given and taken; and who may act on whom."""

import json

import pytest
from django.test import Client

from chat.frames.moderation import BanMember, UnbanMember
from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms import members
from rooms.frames.items import AddItem, NewVariant
from rooms.frames.lineup import HandOnStage
from rooms.frames.rooms import AcceptRole, DeclineRole, EditRoom, Role, SetRole
from rooms.models.rooms import Member, RoleOffer
from tests.support import lots
from tests.support.turns import Room, counts, open_room, place

pytestmark = pytest.mark.django_db


def give(room: Room, who: str, role: Role) -> SetRole:
    return SetRole(user_id=room.cast[who].user_id, role=role)


def roles(room: Room) -> dict[str, str]:
    """The roles in the room, by name."""
    members = Member.objects.filter(room_id=room.id).select_related("user")
    return {member.user.name.lower(): member.role for member in members}


def test_who_opens_a_room_owns_it_and_the_others_are_buyers(empty_room: Room) -> None:
    assert roles(empty_room) == {"hana": "owner"}


def test_the_owner_makes_hosts_who_make_sellers_and_moderators(empty_room: Room) -> None:
    room = empty_room
    event = room.give("sam", "host")
    room.give("mona", "moderator", by="sam")
    room.give("bea", "seller", by="sam")

    assert event == {
        "type": "member.role_set",
        "user_id": room.cast["sam"].user_id,
        "name": "Sam",
        "role": "host",
    }
    assert roles(room) == {"hana": "owner", "sam": "host", "mona": "moderator", "bea": "seller"}


def test_a_role_is_taken_by_making_somebody_a_buyer(room: Room) -> None:
    room.must("hana", give(room, "sam", "buyer"))

    assert room.why_not("sam", AddItem(
        party_id=new_id(), title="Jam", price=1, variants=[NewVariant(stock=1)]
    )) == Code.FORBIDDEN  # fmt: skip


def test_a_role_counts_from_the_next_command_of_the_same_batch(room: Room) -> None:
    jam = room.live(stock=2)

    answers = room.batch(
        room.ask("ben", place(jam)),
        room.ask("hana", give(room, "ben", "host")),
        room.ask("ben", AcceptRole(role="host")),
        room.ask("ben", place(jam)),
        room.ask("ben", EditRoom(title="Ben's attic")),
        room.ask("hana", give(room, "ben", "buyer")),
        room.ask("ben", EditRoom(title="Ben's cellar")),
    )

    assert [one.code for one in answers] == [None, None, None, Code.OWN_ITEM, None, None, Code.FORBIDDEN]
    assert counts(jam) == (0, 0, 0)


def test_who_was_host_when_her_act_was_asked_and_is_not_when_it_is_decided_is_refused(room: Room) -> None:
    """The order of the ledger decides, not that of the fingers."""
    room.give("bea", "host")

    taken, late = room.batch(
        room.ask("hana", give(room, "bea", "buyer")), room.ask("bea", give(room, "otto", "moderator"))
    )

    assert (taken.ok, late.code) == (True, Code.FORBIDDEN)


def test_nobody_hands_out_her_own_rank_or_changes_her_equals(room: Room) -> None:
    for who in ("bea", "otto"):
        room.give(who, "host")

    assert room.why_not("bea", give(room, "ben", "host")) == Code.FORBIDDEN
    assert room.why_not("bea", give(room, "otto", "buyer")) == Code.FORBIDDEN
    assert room.why_not("bea", give(room, "hana", "buyer")) == Code.FORBIDDEN
    assert room.why_not("bea", give(room, "bea", "buyer")) == Code.FORBIDDEN
    assert room.why_not("hana", give(room, "hana", "buyer")) == Code.FORBIDDEN


def test_a_moderator_does_not_promote_herself_or_anybody(room: Room) -> None:
    assert room.why_not("mona", give(room, "mona", "host")) == Code.FORBIDDEN
    assert room.why_not("mona", give(room, "ben", "seller")) == Code.FORBIDDEN


def test_nobody_is_of_the_staff_before_she_accepts(room: Room) -> None:
    event = room.must("hana", give(room, "otto", "seller"))

    assert event == {"type": "member.role_offered", "user_id": room.cast["otto"].user_id, "role": "seller"}
    assert "otto" not in roles(room)
    assert room.why_not("otto", HandOnStage(party_id=new_id())) == Code.FORBIDDEN
    assert json.loads(room.entrance("otto").mine)["offered"] == "seller"

    accepted = room.must("otto", AcceptRole(role="seller"))

    assert (accepted["type"], roles(room)["otto"]) == ("member.role_set", "seller")
    assert json.loads(room.entrance("otto").mine)["offered"] is None


def test_an_offer_is_declined_taken_back_or_ended_by_a_ban(room: Room) -> None:
    accept = AcceptRole(role="seller")
    room.must("hana", give(room, "otto", "seller"))
    assert room.must("otto", DeclineRole())["type"] == "member.role_declined"
    assert room.why_not("otto", accept) == room.why_not("otto", DeclineRole()) == Code.NOT_FOUND

    room.later(24 * 60)
    room.must("hana", give(room, "otto", "seller"))
    assert room.must("hana", give(room, "otto", "buyer"))["type"] == "member.role_declined"
    assert room.why_not("otto", accept) == Code.NOT_FOUND

    room.must("hana", give(room, "otto", "seller"))
    room.must("mona", BanMember(user_id=room.cast["otto"].user_id, reason="Shouted."))
    assert room.why_not("otto", accept) == Code.BANNED
    assert not RoleOffer.objects.exists()


def test_who_left_a_role_is_not_asked_again_by_the_same_person_for_a_day(room: Room) -> None:
    """Whatever the role. Another host may ask, and so may she herself after somebody took hers back."""
    room.give("bea", "host")
    for role in ("seller", "moderator"):
        room.must("hana", give(room, "otto", role))
        room.must("otto", DeclineRole())
        room.later(24 * 60)
    room.must("hana", give(room, "otto", "seller"))
    room.must("otto", DeclineRole())

    room.later(24 * 60 - 1)
    assert room.why_not("hana", give(room, "otto", "moderator")) == Code.WRONG_STATE
    assert room.must("bea", give(room, "otto", "seller"))["type"] == "member.role_offered"
    assert room.must("bea", give(room, "otto", "buyer"))["type"] == "member.role_declined"
    assert room.must("bea", give(room, "otto", "seller"))["type"] == "member.role_offered"
    room.later(1)
    assert room.must("hana", give(room, "otto", "moderator"))["type"] == "member.role_offered"


def test_only_what_was_seen_is_accepted_and_only_by_her(room: Room) -> None:
    room.must("hana", give(room, "otto", "seller"))
    room.must("hana", give(room, "otto", "host"))

    assert room.why_not("otto", AcceptRole(role="seller")) == Code.NOT_FOUND
    assert room.why_not("ben", AcceptRole(role="host")) == Code.NOT_FOUND
    assert room.do("otto", AcceptRole(role="host")).ok


def test_an_offer_ends_with_the_rank_of_who_made_it(room: Room) -> None:
    room.give("bea", "host")
    room.must("bea", give(room, "otto", "moderator"))
    room.must("hana", give(room, "bea", "buyer"))

    assert room.why_not("otto", AcceptRole(role="moderator")) == Code.FORBIDDEN


def test_who_is_of_the_staff_changes_her_role_at_once_and_loses_it_at_once(room: Room) -> None:
    assert room.must("hana", give(room, "sam", "moderator"))["type"] == "member.role_set"
    assert room.must("hana", give(room, "sam", "buyer"))["type"] == "member.role_set"


def test_a_room_offers_so_many_roles_at_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_OFFERS", 1)
    room.must("hana", give(room, "otto", "seller"))

    assert room.why_not("hana", give(room, "ben", "seller")) == Code.LIMIT
    assert room.do("hana", give(room, "otto", "moderator")).ok


def test_a_stranger_finds_an_invitation_and_no_room_on_her_page(room: Room) -> None:
    otto = Client()
    otto.force_login(User.objects.get(pk=room.cast["otto"].user_id))
    room.must("hana", give(room, "otto", "seller"))

    page = otto.get("/")

    assert list(page.context["own_rooms"]) == []
    assert "<bdi>Hana</bdi> would like you to sell in" in page.content.decode()
    hana = Client()
    hana.force_login(User.objects.get(pk=room.cast["hana"].user_id))
    listed = hana.get(f"/api/rooms/{room.id}/members").json()
    assert [(one["role"], one["offered"]) for one in listed if one["user"]["name"] == "Otto"] == [
        ("buyer", "seller")
    ]


def test_a_role_for_nobody_is_not_found(room: Room) -> None:
    assert room.why_not("hana", SetRole(user_id=new_id(), role="seller")) == Code.NOT_FOUND


def test_two_moderators_who_ban_each_other_at_once_are_both_refused(room: Room) -> None:
    room.give("bea", "moderator")
    bans = {who: BanMember(user_id=room.cast[who].user_id, reason="she began it") for who in ("mona", "bea")}

    answers = room.batch(room.ask("bea", bans["mona"]), room.ask("mona", bans["bea"]))

    assert [one.code for one in answers] == [Code.FORBIDDEN] * 2
    assert roles(room)["mona"] == roles(room)["bea"] == "moderator"


def test_two_hosts_who_demote_each_other_at_once_are_both_refused(room: Room) -> None:
    for who in ("bea", "otto"):
        room.give(who, "host")

    answers = room.batch(
        room.ask("bea", give(room, "otto", "buyer")), room.ask("otto", give(room, "bea", "buyer"))
    )

    assert [one.code for one in answers] == [Code.FORBIDDEN] * 2


@pytest.mark.parametrize("above", ["hana", "bea", "mona"])
def test_a_moderator_bans_nobody_of_her_own_rank_or_above(room: Room, above: str) -> None:
    room.give("bea", "host")
    ban = BanMember(user_id=room.cast[above].user_id, reason="mine now")

    assert room.why_not("mona", ban) == Code.FORBIDDEN


def test_a_role_of_one_room_is_worth_nothing_in_another(room: Room, users: dict[str, User]) -> None:
    other = open_room("bea", users)

    assert other.why_not("hana", EditRoom(title="Hana's too")) == Code.FORBIDDEN
    assert other.why_not("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no")) == Code.FORBIDDEN


def test_who_runs_the_server_acts_as_the_owner_of_every_room(room: Room) -> None:
    room.appoint("otto")

    assert room.do("otto", give(room, "bea", "host")).ok
    assert room.do("otto", BanMember(user_id=room.cast["bea"].user_id, reason="no")).ok
    assert room.why_not("otto", give(room, "hana", "buyer")) == Code.FORBIDDEN


def test_a_ban_takes_the_role_and_its_end_does_not_give_it_back(room: Room) -> None:
    sam = room.cast["sam"].user_id
    room.must("mona", BanMember(user_id=sam, reason="shouted"))
    room.must("mona", UnbanMember(user_id=sam))

    assert roles(room)["sam"] == "buyer"


def test_who_is_of_the_staff_from_now_on_bids_no_more(room: Room) -> None:
    lot = lots.opened(room)
    lots.bid(room, "ben", lot, 100)
    lots.bid(room, "otto", lot, 300)
    lots.bid(room, "bea", lot, 500)
    before = lots.stands(lot).price

    room.give("ben", "moderator")

    stands = lots.stands(lot)
    assert (stands.leader_id, stands.price, stands.bids) == (room.cast["bea"].user_id, before, 2)
