"""New lives of ledgers, and by what it is noticed that a database went back."""

import pytest

from livesell.ledger import head, lives, proof, read
from livesell.ledger.lives import Seen
from livesell.ledger.models import Renewal
from livesell.ledger.position import Position, may_resume
from livesell.ledger.read import Tip
from tests.support import auditor
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def seen(room: Room) -> Seen:
    """What a process writes down after a turn."""
    return Seen(room.ledger(), *tip(room))


def tip(room: Room) -> Tip:
    found = read.tip(room.ledger())
    assert found is not None
    return found


def test_a_new_life_has_another_epoch_and_the_same_chain(room: Room) -> None:
    room.say("ben", "また来ます")
    before = tip(room)

    lives.renew("restored from a backup")
    lives.renew("again", above=6)

    after = tip(room)
    assert (lives.life(before.epoch), lives.life(after.epoch)) == (1, 7)
    assert (after.offset, after.hash) == (before.offset, before.hash)
    assert not may_resume(Position(before.epoch, before.offset), after.position, 1_000)
    assert proof.check(list(proof.lines(room.ledger()))) == (after.offset, [])
    assert [one.why for one in Renewal.objects.order_by("pk")] == ["restored from a backup", "again"]
    room.say("bea", "and on it goes")
    auditor.check(room)


def test_what_only_went_on_has_lost_nothing(room: Room) -> None:
    before = seen(room)
    room.say("ben", "hello")

    assert lives.first_lost([before, seen(room)]) is None


def test_a_fact_that_is_not_there_is_noticed(room: Room) -> None:
    ahead = seen(room)._replace(offset=tip(room).offset + 1)

    assert lives.first_lost([seen(room), ahead]) == ahead


def test_another_fact_at_its_place_is_noticed(room: Room) -> None:
    other = seen(room)._replace(hash="0" * 64)

    assert lives.first_lost([other]) == other


def test_an_earlier_life_than_was_seen_is_noticed_and_a_later_one_is_not(room: Room) -> None:
    first = seen(room)
    lives.renew("restored from a backup")
    second = seen(room)

    assert lives.first_lost([first, second]) is None
    assert lives.first_lost([second._replace(epoch="3-" + "0" * 16)]) is not None


def test_a_ledger_that_was_deleted_or_made_anew_is_no_sign(room: Room) -> None:
    name = f"{room.ledger()}.beside"
    head.create_ledgers(name)
    made = read.tips([name])[name]
    before = Seen(name, made.epoch, 7, made.hash)
    assert lives.first_lost([before]) == before
    head.forget(name)
    assert lives.first_lost([before]) is None

    head.create_ledgers(name)

    assert lives.first_lost([before]) is None
