"""Turns in many threads on PostgreSQL: with the lock nothing is oversold; without it, something has to be."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from livesell.accounts.models import User
from livesell.ledger.answers import Answer, Given
from livesell.ledger.head import Lock, lock_head, read_head
from livesell.ledger.rows import LIMITED_SINCE
from livesell.ledger.turn import UNREACHABLE, PendingCommand, Recorded, Turn, decide
from livesell.wire.codes import Code
from rooms.frames.claims import PlaceClaim
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.support import auditor, checkers, evidence, turns
from tests.support.turns import Room

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite has one writer: there is no race to lose"
    ),
]
THREADS = 8
EACH = 12
STOCK = 20
GUARDS = {
    "ledger_event": ["ledger_event_one_per_offset"],
    "ledger_answer": ["ledger_answer_one_per_id"],
    "rooms_variant": ["rooms_variant_never_oversold"],
}


@pytest.fixture
def room(make_user: Callable[..., User]) -> Room:
    """Hana's room, and a hundred who want the same thing."""
    buyers = {f"buyer{number}": make_user(f"Buyer {number}") for number in range(THREADS * EACH)}
    return turns.open_room("hana", {"hana": make_user("Hana")} | buyers)


@pytest.fixture
def jam(room: Room) -> Variant:
    """What they want, and there is not enough of it."""
    return room.live(stock=STOCK, seller="hana")


@pytest.fixture
def no_guards() -> Iterator[None]:
    """The database without the constraints that stand behind the lock."""
    dropped = []
    with connection.cursor() as cursor:
        for table, names in GUARDS.items():
            for name in names:
                cursor.execute(
                    "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name]
                )
                dropped.append((table, name, cursor.fetchone()[0]))
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_ledger, ledger_event, ledger_answer, rooms_variant CASCADE")
        for table, name, definition in dropped:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def race(room: Room, variant: Variant, lock: Lock) -> list[Answer]:
    """Everybody claims one, in turns of one from many threads at the same moment; all the answers."""
    asks = [room.ask(name, turns.place(variant)) for name in room.cast if name.startswith("buyer")]
    gate = Barrier(THREADS)

    def work(mine: Sequence[PendingCommand]) -> list[Answer]:
        gate.wait()
        try:
            return [decide(room.ledger(), [ask], now=room.now, lock=lock).answers[0] for ask in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = pool.map(work, [asks[start::THREADS] for start in range(THREADS)])
        return [answer for part in answers for answer in part]


def held() -> int:
    """Claims that somebody was told she holds, and does by their table."""
    return Claim.objects.filter(state="held").count()


def found(room: Room) -> evidence.Evidence:
    """What the database holds of the room."""

    def rows(sql: str, params: Sequence[object]) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    return evidence.read(room.id, rows)


def test_exactly_the_stock_is_held_when_all_claim_at_once(room: Room, jam: Variant) -> None:
    answers = race(room, jam, lock_head)

    assert all(turns.answer_of(answer).ok for answer in answers)
    assert turns.counts(jam) == (STOCK, 0, THREADS * EACH - STOCK)
    assert checkers.oversold(found(room)) == checkers.broken(found(room)) == []
    auditor.check(room)


def test_without_lock_and_constraints_it_is_oversold(room: Room, jam: Variant, no_guards: None) -> None:
    race(room, jam, read_head)

    assert held() > STOCK
    assert checkers.oversold(found(room))
    assert checkers.broken(found(room)), "two facts at one offset"


def test_without_the_lock_the_constraints_still_refuse_to_oversell(room: Room, jam: Variant) -> None:
    answers = Counter(turns.answer_of(answer).code for answer in race(room, jam, read_head))

    assert answers.keys() == {None, Code.INTERNAL}
    assert held() <= STOCK
    assert Claim.objects.count() == answers[None], "what was refused changed nothing"
    assert checkers.oversold(found(room)) == checkers.broken(found(room)) == []
    auditor.check(room)


def test_a_turn_that_stood_still_too_long_is_of_unknown_outcome_and_holds_nobody_up(
    room: Room, jam: Variant
) -> None:
    frame = turns.place(jam)

    def falls_asleep(turn: Turn, asked: PlaceClaim) -> Recorded:
        time.sleep(0.4)
        return turns.HANDLERS[PlaceClaim].run(turn, asked)

    slow = room.ask("buyer1", frame, handler=replace(turns.HANDLERS[PlaceClaim], run=falls_asleep))
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '100ms'")

    with pytest.raises(UNREACHABLE):
        decide(room.ledger(), [slow], now=room.now)
    connection.close()

    assert room.do("buyer2", frame).ok
    assert room.do("buyer1", frame, key=slow.id).ok


def test_a_turn_that_stands_still_between_its_writes_is_ended_too(
    room: Room, jam: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a pipeline a client is not idle to PostgreSQL: only its transaction_timeout ends that."""
    if connection.connection.info.server_version < LIMITED_SINCE:
        pytest.skip("this PostgreSQL has no transaction_timeout")
    frame, save = turns.place(jam), Given.save

    def falls_asleep(given: Given, now: int) -> None:
        connection.connection.pgconn.flush()
        time.sleep(0.4)
        save(given, now)

    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '100ms'")
    slow = room.ask("buyer1", frame)
    monkeypatch.setattr(Given, "save", falls_asleep)
    with pytest.raises(UNREACHABLE):
        decide(room.ledger(), [slow], now=room.now)
    monkeypatch.undo()
    connection.close()

    assert room.do("buyer2", frame).ok
    assert room.do("buyer1", frame, key=slow.id).ok


def test_a_database_that_may_not_be_written_any_more_leaves_the_outcome_unknown(
    room: Room, jam: Variant
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")

    with pytest.raises(UNREACHABLE):
        room.do("buyer1", turns.place(jam))

    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
