"""What buyer and seller agreed on when an order was confirmed. It stands, whatever is changed afterwards.

Kept with the bill: the seller's terms, the code that was used, the party's title, and what each line was called and
weighs. An order that is open has none yet: for it the seller's terms of today hold.
"""

from dataclasses import dataclass
from typing import Any, Self

from rooms.checkout import terms
from rooms.models.orders import Order
from rooms.models.terms import Discount, Terms
from rooms.rules.orders import is_good_in

OF_TERMS = ("currency", "shipping", "tax_rate", "tax_included", "pay_hours", "imprint", "how_to_pay")


@dataclass(frozen=True, slots=True)
class Sold:
    """What a line was called, and what a unit weighs."""

    title: str
    variant: str
    weight: int


@dataclass(frozen=True, slots=True)
class Off:
    """What a code takes off the goods, from so many goods on."""

    code: str
    points: int
    amount: int
    goods_from: int

    @classmethod
    def of(cls, discount: Discount) -> Self:
        """The code as it is today."""
        return cls(discount.code, discount.points, discount.amount, discount.goods_from)


@dataclass(frozen=True, slots=True)
class Agreement:
    """See the module. `lines` by the id of the line."""

    terms: Terms
    off: Off | None
    party_title: str
    lines: dict[str, Sold]

    def kept(self) -> dict[str, Any]:
        """As it is written beside the bill."""
        off = self.off and [self.off.code, self.off.points, self.off.amount]
        return {
            "terms": {name: getattr(self.terms, name) for name in OF_TERMS},
            "off": off,
            "party_title": self.party_title,
            "lines": {line: [sold.title, sold.variant, sold.weight] for line, sold in self.lines.items()},
        }


def of(order: Order) -> Agreement:
    """What was agreed; for an order that is not confirmed what would be agreed on now."""
    bill = getattr(order, "bill", None)
    return today(order) if bill is None else _read(order, bill.agreed)


def today(order: Order) -> Agreement:
    """What would be agreed on now."""
    lines = {
        line.pk: Sold(line.item.title, line.variant.name, line.item.weight) for line in order.lines.all()
    }
    own = terms.of_seller(order.party, order.seller_id)
    return Agreement(own, _off(order), order.party.title, lines)


def _off(order: Order) -> Off | None:
    """The code of an open order as it is today, where it is still good for its currency."""
    code = order.discount
    return (
        Off.of(code)
        if code and is_good_in(order.party.currency, code.currency, has_money=code.has_money)
        else None
    )


def _read(order: Order, agreed: dict[str, Any]) -> Agreement:
    own = Terms(room_id=order.party.room_id, seller_id=order.seller_id, **agreed["terms"])
    off = None
    if agreed["off"]:
        code, points, amount = agreed["off"]
        off = Off(code, points, amount, goods_from=0)
    lines = {line: Sold(*sold) for line, sold in agreed["lines"].items()}
    return Agreement(own, off, agreed["party_title"], lines)
