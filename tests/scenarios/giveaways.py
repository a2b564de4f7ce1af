"""Stories of giveaways: for every event the act that makes it, seen by somebody who was there."""

from chat.frames.moderation import BanMember
from rooms.frames.giveaways import CancelGiveaway, RedrawGiveaway
from rooms.models.items import Variant
from tests.support.giveaways import drawn, enter, loaded_dice, open_giveaway
from tests.support.scenarios import Scenario, story, verify
from tests.support.turns import Room, party_of


def jam_given_away(room: Room, jam: Variant | None = None, *, places: int = 2) -> str:
    """A giveaway of Sam's for which jars of his three are kept."""
    jam = jam or room.live(stock=3)
    return open_giveaway(room, party_of(jam).pk, variant_id=jam.pk, places=places)


@story("giveaway.opened")
def something_is_given_away(room: Room) -> Scenario:
    """Two of three jars are kept from now on."""
    jam = room.live(stock=3)
    with verify(room, "bea") as scenario:
        jam_given_away(room, jam)
    return scenario


@story("giveaway.entered")
def two_take_part(room: Room) -> Scenario:
    jam = room.live(stock=3)
    first = jam_given_away(room, jam)
    second = open_giveaway(room, party_of(jam).pk, prize="A hug")
    with verify(room, "bea") as scenario:
        for who, giveaway in (("bea", second), ("ben", first), ("bea", first)):
            assert enter(room, who, giveaway).ok
    return scenario


@story("giveaway.left")
def who_is_banned_or_becomes_staff_takes_part_no_more(room: Room) -> Scenario:
    giveaway = jam_given_away(room)
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    with verify(room, "bea") as scenario:
        room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted at Sam"))
        room.give("bea", "moderator")
    return scenario


@story("giveaway.closed")
def the_time_is_over_and_nobody_came(room: Room) -> Scenario:
    """Both jars are free again, and one who waited is served."""
    jam = room.live(stock=3)
    giveaway = jam_given_away(room, jam)
    room.place("ben", jam, 2)
    with verify(room, "ben") as scenario:
        assert drawn(room, giveaway) == []
    return scenario


@story("giveaway.drawn")
def the_clock_draws(room: Room) -> Scenario:
    """Two of three win a jar each."""
    giveaway = jam_given_away(room)
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    loaded_dice(giveaway, "otto", "bea")
    with verify(room, "bea") as scenario:
        assert drawn(room, giveaway) == ["otto", "bea"]
    return scenario


@story("giveaway.drawn-fewer-than-places")
def fewer_came_than_could_win(room: Room) -> Scenario:
    giveaway = jam_given_away(room)
    enter(room, "bea", giveaway)
    with verify(room, "bea") as scenario:
        assert drawn(room, giveaway) == ["bea"]
    return scenario


@story("giveaway.redrawn")
def a_winner_cannot_be_reached(room: Room) -> Scenario:
    """Ben would be next, but is banned by now."""
    giveaway = jam_given_away(room, places=1)
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    loaded_dice(giveaway, "otto", "ben", "bea")
    drawn(room, giveaway)
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted at Sam"))
    otto = room.cast["otto"].user_id
    with verify(room, "bea") as scenario:
        room.must("sam", RedrawGiveaway(giveaway_id=giveaway, winner_id=otto, reason="no answer"))
    return scenario


@story("giveaway.redrawn-and-nobody-is-left")
def nobody_is_left_to_win(room: Room) -> Scenario:
    giveaway = jam_given_away(room)
    enter(room, "bea", giveaway)
    drawn(room, giveaway)
    bea = room.cast["bea"].user_id
    with verify(room, "bea") as scenario:
        room.must("sam", RedrawGiveaway(giveaway_id=giveaway, winner_id=bea, reason="no answer"))
    return scenario


@story("giveaway.cancelled")
def a_giveaway_is_called_off(room: Room) -> Scenario:
    giveaway = jam_given_away(room)
    enter(room, "bea", giveaway)
    with verify(room, "bea") as scenario:
        room.must("sam", CancelGiveaway(giveaway_id=giveaway, reason="the jar broke"))
    return scenario
