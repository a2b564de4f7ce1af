"""What an order comes to: goods, less a discount, plus shipping, with tax. Integers in minor units throughout.

Goods are the sum of the lines. A discount comes off the goods and never takes more than they are. Shipping is
reckoned once for all that goes into one parcel, by the seller's rule. Tax has one rate for what is left of the
goods and for the shipping, and is rounded once, on their sum, half up; it is contained in the prices or added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = 10_000
"""Basis points: 100 of them are one per cent."""


@dataclass(frozen=True, slots=True)
class Line:
    """`quantity` units at `price` each, of `weight` grams each. A `gift` was won, and is sent for nothing too."""

    price: int
    quantity: int
    weight: int = 0
    gift: bool = False


@dataclass(frozen=True, slots=True)
class Pieces:
    """So much for the first piece, so much for each further one. `further <= first`; a flat price has 0 there."""

    first: int
    further: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """By weight: `bands` are (up to so many grams, price), lightest first; `above` is for whatever is heavier."""

    bands: tuple[tuple[int, int], ...]
    above: int


Rate = Pieces | Weights


@dataclass(frozen=True, slots=True)
class Shipping:
    """A seller's rule: a rate for the countries of each region, one for everywhere else, free from a sum of goods."""

    everywhere: Rate
    regions: tuple[tuple[frozenset[str], Rate], ...] = ()
    free_from: int | None = None


@dataclass(frozen=True, slots=True)
class Tax:
    """A rate in basis points, contained in the prices or added to them."""

    rate: int = 0
    included: bool = True


@dataclass(frozen=True, slots=True)
class Discount:
    """Off the goods: `points` of a hundredth per cent, and an `amount`."""

    points: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent already, and what was billed for sending it."""

    lines: tuple[Line, ...] = ()
    shipping: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """`total == goods - discount + shipping`, and the tax on top where it is not included."""

    goods: int
    discount: int
    shipping: int
    tax: int
    tax_included: bool

    @property
    def total(self) -> int:
        """What the buyer pays."""
        return self.goods - self.discount + self.shipping + (0 if self.tax_included else self.tax)


def reckon(
    lines: Sequence[Line],
    shipping: Shipping,
    tax: Tax,
    discount: Discount,
    country: str,
    most: int | None = None,
    parcel: Parcel = Parcel(),
) -> Totals:
    """The totals of these lines, sent to that country in that parcel. Shipping never comes to more than `most`, if that
    is given: an order that got smaller by no fault of the buyer's does not cost more to send."""
    goods = sum(line.price * line.quantity for line in lines)
    off = min(goods, discount.amount + half_up(goods * discount.points, WHOLE))
    sent = ship_with(parcel, lines, shipping, country)
    sent = sent if most is None else min(sent, most)
    base = goods - off + sent
    due = half_up(base * tax.rate, WHOLE + tax.rate if tax.included else WHOLE)
    return Totals(goods, off, sent, due, tax.included)


def ship(lines: Sequence[Line], rule: Shipping, country: str) -> int:
    """What it costs to send all lines together; what was won is sent for nothing. Whether it is free goes by the goods'
    full price."""
    lines = [line for line in lines if not line.gift]
    goods = sum(line.price * line.quantity for line in lines)
    if not any(line.quantity for line in lines) or (rule.free_from is not None and goods >= rule.free_from):
        return 0
    rate = next((rate for countries, rate in rule.regions if country in countries), rule.everywhere)
    if isinstance(rate, Pieces):
        return rate.first + rate.further * (sum(line.quantity for line in lines) - 1)
    together = _by_weight(rate, sum(line.weight * line.quantity for line in lines))
    return min(together, sum(_by_weight(rate, line.weight) * line.quantity for line in lines))


def ship_with(parcel: Parcel, lines: Sequence[Line], rule: Shipping, country: str) -> int:
    """What it costs to send these too: what the parcel costs more, but never more than a parcel of their own."""
    together = ship([*parcel.lines, *lines], rule, country) - parcel.shipping
    return max(0, min(together, ship(lines, rule, country)))


def half_up(above: int, below: int) -> int:
    """`above / below`, both not negative, to the nearest whole; a half goes up."""
    return (2 * above + below) // (2 * below)


def _by_weight(rate: Weights, grams: int) -> int:
    return next((price for up_to, price in rate.bands if grams <= up_to), rate.above)
