"""From items to a file that reads as the same items again, and that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

from rooms.items.sheets.reading import COLUMNS
from rooms.items.sheets.table import guard
from rooms.models.items import Item
from rooms.rules import money
from rooms.rules.kinds import name_of


def write(items: Iterable[Item], currency: str) -> str:
    """A row for each kind, in our own columns. `items` come with their variants, in their order."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for item in items:
        for row in _rows(item, currency):
            rows.writerow([guard(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _rows(item: Item, currency: str) -> Iterable[list[str]]:
    price = money.typed(item.price, currency)
    limit = "" if item.per_buyer_limit is None else str(item.per_buyer_limit)
    axes = [*item.axes, "", ""]
    for kind in sorted(item.variants.all(), key=lambda one: one.place):
        options = [*kind.options, "", ""]
        name = "" if kind.name == name_of("", kind.options) else kind.name
        own = "" if kind.price is None else money.typed(kind.price, currency)
        yield [
            str(item.number), item.title, item.description, item.note, price, limit,
            axes[0], options[0], axes[1], options[1], name, own, str(kind.stock),
            str(item.weight or ""), str(item.hold_minutes or ""), "yes" if item.first_paid else "",
        ]  # fmt: skip
