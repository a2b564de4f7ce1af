"""Who looks like a shill: a table of cases."""

import pytest

from rooms.rules.rivals import Lost, pairs

AGAINST_BEA = [Lost("ben", "bea", "sam", lots=2, bids=4), Lost("ben", "bea", "mia", lots=1, bids=1)]


@pytest.mark.parametrize(
    ("lost", "bought", "found"),
    [
        ([], (), []),
        # Against one winner, over the lots of any seller.
        (AGAINST_BEA, (), [("ben", "bea", "rival", 3, 5)]),
        (AGAINST_BEA[:1], (), []),
        (AGAINST_BEA, ("ben",), []),
        (AGAINST_BEA, ("bea",), [("ben", "bea", "rival", 3, 5)]),
        # For one seller alone, against anybody.
        ([Lost("ben", f"buyer {n}", "sam", 1, 2) for n in range(5)], (), [("ben", "sam", "seller", 5, 10)]),
        ([Lost("ben", f"buyer {n}", "sam", 1, 2) for n in range(4)], (), []),
        ([Lost("ben", f"buyer {n}", ("sam", "mia")[n % 2], 1, 2) for n in range(9)], (), []),
        # Two who drive each other's prices, the most lots first.
        (
            [Lost("ben", "bea", "sam", 3, 3), Lost("bea", "ben", "sam", 4, 9)],
            (),
            [("bea", "ben", "rival", 4, 9), ("ben", "bea", "rival", 3, 3)],
        ),
    ],
)
def test_who_bids_against_whom_and_never_buys(
    lost: list[Lost], bought: tuple[str, ...], found: list[tuple[str, str, str, int, int]]
) -> None:
    assert [tuple(one) for one in pairs(lost, bought)] == found
