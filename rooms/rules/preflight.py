"""What is wrong before a party goes live. One finding stops it; the others are told and may be left as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

What = Literal[
    "nothing_to_sell", "no_price", "no_stock", "no_picture", "no_shipping", "no_moderator", "hold_short", "hold_long",
    "seller_without_items", "terms_other_currency", "code_other_currency",
]  # fmt: skip
STOPS = frozenset({"nothing_to_sell"})
SHORT_HOLD, LONG_HOLD = 5, 30
"""Minutes. Under five a buyer who types her address loses the hold; over thirty the line stands still for a third of
a usual show."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An item that is not withdrawn: its lowest price, its stock in all, its pictures."""

    item_id: str
    seller_id: str
    price: int
    stock: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A party before it is live. `unshipped`: sellers who have no shipping rule; `other_terms`: those whose rule is in
    another currency, so that sending would cost nothing; `other_codes`: those who have codes in another."""

    hold_minutes: int
    items: tuple[Offered, ...]
    lineup: tuple[str, ...]
    moderators: int
    unshipped: frozenset[str]
    other_terms: frozenset[str] = frozenset()
    other_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: with the party, an item, or a seller."""

    what: What
    item_id: str | None = None
    seller_id: str | None = None

    @property
    def stops(self) -> bool:
        """Whether the party cannot go live so."""
        return self.what in STOPS


def findings(plan: Plan) -> list[Finding]:
    """Everything that is wrong: first with the party, then with its sellers, then item by item."""
    return [*_of_party(plan), *_of_sellers(plan), *(one for item in plan.items for one in _of_item(item))]


def _of_party(plan: Plan) -> Iterator[Finding]:
    if not plan.items:
        yield Finding("nothing_to_sell")
    if not plan.moderators:
        yield Finding("no_moderator")
    if plan.hold_minutes < SHORT_HOLD:
        yield Finding("hold_short")
    if plan.hold_minutes > LONG_HOLD:
        yield Finding("hold_long")


def _of_sellers(plan: Plan) -> Iterator[Finding]:
    selling = list(dict.fromkeys(item.seller_id for item in plan.items))
    for seller in plan.lineup:
        if seller not in selling:
            yield Finding("seller_without_items", seller_id=seller)
    for seller in selling:
        if seller in plan.unshipped:
            yield Finding("no_shipping", seller_id=seller)
        if seller in plan.other_terms:
            yield Finding("terms_other_currency", seller_id=seller)
        if seller in plan.other_codes:
            yield Finding("code_other_currency", seller_id=seller)


def _of_item(item: Offered) -> Iterator[Finding]:
    if item.price == 0:
        yield Finding("no_price", item.item_id, item.seller_id)
    if item.stock == 0:
        yield Finding("no_stock", item.item_id, item.seller_id)
    if item.pictures == 0:
        yield Finding("no_picture", item.item_id, item.seller_id)
