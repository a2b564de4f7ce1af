"""A Shopify product export in our own columns, with the column names of before 2025 or of today."""

import html
import re

from django.utils.translation import gettext as _

from livesell.wire.text import GRAPHEME, graphemes
from rooms import formats
from rooms.items.sheets.table import Remark, Row, Table

OF_BEFORE = {
    "Item": "Handle",
    "Title": "Title",
    "Description": "Body (HTML)",
    "Price": "Variant Price",
    "Kind price": "Variant Price",
    "Stock": "Variant Inventory Qty",
    "Weight": "Variant Grams",
    "Picture": "Image Src",
}
OF_TODAY = {
    "Item": "URL handle",
    "Title": "Title",
    "Description": "Description",
    "Price": "Price",
    "Kind price": "Price",
    "Stock": "Inventory quantity",
    "Weight": "Weight value (grams)",
    "Picture": "Product image URL",
}
"""What our columns are called there; the options have our names."""
SIGNS = ("Item", "Title", "Price")
OPTIONS = ("Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value")
OF_A_KIND = ("Option1 Value", "Option2 Value", "Option3 Value", "Price", "Stock", "Weight")
NOT_FOR_SALE = frozenset(("draft", "archived", "unlisted"))
MAX_TITLE, MAX_LABEL, MAX_DESCRIPTION = 80, 40, 2_000
BLOCKS = (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody tfoot thead tr ul"
)
BREAKS = frozenset(BLOCKS.split())
CELLS = frozenset(("td", "th"))
TAG = re.compile(
    r"<!--(?:.*?-->|.*)|<(?P<silent>script|style)\b(?:.*?</(?P=silent)\s*>|.*)|<[!?][^<>]*>"
    r"|</?(?P<name>[a-z][a-z0-9]*)[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""A tag, a comment, or a script whole. What is never closed reaches to the end, so that looking stays linear: the
parser of the standard library took 40 s for 900 kB of open comments."""


class Export:
    """A table that is such an export, and what it calls our columns. `stock` stands for a column that it lacks."""

    def __init__(self, table: Table, called: dict[str, str], notes: list[Remark], stock: int | None) -> None:
        self.called = called
        self.has_stock = table.has(called["Stock"])
        self._table, self._notes, self._stock = table, notes, stock
        self._first: dict[str, Row] = {}
        self._kinds: dict[str, list[tuple[str, ...]]] = {}
        self._left_out: set[str] = set()
        self._noted: set[str] = set()

    def rows(self) -> list[Row]:
        """Its rows in our columns; what is left out or changed on the way is noted."""
        return [Row(row.line, self._cells(row)) for row in self._table.rows if self._is_kind(row)]

    def _is_kind(self, row: Row) -> bool:
        """Whether a row is a kind of an item that is for sale; others hold a further picture, or a draft."""
        handle = self._of(row, "Item")
        if self._of(row, "Picture"):
            self._note_once(row, "Picture", _("pictures are left out: add photos afterwards"))
        if row["Status"].casefold() in NOT_FOR_SALE and handle not in self._left_out:
            self._left_out.add(handle)
            self._note(
                row, "Status", _("“%(handle)s” is left out: it is no active product") % {"handle": handle}
            )
        if handle in self._left_out:
            return False
        told = tuple(self._of(row, name) for name in OF_A_KIND)
        earlier = self._kinds.setdefault(handle, [])
        if self._first.setdefault(handle, row) is not row and self._repeats(row, told, earlier):
            return False
        earlier.append(told)
        if row["Option3 Value"]:
            self._table.wrong.append(Remark(row.line, "Option3 Value", _("an item has at most two options")))
        return True

    def _repeats(self, row: Row, told: tuple[str, ...], earlier: list[tuple[str, ...]]) -> bool:
        """Whether a further row says nothing of a kind, or no more than was said above beside a picture of its own."""
        if not any(told):
            return True
        if not self._of(row, "Picture"):
            return False
        return any(all(new in ("", old) for new, old in zip(told, kind, strict=True)) for kind in earlier)

    def _cells(self, row: Row) -> dict[str, str]:
        first = self._first[self._of(row, "Item")]
        price, weight = self._of(first, "Price"), self._of(first, "Weight")
        is_first, plain = first is row, row["Option1 Value"].casefold() == "default title"
        if self._of(row, "Weight") not in ("", weight):
            self._note(
                row, "Weight", _("%(weight)s g are taken for all kinds of the item") % {"weight": weight or 0}
            )
        own = self._of(row, "Price")
        options = {name: "" if plain else self._short(row, name, row[name], MAX_LABEL) for name in OPTIONS}
        cells = {
            "Item": self._of(row, "Item"),
            "Kind price": own if own != price else "",
            "Stock": self._units(row),
        }
        if is_first:
            cells |= {
                "Title": self._short(row, "Title", row["Title"], MAX_TITLE),
                "Description": self._short(
                    row, "Description", text_of(self._of(row, "Description")), MAX_DESCRIPTION
                ),
                "Price": price,
                "Weight": weight.removesuffix(".0"),
            }
        return {name.casefold(): cell for name, cell in (options | cells).items()}

    def _units(self, row: Row) -> str:
        if not self.has_stock:
            return "" if self._stock is None else str(self._stock)
        units = self._of(row, "Stock")
        if units.startswith("-"):
            self._note(row, "Stock", _("%(units)s are taken as none") % {"units": units})
            return "0"
        return units

    def _short(self, row: Row, name: str, text: str, most: int) -> str:
        if graphemes(text) <= most:
            return text
        self._note(row, name, _("cut to %(most)s characters") % {"most": formats.number(most)})
        return "".join(GRAPHEME.findall(text)[:most])

    def _of(self, row: Row, name: str) -> str:
        return row[self.called.get(name, name)]

    def _note_once(self, row: Row, name: str, why: str) -> None:
        if name not in self._noted:
            self._noted.add(name)
            self._note(row, name, why)

    def _note(self, row: Row, name: str, why: str) -> None:
        self._notes.append(Remark(row.line, self.called.get(name, name), why))


def of(table: Table, notes: list[Remark], stock: int | None) -> Export | None:
    """The table as an export of Shopify's, if its columns are that."""
    for called in (OF_BEFORE, OF_TODAY):
        if all(table.has(called[name]) for name in SIGNS):
            return Export(table, called, notes, stock)
    return None


def text_of(page: str) -> str:
    """What a browser would show of a piece of HTML, in lines; the cells of a table are apart by a space."""
    words = html.unescape(TAG.sub(_apart, page.replace("\n", " ")))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def _apart(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    return "\n" if name in BREAKS else " " if name in CELLS else ""
