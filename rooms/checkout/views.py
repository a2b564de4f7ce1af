"""Orders as those read them whom they concern. Whoever only hosts the room sees no address and no note."""

from collections.abc import Iterable, Sequence
from typing import Literal

from django.db.models import QuerySet
from ninja import Schema

from livesell.ledger.shown import shown
from livesell.wire.envelope import Id, Millis, Person
from rooms.checkout import agreements, billing, fulfilment
from rooms.checkout.agreements import Agreement
from rooms.models.orders import Bill, Delivery, Order, OrderLine
from rooms.rules.totals import Totals


class LineOut(Schema):
    """What was sold. `struck`: given back, or it could not be had any more when the money came."""

    item_id: Id
    variant_id: Id
    number: int
    title: str
    variant: str
    quantity: int
    price: int
    source: Literal["claim", "lot", "giveaway"]
    struck: bool


class TotalsOut(Schema):
    """In minor units. While an order is open, what it would come to now."""

    goods: int
    discount: int
    shipping: int
    tax: int
    tax_included: bool
    total: int


class DeliveryOut(Schema):
    name: str
    address: str
    country: str
    note: str


class OrderOut(Schema):
    """An order. `owed_back`: money that the seller owes the buyer. `code_missing`: how much more of goods the code asks
    for before it takes anything off. `rehearsal`: nothing was sold, and it goes with its room when the rehearsal is
    over."""

    id: Id
    room_id: Id
    party_id: Id
    party_title: str
    rehearsal: bool
    seller: Person
    buyer: Person
    state: Literal["open", "confirmed", "paid", "shipped", "done", "cancelled"]
    currency: str
    opened_at: Millis
    confirmed_at: Millis | None
    pay_until: Millis | None
    lapsed: bool
    reason: str
    tracking: str
    code: str
    code_missing: int
    lines: list[LineOut]
    totals: TotalsOut
    received: int
    given_back: int
    owed_back: int
    delivery: DeliveryOut | None


def of(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The orders with all that their views need."""
    return orders.select_related(
        "party__room", "buyer", "seller", "bill", "delivery", "discount"
    ).prefetch_related("lines__item", "lines__variant", "payments", "refunds")


def views(orders: Iterable[Order], *, private_to: str | None) -> list[OrderOut]:
    """Those orders that can be shown. Address and note are told where that person sells; None: of all of them."""
    return shown(
        orders, lambda order: view(order, private=private_to is None or order.seller_id == private_to)
    )


def view(order: Order, *, private: bool) -> OrderOut:
    """The order; with its address and note if `private`. What was confirmed is told as it was agreed on."""
    party, agreed = order.party, agreements.of(order)
    delivery = getattr(order, "delivery", None) if private else None
    return OrderOut.model_validate(
        {
            "id": order.pk,
            "room_id": party.room_id,
            "party_id": party.pk,
            "party_title": agreed.party_title,
            "rehearsal": party.room.rehearsal_of_id is not None,
            "seller": Person(id=order.seller_id, name=order.seller.name),
            "buyer": Person(id=order.buyer_id, name=order.buyer.name),
            "state": order.state,
            "currency": party.currency,
            "opened_at": order.opened_at,
            "confirmed_at": order.confirmed_at,
            "pay_until": order.pay_until,
            "lapsed": order.lapsed,
            "reason": order.reason,
            "tracking": order.tracking,
            "code": agreed.off.code if agreed.off else "",
            "code_missing": billing.code_missing(order, agreed),
            "lines": _lines(order, agreed),
            "totals": _totals(order, agreed),
            "received": fulfilment.received(order),
            "given_back": fulfilment.given(order),
            "owed_back": fulfilment.owed_back(order),
            "delivery": _delivery(delivery) if delivery else None,
        }
    )


def _lines(order: Order, agreed: Agreement) -> list[LineOut]:
    lines: Sequence[OrderLine] = sorted(order.lines.all(), key=lambda line: line.pk)
    return [
        LineOut.model_validate(
            {
                "item_id": line.item_id,
                "variant_id": line.variant_id,
                "number": line.item.number,
                "title": agreed.lines[line.pk].title,
                "variant": agreed.lines[line.pk].variant,
                "quantity": line.quantity,
                "price": line.price,
                "source": line.source,
                "struck": line.struck,
            }
        )
        for line in lines
    ]


def _totals(order: Order, agreed: Agreement) -> TotalsOut:
    found: Bill | Totals = getattr(order, "bill", None) or billing.reckoned(order, agreed)
    names = ("goods", "discount", "shipping", "tax", "tax_included", "total")
    return TotalsOut(**{name: getattr(found, name) for name in names})


def _delivery(delivery: Delivery) -> DeliveryOut:
    names = ("name", "address", "country", "note")
    return DeliveryOut(**{name: getattr(delivery, name) for name in names})
