"""Lines among staff: on the desk alone, by staff who have a voice, taken back by their authors."""

import json

import pytest

from chat.frames.moderation import MuteMember
from chat.frames.staff_lines import PostStaffLine, RemoveStaffLine
from chat.messages import messages
from livesell.app.snapshots import desk
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
WORDS = "The last jar has a crack. 最後の瓶は割れています。"


def lines(room: Room) -> list[str | None]:
    return [line["text"] for line in desk(room.id).model_dump()["staff_lines"]]


def test_staff_read_it_and_the_room_learns_nothing(room: Room) -> None:
    before = room.offset()
    answer = room.do("sam", PostStaffLine(text=WORDS))

    assert answer.ledger == "desk"
    assert lines(room) == [WORDS]
    assert room.offset() == before
    assert WORDS not in json.dumps(room.facts(), ensure_ascii=False)
    assert messages.history(room.id) == []
    assert room.facts("desk")[-1]["text"] == WORDS


@pytest.mark.parametrize("who", ["ben", "otto"])
def test_nobody_else_says_or_reads_one(room: Room, who: str) -> None:
    room.do("sam", PostStaffLine(text=WORDS))

    assert room.why_not(who, PostStaffLine(text="hello")) == Code.FORBIDDEN
    assert room.why_not(who, RemoveStaffLine(line_offset=room.offset("desk"))) == Code.FORBIDDEN
    with pytest.raises(Refused):
        room.entrance(who, "desk")


def test_who_is_timed_out_says_nothing_here_either(room: Room) -> None:
    room.must("mona", MuteMember(user_id=room.cast["sam"].user_id, seconds=60, reason_code="insult"))

    assert room.why_not("sam", PostStaffLine(text="hello")) == Code.MUTED
    assert room.why_not("mona", PostStaffLine(text="\u200b")) == Code.EMPTY_TEXT


def test_its_author_takes_it_back_or_who_stands_above_her(room: Room) -> None:
    room.do("sam", PostStaffLine(text=WORDS))
    line = room.offset("desk")
    room.do("hana", PostStaffLine(text="thanks"))
    above = room.offset("desk")

    assert room.why_not("mona", RemoveStaffLine(line_offset=above)) == Code.FORBIDDEN
    assert room.why_not("mona", RemoveStaffLine(line_offset=9_999)) == Code.NOT_FOUND
    assert room.do("sam", RemoveStaffLine(line_offset=line)).ok
    assert lines(room) == [None, "thanks"]
    assert WORDS not in json.dumps(room.facts("desk"), ensure_ascii=False)
    assert room.why_not("sam", RemoveStaffLine(line_offset=line)) == Code.WRONG_STATE
    assert room.do("hana", RemoveStaffLine(line_offset=above)).ok
