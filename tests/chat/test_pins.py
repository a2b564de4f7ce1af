"""Pins: a message of anybody's above the chat."""

import pytest
from pydantic import ValidationError

from chat.frames.messages import EditMessage, RemoveMessage
from chat.frames.moderation import BanMember
from chat.frames.pins import PinMessage, UnpinMessage
from chat.models.pins import Pin
from chat.pins.pins import EndPin
from livesell.app.snapshots import show
from livesell.ledger.feature import purge
from livesell.ledger.models import Text
from livesell.wire.codes import Code
from rooms.clock import due
from rooms.frames.parties import EndParty
from tests.support.turns import Room, party_of

pytestmark = pytest.mark.django_db
TEXT = "စနေနေ့ ပို့မည် — الشحن يوم السبت 📦"


def pin(room: Room, said: int, *, seconds: int | None = 30, who: str = "mona") -> int:
    """The offset of a pin that somebody sets."""
    answer = room.do(who, PinMessage(message_offset=said, seconds=seconds))
    assert answer.ok, answer.text
    assert answer.fact is not None
    offset: int = answer.fact["offset"]
    return offset


def stands(room: Room) -> str | None:
    """What is pinned for somebody who comes now."""
    pinned = show(room.id).pinned
    return pinned.text if pinned else None


def reasons(room: Room) -> list[str]:
    """Why pins were taken down."""
    events = [fact["event"] for fact in room.facts()]
    return [event["reason"] for event in events if event["type"] == "message.unpinned"]


def copies(room: Room) -> int:
    """In how many places the words stand in the store."""
    return Text.objects.filter(ledger__name=room.ledger(), text=TEXT).count()


def test_a_line_of_anybodys_stands_above_the_chat(room: Room) -> None:
    said = room.say("ben", TEXT)
    offset = pin(room, said)

    shown = show(room.id).pinned
    assert (shown.offset, shown.message_offset, shown.author.name, shown.text, shown.until) == (
        offset,
        said,
        "Ben",
        TEXT,
        room.now + 30_000,
    )


def test_another_one_takes_its_place(room: Room) -> None:
    first = pin(room, room.say("ben", TEXT))
    pin(room, room.say("ben", "Now this"))

    assert (stands(room), reasons(room), copies(room)) == ("Now this", ["replaced"], 1)
    assert room.why_not("mona", UnpinMessage(pin_offset=first)) == Code.NOT_FOUND


def test_staff_take_it_down_and_the_line_stays(room: Room) -> None:
    offset = pin(room, room.say("ben", TEXT))
    room.must("hana", UnpinMessage(pin_offset=offset))

    assert (stands(room), reasons(room), copies(room)) == (None, ["staff"], 1)
    assert show(room.id).messages[-1].text == TEXT
    assert room.why_not("hana", UnpinMessage(pin_offset=offset)) == Code.NOT_FOUND


def test_its_words_go_with_the_line(room: Room) -> None:
    said = room.say("ben", TEXT)
    pin(room, said)
    room.must("mona", RemoveMessage(message_offset=said, reason="wrong"))

    assert (stands(room), reasons(room)) == (None, ["gone"])
    assert TEXT not in show(room.id).model_dump_json() + str(room.facts())


def test_words_that_are_edited_are_not_those_that_staff_pinned(room: Room) -> None:
    said = room.say("ben", TEXT)
    pin(room, said)
    room.must("ben", EditMessage(message_offset=said, text="Buy mine instead"))

    assert (stands(room), reasons(room), copies(room)) == (None, ["gone"], 0)


def test_it_goes_with_the_ban_of_its_author_and_does_not_come_back(room: Room) -> None:
    said = room.say("ben", TEXT)
    pin(room, said)
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no"))

    assert (stands(room), reasons(room)) == (None, ["banned"])
    assert room.why_not("mona", PinMessage(message_offset=said)) == Code.WRONG_STATE


def test_the_clock_takes_it_down_and_once(room: Room) -> None:
    pin(room, room.say("ben", TEXT), seconds=30)
    assert due.find(room.now + 29_999) == []
    assert room.why_not("clock", EndPin()) == Code.WRONG_STATE

    room.now += 30_000
    (one,), (other,) = due.find(room.now), due.find(room.now)
    for each in (one, other):
        room.do("clock", each.frame, key=each.command_id)

    assert (stands(room), reasons(room), due.find(room.now)) == (None, ["time"], [])


def test_to_the_end_is_to_the_end_of_the_party(room: Room) -> None:
    party = party_of(room.live()).pk
    pin(room, room.say("ben", TEXT), seconds=None)
    room.later(minutes=600)
    assert stands(room) == TEXT

    room.must("hana", EndParty(party_id=party))
    assert (stands(room), reasons(room)) == (None, ["end"])


def test_a_time_is_not_cut_short_by_the_end_of_the_party(room: Room) -> None:
    party = party_of(room.live()).pk
    pin(room, room.say("ben", TEXT), seconds=1_800)
    room.must("hana", EndParty(party_id=party))

    assert stands(room) == TEXT


def test_what_is_no_line_or_was_taken_out_is_not_pinned(room: Room) -> None:
    said = room.say("ben", TEXT)
    room.must("ben", RemoveMessage(message_offset=said))

    assert room.why_not("mona", PinMessage(message_offset=said)) == Code.WRONG_STATE
    assert room.why_not("mona", PinMessage(message_offset=said - 1)) == Code.NOT_FOUND


@pytest.mark.parametrize("seconds", [29, 1_801])
def test_its_bounds(seconds: int) -> None:
    with pytest.raises(ValidationError):
        PinMessage(message_offset=1, seconds=seconds)


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(room: Room) -> None:
    pin(room, room.say("ben", TEXT))
    purge(room.id)

    assert not Pin.objects.exists()
