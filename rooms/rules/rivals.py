"""Which bidders look as if they only drove prices: shown to the room's owner in plain words, never punished by machine.

Whoever bids on lot after lot, against the same winner or for the same seller alone, and never buys anything here may be
unlucky; or somebody's shill. A person has to look.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

FEWEST_LOTS = 3
"""Lots that one bidder lost to the same other. Twice is chance, and bidders of one taste meet again."""
FEWEST_OF_A_SELLER = 5
"""Lots of one seller, and of nobody else, that a bidder who buys nothing bid for."""


class Lost(NamedTuple):
    """What somebody bid for lots of a seller that another led in the end."""

    bidder: str
    rival: str
    seller: str
    lots: int
    bids: int


class Pair(NamedTuple):
    """Somebody who never bought here, and whom she bid against, or whose lots alone she bid for."""

    bidder: str
    other: str
    what: Literal["rival", "seller"]
    lots: int
    bids: int


def pairs(lost: Iterable[Lost], bought: Collection[str]) -> list[Pair]:
    """Those that look like it, the most lots first. `bought`: who has paid for something in the room."""
    against: dict[tuple[str, str], list[Lost]] = defaultdict(list)
    sellers: dict[str, dict[str, list[Lost]]] = defaultdict(lambda: defaultdict(list))
    for one in lost:
        if one.bidder not in bought:
            against[one.bidder, one.rival].append(one)
            sellers[one.bidder][one.seller].append(one)
    found = [_pair(bidder, rival, "rival", among) for (bidder, rival), among in against.items()]
    for bidder, by_seller in sellers.items():
        if len(by_seller) == 1:
            found += [_pair(bidder, seller, "seller", among) for seller, among in by_seller.items()]
    fewest = {"rival": FEWEST_LOTS, "seller": FEWEST_OF_A_SELLER}
    return sorted((one for one in found if one.lots >= fewest[one.what]), key=lambda one: (-one.lots, *one))


def _pair(bidder: str, other: str, what: Literal["rival", "seller"], among: list[Lost]) -> Pair:
    return Pair(bidder, other, what, sum(one.lots for one in among), sum(one.bids for one in among))
