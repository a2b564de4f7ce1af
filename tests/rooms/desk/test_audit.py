"""The desk is told who tried what she may not; and never so often that it fills the ledger."""

import pytest

from chat.frames.moderation import BanMember
from livesell.app.features import COMMANDS
from livesell.wire.codes import Code
from rooms.desk.audit import OF_ALL, OF_ONE
from rooms.frames.items import SetStock
from rooms.frames.rooms import EditRoom
from tests.support.server import ROOT
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def told(room: Room) -> list[tuple[str, str, str]]:
    """Who tried what, and why not, as the desk reads it."""
    facts = [fact["event"] for fact in room.facts("desk")]
    return [
        (one["user"]["name"], one["command"], one["code"])
        for one in facts
        if one["type"] == "command.refused"
    ]


def test_what_a_role_does_not_allow_is_told_to_the_desk_alone(room: Room) -> None:
    before = room.offset()

    assert room.why_not("ben", EditRoom(title="Ben's attic")) == Code.FORBIDDEN
    assert room.why_not("sam", BanMember(user_id=room.cast["ben"].user_id, reason="mine")) == Code.FORBIDDEN

    assert told(room) == [("Ben", "room.edit", "forbidden"), ("Sam", "member.ban", "forbidden")]
    assert room.offset() == before


def test_stock_below_what_is_held_is_told(room: Room) -> None:
    jam = room.live(stock=5)
    room.place("ben", jam, 3)

    assert room.why_not("sam", SetStock(variant_id=jam.pk, stock=2)) == Code.STOCK_TAKEN

    assert told(room) == [("Sam", "item.set_stock", "stock_taken")]


def test_what_anybody_may_and_was_refused_is_nobodys_news(room: Room) -> None:
    jam = room.live(stock=1)

    assert room.place("sam", jam).code == Code.OWN_ITEM

    assert told(room) == []


def test_so_many_are_told_of_one_person_within_a_minute_also_in_one_turn(room: Room) -> None:
    tries = [EditRoom(title=f"Attic {number}") for number in range(20)]

    room.batch(*(room.ask("ben", frame) for frame in tries[:10]))
    for frame in tries[10:]:
        room.do("ben", frame)
    assert len(told(room)) == OF_ONE
    room.do("bea", tries[0])
    assert len(told(room)) == OF_ONE + 1

    room.later(1.1)
    room.do("ben", tries[0])
    assert len(told(room)) == OF_ONE + 2


def test_so_many_are_told_of_a_room(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rooms.desk.audit.OF_ALL", 3)
    assert OF_ALL > OF_ONE

    for who in ("ben", "bea", "otto"):
        for number in range(3):
            room.do(who, EditRoom(title=f"Attic {number}"))

    assert len(told(room)) == 3


def test_the_log_has_words_for_every_command_of_the_staff() -> None:
    words = (ROOT / "frontend/src/messages/en/log.ts").read_text(encoding="utf-8")
    staff = [row.type for row in COMMANDS if row.handler.refused]

    assert staff
    assert [one for one in staff if f'"{one}": ' not in words] == []
