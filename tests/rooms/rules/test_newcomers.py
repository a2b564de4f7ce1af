"""When new accounts from one place are many."""

import pytest

from rooms.rules.newcomers import FEWEST, FRESH, MORE, MOST, WITHIN, arrived, is_fresh

NOON = 1_750_000_000_000


@pytest.mark.parametrize(
    ("since", "fresh"),
    [(NOON, True), (NOON - FRESH + 1, True), (NOON - FRESH, False), (0, False), (NOON + 1, True)],
)
def test_an_account_is_new_for_a_day(since: int, fresh: bool) -> None:
    assert is_fresh(since, NOON) is fresh


def told(arrivals: list[tuple[str, int]]) -> list[int]:
    """The numbers that are told of those who come."""
    seen: dict[str, int] = {}
    found = []
    for who, at in arrivals:
        seen, many = arrived(seen, who, at)
        found += [many] if many is not None else []
        assert len(seen) <= MOST
    return found


@pytest.mark.parametrize(
    ("what", "arrivals", "numbers"),
    [
        ("a household", [(f"u{n}", NOON) for n in range(FEWEST - 1)], []),
        ("five at once", [(f"u{n}", NOON) for n in range(FEWEST)], [FEWEST]),
        ("twenty are one crowd", [(f"u{n}", NOON + n) for n in range(20)], [FEWEST]),
        ("ten times as many", [(f"u{n}", NOON + n) for n in range(400)], [FEWEST, FEWEST * MORE]),
        ("ten thousand", [(f"u{n}", NOON + n) for n in range(10_000)], [FEWEST, FEWEST * MORE, MOST]),
        ("one who asks often", [("u1", NOON + n) for n in range(100)], []),
        ("one every three minutes", [(f"u{n}", NOON + n * WITHIN * 3 // 10) for n in range(50)], []),
        ("two evenings", [(f"u{n % 5}", NOON + n // 5 * 20 * WITHIN) for n in range(10)], [FEWEST, FEWEST]),
    ],
)
def test_what_is_told(what: str, arrivals: list[tuple[str, int]], numbers: list[int]) -> None:
    assert told(arrivals) == numbers, what
