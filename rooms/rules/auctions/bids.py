"""Who leads, and at which price.

A bid is the most its bidder would pay. Whoever would pay most leads, at a price one step above what the
next would pay, and never more than her own most. Of two who would pay the same the one with the lower
offset leads, at that price. The first bid stands at the start price. As soon as somebody would pay the
reserve, the price is at least the reserve. A price never falls. Where bids are struck and the others would
make a lower one, the lot does not go on: who had the leader's secret told to her by the price, and then left,
would have sold it to whoever bids next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from livesell.wire.codes import Code
from rooms.rules.auctions.increments import Band, step_at


@dataclass(frozen=True, slots=True)
class Terms:
    """What was said before the first bid. Amounts in minor units; the reserve is the seller's secret."""

    start_price: int
    bands: Sequence[Band]
    reserve: int | None = None
    buy_now: int | None = None


def agree(start_price: int, reserve: int | None, buy_now: int | None) -> bool:
    """Whether a lot may be put up so. Whoever buys at once pays at least the reserve, or the seller's secret is told
    for less than it is worth."""
    least = start_price if reserve is None else reserve
    return least >= start_price and (buy_now is None or buy_now >= least)


@dataclass(frozen=True, slots=True)
class Board:
    """What stands. `ceiling` is the leader's most, which nobody else is told; `bids` counts what was told.

    A leader without a price is a runner-up: she is offered the lot at her own bid, and others are told no sum.
    """

    price: int | None = None
    leader: str | None = None
    ceiling: int = 0
    bids: int = 0

    @property
    def owed(self) -> int | None:
        """What the leader owes if it is sold to her now."""
        return self.ceiling if self.leader and self.price is None else self.price


class Most(NamedTuple):
    """Somebody's bid."""

    bidder: str
    maximum: int


def least(board: Board, terms: Terms) -> int:
    """The least that a bid may be, of anybody but the leader."""
    return terms.start_price if board.price is None else board.price + step_at(board.price, terms.bands)


def is_reserve_met(board: Board, terms: Terms) -> bool:
    """Whether it would be sold at this price; without a reserve at any."""
    return terms.reserve is None or (board.owed is not None and board.owed >= terms.reserve)


def why_not(board: Board, terms: Terms, bid: Most) -> Code | None:
    """Why a bid does not count: it is below the next step, or no more than the leader's own; None where it does."""
    too_low = (
        bid.maximum <= board.ceiling if bid.bidder == board.leader else bid.maximum < least(board, terms)
    )
    return Code.TOO_LOW if too_low else None


def after(board: Board, terms: Terms, bid: Most) -> Board:
    """What stands after the bid. Others see a raise of the leader's own most only if it meets the reserve."""
    if bid.bidder == board.leader:
        ceiling = max(board.ceiling, bid.maximum)
        price = _price(board, terms, board.price or 0, ceiling)
        return Board(price, board.leader, ceiling, board.bids + (price != board.price))
    ceiling, count = max(board.ceiling, bid.maximum), board.bids + 1
    leads = board.leader is None or bid.maximum > board.ceiling
    if board.leader is None:
        price = terms.start_price
    else:
        second = min(board.ceiling, bid.maximum)
        price = min(ceiling, second + step_at(second, terms.bands))
    return Board(_price(board, terms, price, ceiling), bid.bidder if leads else board.leader, ceiling, count)


def replay(terms: Terms, bids: Iterable[Most]) -> Board:
    """What these bids make, in their order."""
    board = Board()
    for bid in bids:
        board = after(board, terms, bid)
    return board


def after_strike(told: int | None, terms: Terms, left: Iterable[Most]) -> Board | None:
    """What the bids that are left make, after the price was told; None where that would be less than was told."""
    board = replay(terms, left)
    return None if (terms.start_price if board.price is None else board.price) < (told or 0) else board


def _price(board: Board, terms: Terms, price: int, ceiling: int) -> int:
    """Never below what stood, and at least the reserve once somebody would pay that."""
    reserve = terms.reserve if terms.reserve is not None and ceiling >= terms.reserve else 0
    return max(price, board.price or 0, reserve)
