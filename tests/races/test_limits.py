"""What somebody may have only so many of, asked for sixty times at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from livesell.accounts import people
from livesell.accounts.models import User
from livesell.ledger.head import create_ledgers
from livesell.ledger.turn import UNREACHABLE, decide
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.frames.parties import ScheduleParty
from rooms.items import pictures
from rooms.models.items import Picture
from rooms.models.rooms import Room as RoomRow
from rooms.rehearsals import rehearsals
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import MAX_OWNED, OpenRoom, owned
from tests.support import turns
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 60


def at_once(work: Callable[[int], object]) -> list[object]:
    """The results of sixty threads that begin together; what the database has no time for is asked again."""
    gate = Barrier(AT_ONCE)

    def one(number: int) -> object:
        try:
            gate.wait()
            while True:
                try:
                    return work(number)
                except UNREACHABLE:
                    connection.close()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def opens(room: Room, frame: Command) -> Callable[[int], object]:
    """Somebody opens a room of its own ledger."""
    beside = [Room(new_id(), room.cast, room.now) for _ in range(AT_ONCE)]
    for other in beside:
        create_ledgers(other.ledger(), other.ledger("desk"))

    def work(number: int) -> object:
        other = beside[number]
        ask = other.ask("hana", frame, key=f"open-{number:04}-room")
        return turns.answer_of(decide(other.ledger(), [ask], now=other.now).answers[0]).code

    return work


@pytest.fixture
def hanas(make_user: Callable[..., User]) -> Room:
    """A room of Hana's."""
    return turns.open_room("hana", {"hana": make_user("Hana")})


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with nobody held, all count at once. SQLite's one writer is a lock by itself."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: there is no race to lose")
    monkeypatch.setattr(people, "hold", lambda _user_id: None)


def test_nobody_opens_more_rooms_than_she_may(hanas: Room) -> None:
    codes = at_once(opens(hanas, OpenRoom(title="Another")))

    assert owned(hanas.cast["hana"].user_id) == MAX_OWNED
    assert codes.count(None) == MAX_OWNED - 1
    assert codes.count(Code.LIMIT) == AT_ONCE - MAX_OWNED + 1


def test_without_the_lock_she_does(hanas: Room, unlocked: None) -> None:
    at_once(opens(hanas, OpenRoom(title="Another")))

    assert owned(hanas.cast["hana"].user_id) > MAX_OWNED


def test_no_room_has_more_rehearsals_than_it_may(hanas: Room) -> None:
    party = hanas.draft()
    hanas.item(party, seller="hana")
    hanas.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))

    codes = at_once(opens(hanas, OpenRehearsal(party_id=party)))

    assert RoomRow.objects.filter(rehearsal_of=hanas.id).count() == rehearsals.MAX_OPEN
    assert codes.count(None) == rehearsals.MAX_OPEN


@pytest.fixture
def owner(make_user: Callable[..., User]) -> User:
    """Who has the pictures."""
    return make_user("Sam")


def keeps(owner: User) -> Callable[[int], object]:
    """Her picture is decoded and written, and is to be hers now."""

    def work(number: int) -> object:
        try:
            return pictures.record(owner.pk, NOON, {"small": f"{number}.webp", "large": f"{number}.webp"}).pk
        except pictures.TooMany:
            return None

    return work


def test_nobody_keeps_more_pictures_than_she_may(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_OWNED", 5)

    kept = at_once(keeps(owner))

    assert Picture.objects.filter(owner=owner).count() == 5
    assert kept.count(None) == AT_ONCE - 5


def test_without_the_lock_she_keeps_more(
    owner: User, unlocked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_OWNED", 5)

    at_once(keeps(owner))

    assert Picture.objects.filter(owner=owner).count() > 5
