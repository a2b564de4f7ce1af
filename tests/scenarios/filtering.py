"""Stories of what a room asks of those who speak, and of what its staff look for."""

from chat.frames.filters import AddTerm, LowerShield, RaiseShield, RemoveTerm, SetFilters, SetModes
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room


@story("modes.changed")
def a_room_slows_down(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.must("mona", SetModes(slow_seconds=30, followers_minutes=0))
        room.must("mona", SetModes(followers_minutes=None, links="listed"))
    return scenario


@story("shield.raised")
def the_shield_is_raised(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.must("mona", RaiseShield())
    return scenario


@story("shield.lowered")
def the_shield_is_lowered(room: Room) -> Scenario:
    room.must("mona", SetModes(emoji_only=True))
    room.must("mona", RaiseShield())
    with verify(room, "bea") as scenario:
        room.must("hana", LowerShield())
    return scenario


@story("desk-modes.acted")
def staff_see_who_raised_it(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("mona", RaiseShield())
    return scenario


@story("desk-filters.changed")
def rude_words_are_masked(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("mona", SetFilters(rude="mask", languages=["en", "de"]))
    return scenario


@story("desk-term.added")
def a_term_is_added(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("mona", AddTerm(kind="words", act="refuse", term="cheap watches*"))
        room.must("hana", AddTerm(kind="site", act="allow", term="https://www.hana.example.com/jam"))
    return scenario


@story("desk-term.removed")
def a_term_is_removed(room: Room) -> Scenario:
    room.must("mona", AddTerm(kind="words", act="mask", term="darn"))
    term = room.must("mona", AddTerm(kind="pattern", act="hold", term="buy n[o0]w"))["term"]["id"]
    with verify_desk(room) as scenario:
        room.must("hana", RemoveTerm(term_id=term))
    return scenario
