"""Token buckets: how often somebody may ask."""

import pytest
from hypothesis import given, strategies as st

from livesell.access.buckets import Buckets, Rate, rate

BEN = ("ben", "message.post")
BEA = ("bea", "message.post")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("5 in 10s", Rate(5, 10)), ("600 in 600s", Rate(600, 600)), ("1 in 0.5s", Rate(1, 0.5))],
)
def test_a_rate_is_written_as_it_is_said(text: str, meant: Rate) -> None:
    assert rate(text) == meant


def test_five_at_once_and_then_one_every_two_seconds() -> None:
    buckets, allowed = Buckets(), rate("5 in 10s")

    assert [buckets.take(BEN, allowed, 100.0) for _ in range(5)] == [0.0] * 5
    assert buckets.take(BEN, allowed, 100.0) == pytest.approx(2.0)
    assert buckets.take(BEN, allowed, 101.5) == pytest.approx(0.5)
    assert buckets.take(BEN, allowed, 102.0) == 0.0
    assert buckets.take(BEN, allowed, 102.0) == pytest.approx(2.0)


def test_being_refused_costs_nothing() -> None:
    buckets, allowed = Buckets(), rate("1 in 10s")
    buckets.take(BEN, allowed, 0.0)

    for moment in range(9):
        assert buckets.take(BEN, allowed, float(moment)) > 0

    assert buckets.take(BEN, allowed, 10.0) == 0.0


def test_patience_is_not_saved_up_beyond_the_burst() -> None:
    buckets, allowed = Buckets(), rate("2 in 2s")

    took = [buckets.take(BEN, allowed, 1e6) for _ in range(3)]

    assert took[:2] == [0.0, 0.0]
    assert took[2] > 0


def test_bea_does_not_wait_for_ben() -> None:
    buckets, allowed = Buckets(), rate("1 in 10s")
    buckets.take(BEN, allowed, 0.0)

    assert buckets.take(BEA, allowed, 0.0) == 0.0


def test_full_buckets_are_forgotten_first() -> None:
    buckets, allowed = Buckets(most=3), rate("1 in 10s")
    for number, moment in enumerate((0.0, 8.0, 9.0)):
        buckets.take((str(number), ""), allowed, moment)

    buckets.take(BEN, allowed, 12.0)

    assert buckets.take(("1", ""), allowed, 12.0) > 0, "the bucket that is not full is still known"


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), max_size=300))
def test_memory_is_bounded_however_many_ask(asks: list[tuple[int, int]]) -> None:
    buckets, allowed, now = Buckets(most=10), rate("1 in 10s"), 0.0
    for who, pause in asks:
        now += pause
        buckets.take((str(who), ""), allowed, now)
        assert len(buckets._full_at) <= 10


@given(st.lists(st.floats(0, 3), max_size=200), st.integers(1, 5), st.integers(1, 10))
def test_in_any_window_no_more_pass_than_the_rate_says(pauses: list[float], burst: int, seconds: int) -> None:
    buckets, allowed = Buckets(), Rate(burst, seconds)
    now, passed = 0.0, list[float]()
    for pause in pauses:
        now += pause
        if buckets.take(BEN, allowed, now) == 0:
            passed.append(now)
    for place, start in enumerate(passed):
        inside = [one for one in passed[place:] if one < start + seconds - 1e-6]
        assert len(inside) <= 2 * burst - (0 if burst > 1 else 1)
