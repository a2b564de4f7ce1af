"""What the clock cannot do backs off, is parked in the end, and takes nobody's place."""

from argparse import Namespace

import pytest

from livesell.app.features import FEATURES
from livesell.operate.refusal import CannotStart
from livesell.operate.verbs import doctor, parked
from livesell.wire.codes import Code
from rooms.clock import deferrals, due
from rooms.clock.deferrals import Failed
from rooms.models.deferrals import Deferral
from rooms.rules.deferrals import LONGEST_MS, MAX_FAULTS
from tests.support.turns import MINUTE, NOON, Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fails(one: due.Due, code: Code, now: int) -> None:
    deferrals.note([Failed(one.key, one.room_id, code)], now)


def found(now: int) -> list[due.Due]:
    return due.find(now)


def tries(room: Room, code: Code, until: int) -> list[int]:
    """The seconds in which one hold that ran out is tried, each time in vain."""
    room.place("ben", room.live(hold_minutes=1))
    begin = NOON + MINUTE
    seconds = []
    for second in range(until):
        for one in found(begin + second * 1000):
            seconds.append(second)
            fails(one, code, begin + second * 1000)
    return seconds


def test_a_fault_is_tried_again_after_twice_as_long_each_time_and_then_parked(room: Room) -> None:
    assert tries(room, Code.INTERNAL, 3_600) == [0, 2, 6, 14, 30, 62]
    assert [one.failures for one in deferrals.parked()] == [MAX_FAULTS]
    assert list(deferrals.known().values()) == [True]


def test_a_refusal_is_asked_again_for_ever_about_once_a_minute(room: Room) -> None:
    """As while a machine's clock is set back."""
    seconds = tries(room, Code.WRONG_STATE, 600)

    assert seconds[:6] == [0, 2, 6, 14, 30, 62]
    assert seconds[6:] == list(range(126, 600, LONGEST_MS // 1000))
    assert deferrals.parked() == []


def test_what_is_parked_takes_nobodys_place(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    jam = room.live(stock=3, hold_minutes=1)
    claims = [room.place("ben", jam).claim for _ in range(3)]
    monkeypatch.setattr(due, "MOST", 1)
    now = NOON + 2 * MINUTE
    tried = []
    for _ in claims:
        (one,) = found(now)
        tried.append(one.frame.claim_id)
        fails(one, Code.INTERNAL, now)

    assert sorted(tried) == sorted(claims)
    assert found(now) == []


def test_several_processes_that_fail_at_once_count_as_one(room: Room) -> None:
    room.place("ben", room.live(hold_minutes=1))
    now = NOON + MINUTE
    (one,), (same,) = found(now), found(now + 5)

    fails(one, Code.INTERNAL, now)
    fails(same, Code.INTERNAL, now + 5)

    assert Deferral.objects.get().failures == 1


def test_what_succeeds_begins_anew_and_what_is_parked_can_be_tried_again(room: Room) -> None:
    room.place("ben", room.live(hold_minutes=1))
    now = NOON + MINUTE
    (one,) = found(now)
    fails(one, Code.INTERNAL, now)
    deferrals.settle([one.key], now)
    assert deferrals.known() == {}

    for _ in range(MAX_FAULTS):
        fails(one, Code.INTERNAL, now)
        now += LONGEST_MS
    assert found(now) == []
    assert deferrals.unpark() == 1
    assert [again.key for again in found(now)] == [one.key]


def test_doctor_and_a_verb_show_what_is_parked(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.EXAMINATIONS["clock"]() == "nothing is parked"
    tries(room, Code.INTERNAL, 100)

    with pytest.raises(CannotStart, match="1 of its commands"):
        doctor.EXAMINATIONS["clock"]()
    assert parked.run(Namespace(retry=True)) == 0

    said = capsys.readouterr().out
    assert f"expire-{room.id}-" in said
    assert "internal, 6 times" in said
    assert "1 are tried again" in said
    assert doctor.EXAMINATIONS["clock"]() == "nothing is parked"


def test_two_rooms_and_two_kinds_never_share_a_key(room: Room) -> None:
    keys = [kind.word for feature in FEATURES for kind in feature.clock]

    assert len(keys) == len(set(keys))
