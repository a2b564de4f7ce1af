"""By how much a bid must pass the price: a table of bands, each from a price on, in minor units.

The bands from 1 on are those that live auctions in the field use; below, a tenth of a unit is enough. They are said in
units of the currency, as people count: from 2,000 yen on by 50 yen, from 1 dinar on by 1 dinar. Where everyday prices
have many zeros, every number of the table has them too: where a euro is ten thousand units or more, the table is in
hundreds, thousands or ten thousands.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from rooms.rules.money import CURRENCIES

Band = tuple[int, int]
"""From this price on, this step."""

TENTHS: tuple[Band, ...] = (
    (0, 1),
    (1_0, 1_0),
    (30_0, 2_0),
    (50_0, 3_0),
    (100_0, 5_0),
    (300_0, 10_0),
    (1_000_0, 20_0),
    (2_000_0, 50_0),
)
"""The usual bands, in tenths of a unit."""
MANY_ZEROS = 4
"""The magnitude of a currency from which on the table is multiplied, so that at 4 it is in hundreds."""
MAX_BANDS = 12


@cache
def bands_of(currency: str) -> tuple[Band, ...]:
    """The usual bands of a currency of `rooms.rules.money`, in its minor units. A step is one of those at least."""
    one = CURRENCIES[currency]
    zeros = one.magnitude - MANY_ZEROS + 2 if one.magnitude >= MANY_ZEROS else 0
    unit = 10 ** (one.digits + zeros)
    return tuple((-(-start * unit // 10), max(1, step * unit // 10)) for start, step in TENTHS)


def step_at(price: int, bands: Sequence[Band]) -> int:
    """The step of the band in which `price` lies."""
    return bands[bisect_right(bands, price, key=lambda band: band[0]) - 1][1]


def is_table(bands: Sequence[Band]) -> bool:
    """Whether these are bands: the first from nothing on, each from a higher price and with no smaller step."""
    starts, steps = [start for start, _ in bands], [step for _, step in bands]
    rising = all(one < other for one, other in pairwise(starts))
    return bool(bands) and starts[0] == 0 and rising and steps == sorted(steps) and steps[0] > 0
