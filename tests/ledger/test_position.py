"""Where a reader stands, and what an offered piece of the ledger means to her."""

import pytest
from hypothesis import given, strategies as st

from livesell.ledger.position import Position, Step, may_resume, step

TIP = Position("spring", 10)


@pytest.mark.parametrize(
    ("epoch", "first", "last", "meaning"),
    [
        ("spring", 11, 11, Step.DELIVER),
        ("spring", 11, 20, Step.DELIVER),
        ("spring", 9, 11, Step.DELIVER),
        ("spring", 1, 20, Step.DELIVER),
        ("spring", 10, 10, Step.SKIP),
        ("spring", 1, 9, Step.SKIP),
        ("spring", 12, 12, Step.FILL),
        ("spring", 100, 200, Step.FILL),
        ("autumn", 11, 11, Step.RESET),
        ("autumn", 1, 1, Step.RESET),
        ("", 11, 11, Step.RESET),
    ],
)
def test_a_piece_is_taken_known_early_or_of_another_life(
    epoch: str, first: int, last: int, meaning: Step
) -> None:
    assert step(TIP, epoch, first, last) is meaning


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        (Position("spring", 10), True),
        (Position("spring", 9), True),
        (Position("spring", 0), True),
        (Position("spring", 11), False),
        (Position("spring", 2**53 - 1), False),
        (Position("autumn", 10), False),
        (Position("autumn", 0), False),
    ],
)
def test_a_reader_goes_on_only_in_the_same_life_and_never_from_the_future(asked: Position, may: bool) -> None:
    assert may_resume(asked, TIP, 1_000) is may


def test_a_reader_too_far_behind_begins_anew() -> None:
    assert may_resume(Position("spring", 10), Position("spring", 1_010), 1_000)
    assert not may_resume(Position("spring", 9), Position("spring", 1_010), 1_000)


@given(st.integers(0, 20), st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5)), max_size=40))
def test_whatever_is_offered_nothing_is_taken_twice_and_nothing_left_out(
    start: int, pieces: list[tuple[int, int]]
) -> None:
    taken: list[int] = []
    tip = Position("e", start)
    for first, more in pieces:
        if step(tip, "e", first, first + more) is Step.DELIVER:
            taken.extend(range(tip.offset + 1, first + more + 1))
            assert first <= tip.offset + 1
            tip = Position("e", first + more)
    assert taken == list(range(start + 1, tip.offset + 1))
