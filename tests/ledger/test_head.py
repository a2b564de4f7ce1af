"""The head of a ledger, while somebody writes on from it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from livesell.ledger.head import Head, Words, create_ledgers, lock_head, read_head
from livesell.ledger.models import Event, Ledger, Text
from livesell.wire import chain

pytestmark = pytest.mark.django_db
NAME = "room.here"


@pytest.fixture
def head() -> Head:
    create_ledgers(NAME)
    with transaction.atomic():
        locked = lock_head(NAME)
    assert locked is not None
    return locked


def write(head: Head, text: str | None = None, *, at: int = 10) -> int:
    words = Words("salt", text, "hana") if text is not None else None
    return head.write("room.edited", '{"type":"room.edited"}', at=at, actor_id="hana", words=words).offset


def test_a_new_ledger_is_empty_and_its_hash_is_of_its_name_and_epoch(head: Head) -> None:
    assert (head.offset, head.at, head.hash) == (0, 0, chain.genesis(NAME, head.epoch))


def test_to_found_a_ledger_again_leaves_the_first_one(head: Head) -> None:
    create_ledgers(NAME, "room.here.desk")

    again, desk = read_head(NAME), read_head("room.here.desk")
    assert again is not None
    assert desk is not None
    assert again.epoch == head.epoch != desk.epoch


def test_there_is_no_head_where_there_is_no_ledger(head: Head) -> None:
    assert read_head("room.none") is None
    with transaction.atomic():
        assert lock_head("room.none") is None


def test_facts_stand_one_after_the_other_and_time_does_not_run_backwards(head: Head) -> None:
    assert [write(head, at=at) for at in (10, 5, 20)] == [1, 2, 3]
    assert [one.at for one in head.written] == [10, 10, 20]


def test_what_is_saved_is_what_was_written(head: Head) -> None:
    write(head)
    write(head, "hello")
    head.save()

    saved = read_head(NAME)
    assert saved is not None
    assert (saved.offset, saved.hash, saved.at) == (2, head.hash, 10)
    rows = list(Event.objects.order_by("offset").values_list("offset", "fact", "hash"))
    assert chain.first_break(chain.genesis(NAME, head.epoch), rows) is None
    assert list(Text.objects.values_list("offset", "salt", "text", "hidden")) == [(2, "salt", "hello", False)]
    assert [one.wire == one.fact for one in head.written] == [True, False]


def test_going_back_to_a_mark_forgets_facts_and_texts_written_since(head: Head) -> None:
    write(head, "kept")
    mark, digest = head.mark(), head.hash
    write(head, "forgotten", at=99)
    write(head)
    head.back_to(mark)

    assert (head.offset, head.hash, head.at) == (1, digest, 10)
    assert write(head, "next") == 2
    head.save()
    assert list(Text.objects.order_by("offset").values_list("text", flat=True)) == ["kept", "next"]


def test_nothing_is_written_where_nothing_happened(head: Head) -> None:
    with CaptureQueriesContext(connection) as statements:
        head.save()

    assert len(statements) == 0


def test_two_writers_without_the_lock_cannot_take_the_same_offset(head: Head) -> None:
    """The table is the last guard: the second of two who believed they held the head is refused."""
    other = read_head(NAME)
    assert other is not None
    write(head)
    head.save()
    write(other)

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    assert Ledger.objects.get(name=NAME).hash == head.hash
