"""A CSV file as a table: its columns, its rows with the lines they begin at, and all that is wrong with it."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _, gettext_noop

from rooms import formats

MAX_BYTES = 1_048_576
MAX_ROWS = 1_000
MAX_COLUMNS = 200
MAX_HEADER = 65_536
"""Characters: a first record that is longer is not looked through for its delimiter."""
DELIMITERS = ",;\t"
HINT = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
"""A first line that names the delimiter to a spreadsheet: `sep=;`."""
RISKY = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
AROUND = "".join(
    map(chr, (*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029))
) + ("\u202f\u205f\u2060\u3000\ufeff")
"""White space of every kind that may stand around a cell, seen or not."""
INSIDE = str.maketrans({"\t": " ", "\f": " ", "\v": "\n", "\x85": "\n"})
"""White space inside a text that could not be kept as it is."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_READABLE = gettext_noop("the file is not in UTF-8: save it as “CSV UTF-8” and send it again")


class Remark(NamedTuple):
    """Something to say about a place in the file; a line alone has no column."""

    line: int
    column: str
    why: str


class Unreadable(Exception):
    """The file is no table that can be read; the remark says where and why."""

    def __init__(self, line: int, why: str, column: str = "") -> None:
        super().__init__(why)
        self.remark = Remark(line, column, why)


@dataclass(slots=True)
class Row:
    """One row: the line it begins at, and its cells by the small-lettered name of their column."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column.casefold(), "")


@dataclass(slots=True)
class Table:
    """A file's columns as they are written there, the line they stand in, and its rows."""

    columns: list[str]
    line: int = 1
    rows: list[Row] = field(default_factory=list)
    wrong: list[Remark] = field(default_factory=list)

    def has(self, column: str) -> bool:
        return column.casefold() in {each.casefold() for each in self.columns}


def read(data: bytes) -> Table:
    """The table in a file, or `Unreadable`. A row that does not fit its columns is one of the table's wrongs."""
    lines = _lines(_text(data))
    line, header = next(lines, (1, []))
    if not header:
        raise Unreadable(1, _("the file is empty"))
    table = Table([" ".join(_bare(name).split()) for name in header], line)
    names = [name.casefold() for name in table.columns]
    twice = next((name for name, many in Counter(filter(None, names)).items() if many > 1), None)
    if twice is not None:
        raise Unreadable(line, _("this column is there twice"), twice)
    for line, cells in lines:
        if len(table.rows) >= MAX_ROWS:
            raise Unreadable(line, _("a file has at most %(rows)s rows") % {"rows": formats.number(MAX_ROWS)})
        if len(cells) > len(names) and any(map(_bare, cells[len(names) :])):
            table.wrong.append(Remark(line, "", _("there are more cells than columns")))
        table.rows.append(Row(line, dict(zip(names, map(_bare, cells), strict=False))))
    return table


def guard(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; `read` gives the same text back."""
    return f"'{text}" if RISKY.match(text) else text


def _bare(cell: str) -> str:
    cell = cell.strip(AROUND)
    return (cell[1:] if GUARDED.match(cell) else cell).translate(INSIDE)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(1, _("the file is larger than 1 MiB"))
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(line, _(NOT_READABLE)) from None
    if "\0" in text:
        raise Unreadable(text[: text.index("\0")].count("\n") + 1, _(NOT_READABLE))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with the line it begins at. Linear in the text."""
    hint = HINT.fullmatch(text.partition("\n")[0].strip(" "))
    above = 1 if hint else 0
    text = text.partition("\n")[2] if hint else text
    delimiter = hint[1] if hint and hint[1] in DELIMITERS else _delimiter(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = records.line_num + 1 + above
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(line, _("this cannot be read as CSV: %(error)s") % {"error": error}) from None
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(line, _("a file has at most %(columns)s columns") % {"columns": MAX_COLUMNS})
        if any(map(_bare, cells)):
            yield line, cells


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line with something in it, outside of quotes."""
    lines = io.StringIO(text.lstrip("\n"), newline="")
    header = ""
    for line in lines:
        header += line
        if header.count('"') % 2 == 0 or len(header) > MAX_HEADER:
            break
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
