"""Stories of messages that wait."""

from chat.frames.filters import AddTerm, SetModes
from chat.frames.held import DecideHeld, TakeHeld
from chat.frames.messages import PostMessage
from chat.moderation.queue import ReleaseHeld
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room


def held(room: Room, who: str, text: str) -> str:
    """Somebody's first message here, which waits; its id."""
    room.do(who, PostMessage(text=text))
    found: str = room.facts("desk")[-1]["event"]["held_id"]
    return found


@story("held.declined")
def a_message_that_waited_is_not_said(room: Room) -> Scenario:
    room.must("mona", SetModes(first_held=True))
    first = held(room, "bea", "hello there")
    held(room, "ben", "hello, too")
    with verify(room, "bea") as scenario:
        room.must("mona", DecideHeld(held_id=first, allow=False))
    return scenario


@story("message.posted-that-waited")
def a_message_that_waited_is_said(room: Room) -> Scenario:
    room.must("mona", SetModes(delay_seconds=4))
    room.do("bea", PostMessage(text="hello"))
    room.now += 4_000
    with verify(room, "bea") as scenario:
        room.must("clock", ReleaseHeld())
    return scenario


@story("desk-message.held")
def a_message_waits_at_the_desk(room: Room) -> Scenario:
    room.must("mona", AddTerm(kind="words", act="hold", term="watches"))
    with verify_desk(room) as scenario:
        room.do("ben", PostMessage(text="cheap watches"))
    return scenario


@story("desk-held.taken")
def a_colleague_is_on_it(room: Room) -> Scenario:
    room.must("mona", SetModes(first_held=True))
    first, second = held(room, "ben", "hello"), held(room, "bea", "hello")
    with verify_desk(room) as scenario:
        room.must("mona", TakeHeld(held_id=first))
        room.must("hana", TakeHeld(held_id=second))
        room.must("mona", TakeHeld(held_id=second))
    return scenario


@story("desk-held.decided")
def messages_are_let_through_and_not(room: Room) -> Scenario:
    room.must("mona", SetModes(first_held=True))
    kind, rude = held(room, "ben", "hello"), held(room, "bea", "your jam is bad")
    held(room, "otto", "hello")
    with verify_desk(room) as scenario:
        room.must("mona", DecideHeld(held_id=kind, allow=True))
        room.must("mona", DecideHeld(held_id=rude, allow=False))
    return scenario
