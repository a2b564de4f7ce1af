"""The limits a buyer sets for herself: what they allow, and how they change."""

import pytest
from hypothesis import given, strategies as st

from rooms.rules.limits import DAY, MINUTE, RAISE_AFTER, Kept, Limits, Spent, allows, change, in_force

NOW = 1_000 * DAY


def euros(**more: int | None) -> Limits:
    return Limits("EUR", **more)


@pytest.mark.parametrize(
    ("limits", "spent", "amount", "allowed"),
    [
        (euros(), Spent(10**9, 10**9), 10**9, True),
        (euros(day=5_000), Spent(), 5_000, True),
        (euros(day=5_000), Spent(), 5_001, False),
        (euros(day=5_000), Spent(day=4_500), 500, True),
        (euros(day=5_000), Spent(day=4_500), 501, False),
        (euros(week=5_000), Spent(day=0, week=5_000), 1, False),
        (euros(day=0), Spent(), 1, False),
        (euros(day=0), Spent(), 0, True),
        (euros(day=5_000, week=6_000), Spent(day=0, week=5_500), 1_000, False),
    ],
)
def test_money_a_day_and_a_week(limits: Limits, spent: Spent, amount: int, allowed: bool) -> None:
    assert allows(limits, spent, amount=amount, currency="EUR", now=NOW) == allowed


def test_money_of_another_currency_is_not_counted() -> None:
    assert allows(euros(day=0), Spent(), amount=500, currency="USD", now=NOW)


@pytest.mark.parametrize(
    ("began", "allowed"),
    [(None, True), (NOW, True), (NOW - 29 * MINUTE, True), (NOW - 30 * MINUTE, False), (NOW - DAY + 1, False),
     (NOW - DAY, True)],
)  # fmt: skip
def test_time_a_day_runs_from_the_first_claim(began: int | None, allowed: bool) -> None:
    spent = Spent(began_at=began)

    assert allows(euros(minutes=30), spent, amount=1, currency="EUR", now=NOW) == allowed


def test_the_first_limits_hold_at_once() -> None:
    assert in_force(change(None, euros(day=5_000), NOW), NOW) == euros(day=5_000)


@pytest.mark.parametrize(
    ("old", "wanted", "at_once"),
    [
        (euros(day=5_000), euros(day=3_000), euros(day=3_000)),
        (euros(day=5_000), euros(day=8_000), euros(day=5_000)),
        (euros(day=5_000), euros(), euros(day=5_000)),
        (euros(day=5_000), euros(day=8_000, week=9_000), euros(day=5_000, week=9_000)),
        (euros(day=5_000, minutes=60), euros(day=1_000, minutes=90), euros(day=1_000, minutes=60)),
        (euros(day=5_000), Limits("USD", day=1_000), euros(day=5_000)),
        (euros(minutes=60), Limits("USD", minutes=30), Limits("USD", minutes=30)),
    ],
)
def test_lower_at_once_and_higher_after_a_day(old: Limits, wanted: Limits, at_once: Limits) -> None:
    kept = change(Kept(old), wanted, NOW)

    assert in_force(kept, NOW) == at_once
    assert in_force(kept, NOW + RAISE_AFTER - 1) == at_once
    assert in_force(kept, NOW + RAISE_AFTER) == wanted


def test_to_ask_again_for_more_starts_the_day_again() -> None:
    first = change(Kept(euros(day=100)), euros(day=200), NOW)
    again = change(first, euros(day=300), NOW + DAY - 1)

    assert in_force(again, NOW + DAY) == euros(day=100)
    assert in_force(again, NOW + 2 * DAY) == euros(day=300)


limits = st.builds(euros, day=st.none() | st.integers(0, 100), week=st.none() | st.integers(0, 100),
                   minutes=st.none() | st.integers(0, 100))  # fmt: skip


@given(limits, st.lists(limits, max_size=5))
def test_no_sequence_of_changes_loosens_a_limit_within_a_day(first: Limits, changes: list[Limits]) -> None:
    kept = change(None, first, NOW)
    for number, wanted in enumerate(changes):
        kept = change(kept, wanted, NOW + number)
    held = in_force(kept, NOW + RAISE_AFTER - 1)

    for name in ("day", "week", "minutes"):
        before, after = getattr(first, name), getattr(held, name)
        assert before is None or (after is not None and after <= before)
