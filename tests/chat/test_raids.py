"""Raids: a host invites her viewers elsewhere, each chooses, and the other room is told how many came."""

import json

import pytest
from pydantic import ValidationError

from chat.frames.moderation import BanMember
from chat.frames.raids import AllowRaids, DismissRaid, JoinRaid, OfferRaid, TakeBackRaid
from chat.models.raids import Raid, Raider
from chat.raids.raids import ArriveRaid, EndRaid
from livesell.accounts.models import User
from livesell.app.snapshots import desk, show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.frames.parties import EndParty
from rooms.frames.rooms import FollowRoom
from rooms.models.parties import Party
from tests.support.turns import MINUTE, Room, open_room

pytestmark = pytest.mark.django_db
ADDRESS = "https://shop.example/live?of=hana"


@pytest.fixture
def party(room: Room) -> Room:
    """Hana's room while a party is on."""
    room.live()
    return room


@pytest.fixture
def kiln(users: dict[str, User]) -> Room:
    """Bea's room, which everybody may see."""
    return open_room("bea", users, title="Bea's kiln")


def offered(room: Room, to: Room, *, who: str = "hana") -> str:
    """The id of a raid that somebody offers."""
    found: str = room.must(who, OfferRaid(room_id=to.id))["raid_id"]
    return found


def time_passes(*rooms: Room, minutes: float = 1) -> None:
    """The clock does what is due then, in all these rooms."""
    for room in rooms:
        room.later(minutes)
    by_id = {room.id: room for room in rooms}
    while found := [one for one in due.find(rooms[0].now) if one.room_id in by_id]:
        for one in found:
            assert by_id[one.room_id].do("clock", one.frame, key=one.command_id).ok


def test_viewers_are_invited_with_the_way_there(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)

    shown = show(party.id).raid
    assert (shown.id, shown.author.name, shown.room.id, shown.room.title) == (
        raid,
        "Hana",
        kiln.id,
        "Bea's kiln",
    )
    assert (shown.address, shown.closes_at) == (None, party.now + MINUTE)


def test_the_other_room_is_told_how_many_came_and_by_whom(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    for who in ("ben", "sam", "ben"):
        assert party.do(who, JoinRaid(raid_id=raid)).ok
    batch = [party.ask(who, JoinRaid(raid_id=raid)) for who in ("otto", "otto", "mona")]
    assert all(answer.ok and answer.fact is None for answer in party.batch(*batch))
    assert "raid" not in "".join(kiln.types()), "nothing before its time"
    time_passes(party, kiln)

    (closed,) = [f["event"] for f in party.facts() if f["event"]["type"] == "raid.closed"]
    assert (closed["came"], closed["reason"], show(party.id).raid) == (4, "time", None)
    arrival = show(kiln.id).arrival
    assert (arrival.by.name, arrival.room.title, arrival.came) == ("Hana", "Hana's attic", 4)
    assert kiln.types().count("raid.arrived") == 1
    assert not Raider.objects.exists(), "who went is forgotten when it was told"
    assert due.find(kiln.now + MINUTE) == []


def test_who_is_banned_there_is_not_counted_and_a_ban_after_her_choice_counts(
    party: Room, kiln: Room
) -> None:
    raid = offered(party, kiln)
    for who in ("ben", "otto"):
        party.do(who, JoinRaid(raid_id=raid))
    kiln.must("bea", BanMember(user_id=kiln.cast["ben"].user_id, reason="no", until=kiln.now + 5 * MINUTE))
    time_passes(party, kiln)

    assert show(kiln.id).arrival.came == 1


def test_who_is_put_out_goes_along_no_more(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    party.must(
        "mona", BanMember(user_id=party.cast["ben"].user_id, reason="no", until=party.now + 5 * MINUTE)
    )
    assert party.why_not("ben", JoinRaid(raid_id=raid)) == Code.BANNED
    time_passes(party, kiln)

    assert show(kiln.id).arrival is None


def test_nobody_came_is_not_told(party: Room, kiln: Room) -> None:
    offered(party, kiln)
    time_passes(party, kiln)

    assert "raid.arrived" not in kiln.types()


def test_she_takes_it_back_and_nobody_is_told(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    event = party.must("hana", TakeBackRaid(raid_id=raid))

    assert (event["reason"], event["came"], show(party.id).raid) == ("taken_back", 1, None)
    assert party.why_not("ben", JoinRaid(raid_id=raid)) == Code.OVER
    assert party.why_not("hana", TakeBackRaid(raid_id=raid)) == Code.OVER
    time_passes(party, kiln)
    assert "raid.arrived" not in kiln.types()


def test_one_at_a_time(party: Room, kiln: Room) -> None:
    offered(party, kiln)

    assert party.why_not("hana", OfferRaid(address=ADDRESS)) == Code.ANOTHER_LIVE


def test_while_a_party_is_on_and_ten_minutes_after_it(party: Room, kiln: Room) -> None:
    party.must("hana", EndParty(party_id=Party.objects.get(room_id=party.id).pk))
    party.later(10)
    raid = offered(party, kiln)
    party.must("hana", TakeBackRaid(raid_id=raid))
    party.now += 1

    assert party.why_not("hana", OfferRaid(room_id=kiln.id)) == Code.NOT_LIVE
    assert kiln.why_not("bea", OfferRaid(room_id=party.id)) == Code.NOT_LIVE


@pytest.mark.parametrize("who", ["sam", "mona", "ben"])
def test_nobody_but_hosts_offers_one(party: Room, kiln: Room, who: str) -> None:
    raid = offered(party, kiln)

    assert party.why_not(who, OfferRaid(room_id=kiln.id)) == Code.FORBIDDEN
    assert party.why_not(who, TakeBackRaid(raid_id=raid)) == Code.FORBIDDEN
    assert party.why_not(who, AllowRaids(raids_from="everyone")) == Code.FORBIDDEN


def test_a_room_may_want_none_or_those_its_hosts_follow(party: Room, kiln: Room) -> None:
    kiln.must("bea", AllowRaids(raids_from="nobody"))
    assert party.why_not("hana", OfferRaid(room_id=kiln.id)) == Code.FORBIDDEN

    kiln.must("bea", AllowRaids(raids_from="followed"))
    assert desk(kiln.id).raids_from == "followed"
    party.must("ben", FollowRoom())
    assert party.why_not("hana", OfferRaid(room_id=kiln.id)) == Code.FORBIDDEN
    party.must("bea", FollowRoom())
    offered(party, kiln)


def test_who_switches_raids_off_meanwhile_is_told_of_none(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    kiln.must("bea", AllowRaids(raids_from="nobody"))
    time_passes(party, kiln)

    assert "raid.arrived" not in kiln.types()


def test_who_is_banned_there_sends_nobody_there(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    kiln.must("bea", BanMember(user_id=kiln.cast["hana"].user_id, reason="no", until=kiln.now + 9 * MINUTE))
    time_passes(party, kiln)

    assert "raid.arrived" not in kiln.types()
    assert party.why_not("hana", OfferRaid(room_id=kiln.id)) == Code.FORBIDDEN


def test_a_room_for_members_is_not_there_unless_its_host_opens_it(
    party: Room, users: dict[str, User]
) -> None:
    secret = open_room("bea", users, title="Only for us", private=True)
    assert desk(secret.id).raids_from == "nobody"
    assert party.why_not("hana", OfferRaid(room_id=secret.id)) == Code.NOT_FOUND
    assert party.why_not("hana", OfferRaid(room_id=new_id())) == Code.NOT_FOUND

    secret.must("bea", AllowRaids(raids_from="everyone"))
    raid = offered(party, secret)
    for who in ("ben", "bea"):
        party.do(who, JoinRaid(raid_id=raid))
    time_passes(party, secret)
    assert show(secret.id).arrival.came == 1, "only a member came in"


def test_a_raid_from_a_room_for_members_does_not_name_it(users: dict[str, User], kiln: Room) -> None:
    secret = open_room("hana", users, title="Only for us", private=True)
    secret.live(seller="hana")
    raid = offered(secret, kiln)
    secret.do("hana", JoinRaid(raid_id=raid))
    time_passes(secret, kiln)

    assert show(kiln.id).arrival.room is None
    assert not any(word in json.dumps(kiln.facts()) for word in ("Only for us", secret.id))


def test_not_to_itself(party: Room) -> None:
    assert party.why_not("hana", OfferRaid(room_id=party.id)) == Code.WRONG_STATE


def test_one_of_the_two(party: Room, kiln: Room) -> None:
    assert party.why_not("hana", OfferRaid()) == Code.BAD_FRAME
    assert party.why_not("hana", OfferRaid(room_id=kiln.id, address=ADDRESS)) == Code.BAD_FRAME


def test_an_address_elsewhere_is_shown_as_it_is_and_forgotten_with_the_raid(party: Room) -> None:
    raid = party.must("hana", OfferRaid(address="https://SHOP.example/live?of=hana"))["raid_id"]
    assert (show(party.id).raid.address, show(party.id).raid.room) == (ADDRESS, None)
    assert party.do("ben", JoinRaid(raid_id=raid)).ok
    time_passes(party)

    assert "shop.example" not in json.dumps(party.facts())
    assert (show(party.id).raid, Raider.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    "address", ["http://shop.example/", "javascript:alert(1)", "shop.example", "https://"]
)
def test_other_addresses_are_refused(party: Room, address: str) -> None:
    assert party.why_not("hana", OfferRaid(address=address)) == Code.BAD_FRAME


def test_it_ends_with_the_ban_of_who_offered_it(party: Room, kiln: Room) -> None:
    party.give("sam", "host")
    raid = offered(party, kiln, who="sam")
    party.do("ben", JoinRaid(raid_id=raid))
    party.must("hana", BanMember(user_id=party.cast["sam"].user_id, reason="no", until=party.now + 1))
    time_passes(party, kiln)

    assert show(party.id).raid is None
    assert "raid.arrived" not in kiln.types()


def test_staff_of_the_other_room_show_it_no_more(party: Room, kiln: Room) -> None:
    kiln.give("mona", "moderator", by="bea")
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    time_passes(party, kiln)
    assert kiln.why_not("ben", DismissRaid(raid_id=raid)) == Code.FORBIDDEN
    assert party.why_not("hana", DismissRaid(raid_id=raid)) == Code.NOT_FOUND, "it came to another room"
    kiln.must("mona", DismissRaid(raid_id=raid))

    assert show(kiln.id).arrival is None
    assert kiln.why_not("mona", DismissRaid(raid_id=raid)) == Code.WRONG_STATE


def test_it_goes_with_a_later_ban_of_who_brought_them(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    party.do("ben", JoinRaid(raid_id=raid))
    time_passes(party, kiln)
    kiln.must("bea", BanMember(user_id=kiln.cast["hana"].user_id, reason="no", until=kiln.now + MINUTE))

    assert show(kiln.id).arrival is None


def test_nobody_but_the_clock_ends_one_or_tells_of_it(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)
    assert party.why_not("clock", EndRaid(raid_id=raid)) == Code.WRONG_STATE
    assert kiln.why_not("clock", ArriveRaid(raid_id=raid)) == Code.WRONG_STATE
    for room, frame in ((party, EndRaid(raid_id=raid)), (kiln, ArriveRaid(raid_id=raid))):
        assert room.why_not("hana", frame) == Code.FORBIDDEN
    assert party.why_not("clock", EndRaid(raid_id=new_id())) == Code.NOT_FOUND


def test_what_there_is_not_cannot_be_joined(party: Room, kiln: Room) -> None:
    raid = offered(party, kiln)

    assert kiln.why_not("ben", JoinRaid(raid_id=raid)) == Code.NOT_FOUND
    assert kiln.why_not("bea", TakeBackRaid(raid_id=raid)) == Code.NOT_FOUND
    party.later(1)
    assert party.why_not("ben", JoinRaid(raid_id=raid)) == Code.OVER


@pytest.mark.parametrize(
    "wrong", [{"seconds": 29}, {"seconds": 301}, {"address": "a" * 301}, {"address": ""}]
)
def test_its_bounds(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OfferRaid.model_validate({"address": ADDRESS} | wrong)


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(party: Room, kiln: Room) -> None:
    party.do("ben", JoinRaid(raid_id=offered(party, kiln)))
    purge(party.id)

    assert not Raid.objects.exists()
