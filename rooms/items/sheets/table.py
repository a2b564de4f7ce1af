"""A CSV file as a table: its columns, its rows with the lines they begin at, and all that is wrong with it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_BYTES = 1_048_576
MAX_ROWS = 1_000
DELIMITERS = ",;\t"
RISKY = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


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
    """A file's columns as they are written there, and its rows."""

    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    wrong: list[Remark] = field(default_factory=list)

    def has(self, column: str) -> bool:
        return column.casefold() in {each.casefold() for each in self.columns}


def read(data: bytes) -> Table:
    """The table in a file, or `Unreadable`. A row that does not fit its columns is one of the table's wrongs."""
    lines = _lines(_text(data))
    header = next(lines, (1, []))[1]
    if not header:
        raise Unreadable(1, "the file is empty")
    table = Table([name.strip() for name in header])
    names = [name.casefold() for name in table.columns]
    for name in names:
        if name and names.count(name) > 1:
            raise Unreadable(1, "this column is there twice", name)
    for line, cells in lines:
        if len(table.rows) >= MAX_ROWS:
            raise Unreadable(line, f"a file has at most {MAX_ROWS:,} rows")
        if len(cells) > len(names) and any(cells[len(names) :]):
            table.wrong.append(Remark(line, "", "there are more cells than columns"))
        table.rows.append(Row(line, dict(zip(names, map(_bare, cells), strict=False))))
    return table


def guard(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; `read` gives the same text back."""
    return f"'{text}" if RISKY.match(text) else text


def _bare(cell: str) -> str:
    cell = cell.strip(" \n")
    return cell[1:] if GUARDED.match(cell) else cell


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(1, "the file is larger than 1 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(line, "the file is not in UTF-8: save it as “CSV UTF-8” and send it again") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with the line it begins at."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = records.line_num + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(line, f"this cannot be read as CSV: {error}") from None
        if any(cell.strip() for cell in cells):
            yield line, cells
