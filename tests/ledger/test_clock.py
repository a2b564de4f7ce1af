"""The time of a server: its database's, whatever the machine's own clock says."""

import time

import pytest
from django.db import connection

from livesell.ledger import clock
from livesell.ledger.clock import Clock

SECOND = 1_000_000_000
HOUR = 3_600 * SECOND


def ahead_by(one: Clock) -> float:
    """By how many seconds it is ahead of this machine's clock."""
    return one.now_ms() / 1_000 - time.time()


def heard(one: Clock, *, ahead: int, took: int = 0) -> Clock:
    """The database says, after so long, that it is so much later than this machine thinks."""
    after = time.monotonic_ns()
    one.hear(time.time_ns() + ahead - took // 2, after - took, after)
    return one


def test_before_a_database_says_something_it_is_the_machines_own() -> None:
    assert ahead_by(Clock()) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("hours", [-1, 1])
def test_it_is_the_databases_whatever_the_machine_says(hours: int) -> None:
    assert ahead_by(heard(Clock(), ahead=hours * HOUR)) == pytest.approx(hours * 3_600, abs=0.5)


def test_it_counts_on_when_the_machine_is_set_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    one = heard(Clock(), ahead=0)
    before = one.now_ms()

    monkeypatch.setattr(time, "time_ns", lambda: 0)

    assert one.now_ms() - before < 500


def test_a_slow_answer_does_not_move_what_a_quick_one_said() -> None:
    one = heard(Clock(), ahead=HOUR)

    heard(one, ahead=HOUR + SECOND, took=4 * SECOND)

    assert ahead_by(one) == pytest.approx(3_600, abs=0.5)


def test_an_answer_that_does_not_fit_is_followed() -> None:
    assert ahead_by(heard(heard(Clock(), ahead=HOUR), ahead=0)) == pytest.approx(0, abs=0.5)


@pytest.mark.django_db
def test_it_asks_a_database_that_has_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Clock()
    monkeypatch.setattr(clock, "_clock", own)
    monkeypatch.setattr(time, "time_ns", lambda: 0)

    clock.follow()

    knows = connection.vendor == "postgresql"
    assert (clock.now_ms() > 0) is knows
