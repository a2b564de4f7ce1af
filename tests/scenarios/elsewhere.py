"""Stories of other rooms: recommended, gone to together, come from."""

from chat.frames.raids import AllowRaids, DismissRaid, JoinRaid, OfferRaid, TakeBackRaid
from chat.frames.shoutouts import EndShoutout, GiveShoutout
from chat.raids.raids import ArriveRaid, EndRaid
from livesell.accounts.models import User
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room, open_room


def people() -> dict[str, User]:
    """The cast, by their names in small letters."""
    return {user.name.lower(): user for user in User.objects.all()}


def kiln() -> Room:
    """A room of Bea's."""
    return open_room("bea", people(), title="Bea's kiln")


def party(room: Room) -> Room:
    room.live()
    return room


def offered(room: Room, to: Room) -> str:
    found: str = room.must("hana", OfferRaid(room_id=to.id))["raid_id"]
    return found


def arrived(room: Room) -> str:
    """The id of a raid of Hana's that came to this room of Bea's."""
    attic = open_room("hana", people())
    attic.live(seller="hana")
    raid = offered(attic, room)
    attic.do("ben", JoinRaid(raid_id=raid))
    attic.later(1)
    attic.must("clock", EndRaid(raid_id=raid))
    return raid


@story("shoutout.given")
def another_room_and_a_seller_are_recommended(room: Room) -> Scenario:
    other = kiln()
    with verify(room, "ben") as scenario:
        room.must("mona", GiveShoutout(room_id=other.id))
        room.must("mona", EndShoutout(shoutout_offset=room.offset()))
        room.must("hana", GiveShoutout(user_id=room.cast["sam"].user_id, seconds=30))
    return scenario


@story("shoutout.ended")
def a_recommendation_is_over(room: Room) -> Scenario:
    room.must("mona", GiveShoutout(user_id=room.cast["sam"].user_id))
    with verify(room, None) as scenario:
        room.must("mona", EndShoutout(shoutout_offset=room.offset()))
    return scenario


@story("raid.offered")
def viewers_are_invited_to_another_room(room: Room) -> Scenario:
    party(room)
    other = kiln()
    with verify(room, "ben") as scenario:
        offered(room, other)
    return scenario


@story("raid.offered-elsewhere")
def viewers_are_invited_to_an_address(room: Room) -> Scenario:
    party(room)
    with verify(room, None) as scenario:
        room.must("hana", OfferRaid(address="https://xn--e1afmkfd.example/live"))
    return scenario


@story("raid.closed")
def an_invitation_is_taken_back(room: Room) -> Scenario:
    raid = offered(party(room), kiln())
    with verify(room, "ben") as scenario:
        room.must("hana", TakeBackRaid(raid_id=raid))
    return scenario


@story("raid.arrived")
def viewers_come_from_another_room(room: Room) -> Scenario:
    raid = arrived(room)
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", ArriveRaid(raid_id=raid))
    return scenario


@story("raid.dismissed")
def that_they_came_is_shown_no_more(room: Room) -> Scenario:
    raid = arrived(room)
    room.later(1)
    room.must("clock", ArriveRaid(raid_id=raid))
    with verify(room, "bea") as scenario:
        room.must("mona", DismissRaid(raid_id=raid))
    return scenario


@story("desk-raids.allowed")
def raids_are_switched_off(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("hana", AllowRaids(raids_from="nobody"))
    return scenario
