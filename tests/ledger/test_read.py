"""Reading a ledger: what came after, what came last, and everything at one moment."""

import json
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from chat.frames.messages import RemoveMessage
from livesell.ledger import read
from livesell.ledger.position import Position
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def offsets(stored: list[read.Stored]) -> list[int]:
    return [one.offset for one in stored]


def in_another_thread(work: Callable[[], object]) -> None:
    """Runs on a connection of its own, to the end."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not failed


def test_the_tip_is_where_the_last_fact_stands(room: Room) -> None:
    offset = room.say("ben", "hello")
    tip = read.tip(room.ledger())
    stored = read.at(room.ledger(), offset)

    assert tip is not None
    assert stored is not None
    assert tip.position == Position(tip.epoch, offset)
    assert tip.hash == stored.hash


def test_there_is_no_tip_where_there_is_no_ledger(room: Room) -> None:
    tips = read.tips([room.ledger(), room.ledger("desk"), "room.none"])

    assert set(tips) == {room.ledger(), room.ledger("desk")}
    assert tips[room.ledger("desk")].offset == 0
    assert read.tip("room.none") is None
    assert read.tips([]) == {}


def test_a_reader_gets_what_came_after_her_in_order_and_at_most_so_much(room: Room) -> None:
    start = room.offset()
    for number in range(5):
        room.say("ben", f"line {number}")

    assert offsets(read.after(room.ledger(), start)) == [start + number for number in range(1, 6)]
    assert offsets(read.after(room.ledger(), start + 1, most=2)) == [start + 2, start + 3]
    assert read.after(room.ledger(), start + 5) == []
    assert read.after(room.ledger(), start + 100) == []


def test_a_fact_is_found_at_its_offset_or_not_at_all(room: Room) -> None:
    offset = room.say("ben", "hello")
    stored = read.at(room.ledger(), offset)

    assert stored is not None
    assert (stored.offset, stored.type) == (offset, "message.posted")
    assert json.loads(stored.wire)["text"] == "hello"
    assert read.at(room.ledger(), offset + 1) is None
    assert read.at(room.ledger(), 0) is None
    assert read.at(room.ledger("desk"), offset) is None


def test_the_last_of_a_type_come_oldest_first_and_page_backwards(room: Room) -> None:
    said = []
    for number in range(4):
        said.append(room.say("ben", f"line {number}"))
        room.draft(f"Party {number}")
    kinds = ["message.posted"]

    assert offsets(read.last(room.ledger(), kinds, most=3)) == said[1:]
    assert offsets(read.last(room.ledger(), kinds, most=3, before=said[2])) == said[:2]
    assert read.last(room.ledger(), kinds, most=3, before=said[0]) == []
    assert read.last(room.ledger(), [], most=3) == []


def test_a_text_of_any_writing_comes_back_as_it_was_said(room: Room) -> None:
    text = 'ja "nein" \\ \n </script> 🫙 日本 مرحبا بكم สวัสดีค่ะ မင်္ဂလာပါ'
    stored = read.at(room.ledger(), room.say("ben", text))

    assert stored is not None
    assert json.loads(stored.wire)["text"] == text


def test_a_line_separator_is_kept_as_the_line_feed_that_every_reader_knows(room: Room) -> None:
    stored = read.at(room.ledger(), room.say("ben", "日本\u2028こんにちは\u2029สวัสดี"))

    assert stored is not None
    assert json.loads(stored.wire)["text"] == "日本\nこんにちは\nสวัสดี"


@pytest.mark.django_db(transaction=True)
def test_what_is_read_in_one_moment_is_true_at_one_position(room: Room) -> None:
    room.say("ben", "before")
    start = room.offset()

    with read.one_moment():
        first = read.tip(room.ledger())
        in_another_thread(lambda: room.say("ben", "meanwhile"))
        second = read.tip(room.ledger())
        missed = read.after(room.ledger(), start)

    assert first == second
    assert missed == []
    assert room.offset() == start + 1


@pytest.mark.django_db(transaction=True)
def test_a_moment_ends_also_when_the_reader_fails(room: Room) -> None:
    with pytest.raises(ZeroDivisionError), read.one_moment():
        raise ZeroDivisionError

    with read.one_moment():
        assert read.tip(room.ledger()) is not None


def test_the_last_of_a_type_are_found_by_the_index_however_long_the_ledger_is(room: Room) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL walks a table as small as this one")
    with connection.cursor() as cursor:
        params = [room.ledger(), "message.posted", read.END, 50]
        cursor.execute(f"EXPLAIN QUERY PLAN {read.LAST_BEFORE}", params)
        plan = "\n".join(row[3] for row in cursor.fetchall())

    assert "ledger_event_by_type (ledger_id=? AND type=? AND offset<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_the_last_of_several_types_come_in_their_order(room: Room) -> None:
    said = [room.say("ben", f"line {number}") for number in range(3)]
    room.must("mona", RemoveMessage(message_offset=said[0], reason_code="spam"))

    found = read.last(room.ledger(), ["message.posted", "message.removed"], most=2)

    assert [one.type for one in found] == ["message.posted", "message.removed"]
    assert found[0].offset == said[2]
