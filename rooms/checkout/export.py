"""Orders as a table for a spreadsheet: one row for each line. No cell can be taken for a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

from livesell.wire.cells import safe
from rooms.checkout.views import OrderOut
from rooms.rules.money import typed

COLUMNS = (
    "order", "party", "state", "opened", "confirmed", "buyer", "name", "address", "country", "note", "item number",
    "item", "variant", "quantity", "unit price", "line sum", "currency", "order goods", "order discount", "code",
    "order shipping", "order tax", "order total", "received", "given back", "tracking",
)  # fmt: skip


def table(orders: Iterable[OrderOut]) -> str:
    """The orders, in UTF-8 with a mark for spreadsheets that ask for one.

    Money as people write it, with a point: 12.34, and 1234 in yen. So each sum is a number to a spreadsheet, and its
    currency stands in a column of its own.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for order in orders:
        writer.writerows(_rows(order))
    return "\ufeff" + text.getvalue()


def _rows(order: OrderOut) -> Iterable[list[object]]:
    to, sums, say = order.delivery, order.totals, partial(typed, currency=order.currency)
    for line in order.lines:
        if line.struck:
            continue
        cells = (
            order.id, order.party_title, order.state, _day(order.opened_at), _day(order.confirmed_at),
            order.buyer.name, to.name if to else "", to.address if to else "", to.country if to else "",
            to.note if to else "", line.number, line.title, line.variant, line.quantity, say(line.price),
            say(line.quantity * line.price), order.currency, say(sums.goods), say(sums.discount), order.code,
            say(sums.shipping), say(sums.tax), say(sums.total), say(order.received), say(order.given_back),
            order.tracking,
        )  # fmt: skip
        yield [safe(cell) for cell in cells]


def _day(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M") if at is not None else ""
