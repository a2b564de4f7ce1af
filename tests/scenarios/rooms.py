"""Stories of a room and its people: for every event the act that makes it, seen by somebody who was there."""

import hashlib

from chat.frames.moderation import BanMember, UnbanMember
from rooms.frames.customers import TellArrivals
from rooms.frames.invites import MakeInvite, TakeInvite
from rooms.frames.parties import ScheduleParty
from rooms.frames.rooms import DeclineRole, EditRoom, FollowRoom, SetRole, UnfollowRoom
from rooms.rehearsals.rehearsals import DismissMember
from tests.support.rehearsing import by_the_clock, rehearse
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room

SECRET = "k3Jq9vXc0TzR5yLmB7wPaA"
INVITE = MakeInvite(
    role="seller", token_hash=hashlib.sha256(SECRET.encode()).hexdigest(), once=True, hours=24
)


@story("room.opened")
def a_room_begins(room: Room) -> Scenario:
    """Nobody is there yet when a room is opened: before it there is a room that says nothing."""
    with verify(room, "otto") as scenario:
        pass
    there = scenario.before["snapshot"]
    view = there["room"] | {"title": "", "about": "", "followers": 0}
    scenario.facts = room.facts()
    scenario.before = {"snapshot": there | {"room": view}, "mine": scenario.before["mine"] | {"offset": 0}}
    return scenario


@story("room.edited")
def a_room_says_something_else(room: Room) -> Scenario:
    with verify(room, "otto") as scenario:
        room.must("hana", EditRoom(title="Hana's cellar", about="Jam, mostly."))
    return scenario


@story("room.followed")
def somebody_follows_the_room(room: Room) -> Scenario:
    room.must("ben", FollowRoom())
    with verify(room, "bea") as scenario:
        room.must("bea", FollowRoom())
    return scenario


@story("room.unfollowed")
def two_follow_no_more(room: Room) -> Scenario:
    """Ben is not Bea: his going changes nothing of hers."""
    for name in ("ben", "bea"):
        room.must(name, FollowRoom())
    with verify(room, "bea") as scenario:
        room.must("ben", UnfollowRoom())
        room.must("bea", UnfollowRoom())
        room.must("ben", FollowRoom())
    return scenario


@story("member.role_offered")
def somebody_is_offered_a_role(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.must("hana", SetRole(user_id=room.cast["bea"].user_id, role="moderator"))
    return scenario


@story("member.role_declined")
def somebody_does_not_want_a_role(room: Room) -> Scenario:
    room.must("hana", SetRole(user_id=room.cast["bea"].user_id, role="seller"))
    with verify(room, "bea") as scenario:
        room.must("bea", DeclineRole())
    return scenario


@story("desk-invite.made")
def a_link_that_gives_a_role_is_made(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("hana", INVITE)
    return scenario


@story("desk-invite.taken")
def somebody_takes_a_role_by_a_link(room: Room) -> Scenario:
    room.must("hana", INVITE)
    with verify_desk(room) as scenario:
        room.must("bea", TakeInvite(token=SECRET))
    return scenario


@story("desk-invite.ended")
def the_maker_of_a_link_is_a_host_no_more(room: Room) -> Scenario:
    room.give("otto", "host")
    room.must("otto", INVITE)
    with verify_desk(room) as scenario:
        room.give("otto", "buyer")
    return scenario


@story("desk-arrivals.told")
def a_seller_writes_of_her_new_things(room: Room) -> Scenario:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now + 60 * 60_000))
    with verify_desk(room) as scenario:
        room.must("sam", TellArrivals(party_id=party, text="New this Friday: plum jam."))
    return scenario


@story("member.role_set")
def somebody_becomes_a_moderator(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.give("bea", "moderator")
    return scenario


@story("member.role_set-of-another")
def somebody_else_becomes_a_seller(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.give("otto", "seller")
    return scenario


@story("member.left")
def one_of_the_staff_is_out_of_a_rehearsal(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    beside = rehearse(room, party)
    room.must("hana", SetRole(user_id=room.cast["mona"].user_id, role="buyer"))
    with verify(beside, "sam") as scenario:
        by_the_clock(beside, DismissMember)
    return scenario


@story("member.banned")
def a_ban_takes_claims_and_serves_those_behind(room: Room) -> Scenario:
    """Ben holds two of the jam and waits twice; Bea, who looks, waits behind him."""
    jam = room.live(stock=2)
    room.place("ben", jam, 2)
    room.place("ben", jam, 1)
    room.place("bea", jam, 1)
    room.place("ben", jam, 1)
    room.place("otto", jam, 2)
    with verify(room, "bea") as scenario:
        room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted at Sam"))
    return scenario


@story("member.banned-and-back")
def who_comes_back_from_a_ban_is_a_buyer(room: Room) -> Scenario:
    """Otto sells no more: his role and his claims went with the ban."""
    room.give("otto", "seller")
    jam = room.live(stock=1)
    room.place("otto", jam)
    otto = room.cast["otto"].user_id
    with verify(room, "otto") as scenario:
        room.must("mona", BanMember(user_id=otto, reason="shouted at Sam"))
        room.must("mona", UnbanMember(user_id=otto, reason="said sorry"))
    return scenario


@story("member.unbanned")
def somebody_may_come_back(room: Room) -> Scenario:
    """Nothing can be seen of it but the fact."""
    ben = room.cast["ben"].user_id
    room.must("mona", BanMember(user_id=ben, reason="shouted at Sam"))
    with verify(room, "bea") as scenario:
        room.must("mona", UnbanMember(user_id=ben, reason="said sorry"))
    return scenario
