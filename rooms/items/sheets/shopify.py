"""A Shopify product export in our own columns."""

from html.parser import HTMLParser

from livesell.wire.text import GRAPHEME, graphemes
from rooms.items.sheets.table import Remark, Row, Table

SIGNS = ("Handle", "Title", "Variant Price")
CALLED = {
    "Item": "Handle",
    "Description": "Body (HTML)",
    "Price": "Variant Price",
    "Kind price": "Variant Price",
    "Stock": "Variant Inventory Qty",
    "Weight": "Variant Grams",
}
"""What our columns are called there, where they have another name."""
BREAKS = frozenset(("p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))
SILENT = frozenset(("script", "style"))
MAX_DESCRIPTION = 2_000


def is_one(table: Table) -> bool:
    """Whether the columns are Shopify's."""
    return all(table.has(name) for name in SIGNS)


def ours(table: Table, notes: list[Remark]) -> list[Row]:
    """Its rows in our columns; what is left out or changed on the way is noted."""
    rows: list[Row] = []
    prices: dict[str, str] = {}
    weights: dict[str, str] = {}
    for row in table.rows:
        if row["Image Src"] and not any(note.column == "Image Src" for note in notes):
            notes.append(Remark(row.line, "Image Src", "pictures are left out: add photos afterwards"))
        if not row["Variant Price"] and not row["Title"]:
            continue  # a further picture of the item above
        price = prices.setdefault(row["Handle"], row["Variant Price"])
        weight = weights.setdefault(row["Handle"], row["Variant Grams"])
        if row["Variant Grams"] != weight:
            notes.append(
                Remark(row.line, "Variant Grams", f"{weight or 0} g are taken for all kinds of the item")
            )
        if row["Option3 Value"]:
            table.wrong.append(Remark(row.line, "Option3 Value", "an item has at most two options"))
        rows.append(Row(row.line, _cells(row, price, notes)))
    return rows


def _cells(row: Row, price: str, notes: list[Remark]) -> dict[str, str]:
    plain = row["Option1 Value"] == "Default Title"
    return {
        "item": row["Handle"],
        "title": row["Title"],
        "description": _short(row, text_of(row["Body (HTML)"]), notes),
        "price": price if row["Title"] else "",
        "kind price": row["Variant Price"] if row["Variant Price"] != price else "",
        "stock": _stock(row, notes),
        "weight": row["Variant Grams"].removesuffix(".0") if row["Title"] else "",
    } | {name: "" if plain else row[name] for name in OPTIONS}


OPTIONS = ("option1 name", "option1 value", "option2 name", "option2 value")


def _stock(row: Row, notes: list[Remark]) -> str:
    units = row["Variant Inventory Qty"]
    if units.startswith("-"):
        notes.append(Remark(row.line, "Variant Inventory Qty", f"{units} are taken as none"))
        return "0"
    return units


def _short(row: Row, text: str, notes: list[Remark]) -> str:
    if graphemes(text) <= MAX_DESCRIPTION:
        return text
    notes.append(Remark(row.line, "Body (HTML)", f"cut to {MAX_DESCRIPTION:,} characters"))
    return "".join(GRAPHEME.findall(text)[:MAX_DESCRIPTION])


def text_of(html: str) -> str:
    """What a browser would show of a piece of HTML, in lines."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))
        if tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace("\n", " "))
