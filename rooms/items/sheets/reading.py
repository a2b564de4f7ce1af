"""From a file to items: all that can be read, and a remark for everything that is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _, gettext_noop
from pydantic import ValidationError

from rooms import formats
from rooms.frames.items import MAX_VARIANTS, MAX_WEIGHT, AddItem
from rooms.frames.values import MAX_STOCK
from rooms.items.sheets import shopify, table
from rooms.items.sheets.table import Remark, Row, Table, Unreadable
from rooms.rules import kinds, money

COLUMNS = (
    "Item", "Title", "Description", "Note", "Price", "Limit",
    "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Kind", "Kind price", "Stock",
    "Weight", "Hold minutes", "First paid",
)  # fmt: skip
"""Our own columns. Rows with the same `Item` are kinds of one item; what the item has in common stands in the first."""
NEEDED = ("Title", "Price", "Stock")
IN_COMMON = (
    "Title",
    "Description",
    "Note",
    "Price",
    "Limit",
    "Weight",
    "Hold minutes",
    "First paid",
    "Option1 Name",
    "Option2 Name",
)
NO_STOCK = gettext_noop(
    "this export has no stock, as of a shop with several locations: say how many there are of each"
)
LABEL = gettext_noop("this has at most 40 characters")
UNITS = gettext_noop("this is a whole number from 0 to %(stock)s")
TOO_DEAR = gettext_noop("this is more than a price can be")
BOUNDS = {
    "title": ("Title", gettext_noop("a title has 1 to 80 characters")),
    "description": ("Description", gettext_noop("a description has at most %(words)s characters")),
    "note": ("Note", gettext_noop("a note has at most %(words)s characters")),
    "price": ("Price", TOO_DEAR),
    "per_buyer_limit": ("Limit", gettext_noop("this is a whole number from 1 to %(stock)s")),
    "weight": ("Weight", gettext_noop("this is a whole number of grams from 0 to %(weight)s")),
    "hold_minutes": ("Hold minutes", gettext_noop("a hold lasts from 1 to 60 minutes")),
    "axes": ("Option1 Name", LABEL),
    "variants": ("Item", gettext_noop("an item has at most %(kinds)s kinds")),
    "variants.stock": ("Stock", UNITS),
    "variants.price": ("Kind price", TOO_DEAR),
    "variants.name": ("Kind", LABEL),
    "variants.options": ("Option1 Value", LABEL),
}
"""The column and the words for a value that is out of bounds, by its place in the command."""
MOST = {"stock": MAX_STOCK, "words": 2_000, "weight": MAX_WEIGHT, "kinds": MAX_VARIANTS}
KINDS = (
    gettext_noop("two axes have the same name"),
    gettext_noop("each kind has one option for each axis"),
    gettext_noop("two kinds have the same name"),
    gettext_noop("two kinds have the same options"),
)
"""What `rules/kinds` says of them, which knows no catalogue."""
YES, NO = frozenset(("yes", "true", "1", "x")), frozenset(("", "no", "false", "0"))
UNKEEPABLE = gettext_noop("this has characters that cannot be kept")


@dataclass(slots=True)
class Sheet:
    """What is in a file. It is only good to import while nothing is `wrong`; `notes` do not stand in the way."""

    rows: int = 0
    asks_stock: bool = False
    items: list[AddItem] = field(default_factory=list)
    wrong: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


def read(data: bytes, party_id: str, currency: str, stock: int | None = None) -> Sheet:
    """The items in a file, for a party and its currency. Never raises. `stock`: the units of each kind where the file
    has no column for them, as an export of a shop with several locations."""
    sheet = Sheet()
    try:
        found = table.read(data)
        called, rows = _ours(found, sheet, stock)
    except Unreadable as unreadable:
        sheet.wrong.append(unreadable.remark)
        return sheet
    sheet.rows = len(rows)
    reader = Reader(party_id, currency, sheet)
    for group in _groups(rows):
        reader.take(group)
    wrong = sorted({*found.wrong, *sheet.wrong})
    sheet.wrong = [remark._replace(column=called.get(remark.column, remark.column)) for remark in wrong]
    if not rows and not sheet.wrong:
        sheet.wrong.append(Remark(1, "", _("there is no item in the file")))
    return sheet


def _ours(found: Table, sheet: Sheet, stock: int | None) -> tuple[dict[str, str], list[Row]]:
    """What the file calls our columns, and its rows in them."""
    if export := shopify.of(found, sheet.notes, stock):
        sheet.asks_stock = stock is None and not export.has_stock
        if sheet.asks_stock:
            raise Unreadable(found.line, _(NO_STOCK), export.called["Stock"])
        return export.called, export.rows()
    for name in NEEDED:
        if not found.has(name):
            raise Unreadable(found.line, _("this column is missing"), name)
    known = {name.casefold() for name in COLUMNS}
    sheet.notes += [
        Remark(found.line, name, _("this column is not known and left out"))
        for name in found.columns
        if name and name.casefold() not in known
    ]
    return {}, found.rows


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each item, in the order of their first ones."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["Item"] or f"\n{row.line}", []).append(row)
    yield from groups.values()


class Reader:
    """Reads items into a sheet, one group of rows after the other."""

    def __init__(self, party_id: str, currency: str, sheet: Sheet) -> None:
        self._party_id = party_id
        self._currency = currency
        self._sheet = sheet

    def take(self, rows: list[Row]) -> None:
        """One item, or what is wrong with it."""
        before = len(self._sheet.wrong)
        first, *others = rows
        self._see_the_same(first, others)
        axes = [number for number in (1, 2) if first[f"Option{number} Name"]]
        fields: dict[str, Any] = {
            "party_id": self._party_id,
            "title": first["Title"],
            "description": first["Description"],
            "note": first["Note"],
            "price": self._money(first, "Price"),
            "per_buyer_limit": self._number(first, "Limit") if first["Limit"] else None,
            "weight": self._number(first, "Weight") if first["Weight"] else 0,
            "hold_minutes": self._number(first, "Hold minutes") if first["Hold minutes"] else None,
            "first_paid": self._answer(first, "First paid"),
            "axes": [first[f"Option{number} Name"] for number in axes],
            "variants": [self._kind(row, axes) for row in rows],
        }
        if len(self._sheet.wrong) > before:
            return
        try:
            item = AddItem.model_validate(fields)
        except ValidationError as error:
            self._sheet.wrong += [_remark(one, rows) for one in error.errors(include_url=False)]
            return
        self._see_kinds(item, rows)
        self._sheet.items.append(item)

    def _kind(self, row: Row, axes: list[int]) -> dict[str, Any]:
        for number in (1, 2):
            name, value = f"Option{number} Name", f"Option{number} Value"
            if number in axes and not row[value]:
                self._say(row, value, _("this is empty"))
            if number not in axes and row[value]:
                self._say(row, name, _("what is this an option of? Name it"))
        return {
            "name": row["Kind"],
            "options": [row[f"Option{number} Value"] for number in axes],
            "price": self._money(row, "Kind price") if row["Kind price"] else None,
            "stock": self._number(row, "Stock"),
        }

    def _see_the_same(self, first: Row, others: list[Row]) -> None:
        for row in others:
            for column in IN_COMMON:
                if row[column] not in ("", first[column]):
                    self._say(
                        row,
                        column,
                        _("line %(line)s says something else of the same item") % {"line": first.line},
                    )

    def _see_kinds(self, item: AddItem, rows: list[Row]) -> None:
        told = [(kind.name, kind.options) for kind in item.variants]
        for count, row in enumerate(rows, start=1):
            if wrong := kinds.why_not(item.axes, told[:count]):
                self._say(row, "Option1 Value" if item.axes else "Kind", _(wrong))
                return

    def _money(self, row: Row, column: str) -> int | None:
        amount = money.minor(row[column], self._currency)
        if amount is None:
            self._say(
                row, column, _("write the price as %(example)s") % {"example": money.example(self._currency)}
            )
        elif amount > money.most(self._currency):
            self._say(row, column, _(TOO_DEAR))
        return amount

    def _number(self, row: Row, column: str) -> int | None:
        cell = row[column]
        if cell.isascii() and cell.isdigit() and len(cell) < 10:
            return int(cell)
        self._say(row, column, _("this is empty") if not cell else _("write a whole number"))
        return None

    def _answer(self, row: Row, column: str) -> bool:
        said = row[column].casefold()
        if said not in YES | NO:
            self._say(row, column, _("write yes or no"))
        return said in YES

    def _say(self, row: Row, column: str, why: str) -> None:
        self._sheet.wrong.append(Remark(row.line, column, why))


def _remark(error: Any, rows: list[Row]) -> Remark:
    """What a value out of bounds means to the person whose file it is."""
    place = error["loc"]
    words = [part for part in place if isinstance(part, str)]
    column, why = BOUNDS[".".join(words)]
    row = rows[place[1]] if words[0] == "variants" and len(place) > 1 else rows[0]
    if words[-1] in ("axes", "options") and isinstance(place[-1], int):
        column = column.replace("1", str(place[-1] + 1))
    if error["type"] == "bad_text" and "limit" not in error.get("ctx", {}):
        why = UNKEEPABLE
    most = {name: formats.number(value) for name, value in MOST.items()}
    return Remark(row.line, column, _(why) % most)
