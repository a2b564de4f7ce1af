"""By how much a bid must pass the price: a table of bands, each from a price on, in minor units.

The bands from 1.00 on are those that live auctions in the field use; below, a tenth of a unit is enough.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

Band = tuple[int, int]
"""From this price on, this step."""

BANDS: tuple[Band, ...] = (
    (0, 10),
    (1_00, 1_00),
    (30_00, 2_00),
    (50_00, 3_00),
    (100_00, 5_00),
    (300_00, 10_00),
    (1_000_00, 20_00),
    (2_000_00, 50_00),
)
MAX_BANDS = 12


def step_at(price: int, bands: Sequence[Band] = BANDS) -> int:
    """The step of the band in which `price` lies."""
    return bands[bisect_right(bands, price, key=lambda band: band[0]) - 1][1]


def is_table(bands: Sequence[Band]) -> bool:
    """Whether these are bands: the first from nothing on, each from a higher price and with no smaller step."""
    starts, steps = [start for start, _ in bands], [step for _, step in bands]
    rising = all(one < other for one, other in pairwise(starts))
    return bool(bands) and starts[0] == 0 and rising and steps == sorted(steps) and steps[0] > 0
