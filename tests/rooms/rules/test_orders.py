"""The life of an order, its reminders, and what follows when it is not paid."""

import pytest
from hypothesis import given, strategies as st

from rooms.rules.orders import DAY, HOUR, MAX_PAY_HOURS, MOVES, may_move, next_wake, reminders
from rooms.rules.sanctions import ASKED, COUNTS_FOR, NOTICE, OUT, OUT_FOR, may_claim, step

STATES = ("open", "confirmed", "paid", "shipped", "done", "cancelled")
ALLOWED = {
    ("open", "confirmed"), ("open", "paid"), ("confirmed", "paid"), ("paid", "shipped"), ("shipped", "done"),
    ("open", "cancelled"), ("confirmed", "cancelled"), ("paid", "cancelled"),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("to", sorted(MOVES))
def test_an_order_moves_on_and_never_back(state: str, to: str) -> None:
    assert may_move(state, to) == ((state, to) in ALLOWED)


def test_reminders_come_at_half_time_and_when_an_eighth_is_left() -> None:
    assert reminders(0, 24 * HOUR) == (12 * HOUR, 21 * HOUR)
    assert [next_wake(0, 24 * HOUR, sent) for sent in (0, 1, 2)] == [12 * HOUR, 21 * HOUR, 24 * HOUR]


@given(st.integers(0, 2**45), st.integers(1, MAX_PAY_HOURS))
def test_the_clock_always_goes_forward(confirmed_at: int, hours: int) -> None:
    pay_until = confirmed_at + hours * HOUR
    first, second, last = (next_wake(confirmed_at, pay_until, sent) for sent in (0, 1, 2))

    assert confirmed_at < first < second < last == pay_until


# Steps

NOW = 1_000 * DAY


@pytest.mark.parametrize(
    ("days_ago", "reached", "until"),
    [
        ([], 0, None),
        ([0], NOTICE, NOW + COUNTS_FOR),
        ([89], NOTICE, NOW + DAY),
        ([90], 0, None),
        ([10, 0], ASKED, NOW + COUNTS_FOR - 10 * DAY),
        ([90, 0], NOTICE, NOW + COUNTS_FOR),
        ([20, 10, 0], OUT, NOW + OUT_FOR),
        ([40, 30, 14], ASKED, NOW + COUNTS_FOR - 30 * DAY),  # out for two weeks, then asked again
        ([95, 94, 93, 0], NOTICE, NOW + COUNTS_FOR),
        ([3, 2, 1, 0], OUT, NOW + OUT_FOR),
    ],
)
def test_steps_by_what_lapsed_and_when(days_ago: list[int], reached: int, until: int | None) -> None:
    assert step([NOW - days * DAY for days in days_ago], NOW) == (reached, until)


@pytest.mark.parametrize(
    ("lapsed", "exempt", "may"),
    [
        (0, False, True),
        (1, False, True),
        (2, False, False),
        (2, True, True),
        (3, True, False),
        (3, False, False),
    ],
)
def test_who_may_claim_after_so_many(lapsed: int, exempt: bool, may: bool) -> None:
    assert may_claim([NOW - DAY] * lapsed, NOW, exempt=exempt) == may


@given(st.lists(st.integers(0, NOW), max_size=8))
def test_every_step_ends_by_itself(lapsed: list[int]) -> None:
    now = NOW
    for _ in range(20):
        reached, until = step(lapsed, now)
        if until is None:
            assert reached == 0
            return
        assert until > now
        now = until
    pytest.fail("a step that never ends")
