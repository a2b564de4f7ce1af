"""SQL that is written by hand, declared at import: so a check compares every table and column in it with the models.

Keywords stand in capitals and our names in small letters. `= ANY(%s)` takes a list, on both databases: the text stays
the same however many there are, and is planned once.
"""

import re
from collections.abc import Iterable, Mapping, Set
from operator import attrgetter
from typing import Any, NamedTuple

WORD = r"[a-z_][a-z0-9_]*"
SOURCE = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE) ({WORD})\b(?! ?\()(?: (?:AS )?({WORD}))?")
MADE = re.compile(rf"(?:\bAS|\)) (?:AS )?({WORD})\b|\b({WORD})(?: \(([^)]*)\))? AS \(")
"""Names that a text makes itself: results, subqueries, and the tables of WITH with their columns."""
PLACED = re.compile(rf"\b({WORD})\.({WORD})\b")
BARE = re.compile(rf"(?<![.\w])({WORD})\b(?! ?[.(])")
VALUE = re.compile(r"'[^']*'|%s|::\w+")


class Sql(str):
    """A statement, kept in the list that the check goes through. To be made at import only."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Sql":
        made = super().__new__(cls, text)
        STATEMENTS.append(made)
        return made

    def around(self, inner: "Sql") -> "Sql":
        """This statement with the other in the place of `{}`; each was declared by itself."""
        return str.__new__(Sql, self.format(inner))


class Table(NamedTuple):
    """Columns of a table that are written together. For an update the first says which row."""

    name: str
    columns: tuple[str, ...]

    def values(self, those: Iterable[Any]) -> list[tuple[Any, ...]]:
        """What stands in the attributes of these values that are called as the columns, for two columns or more."""
        return list(map(attrgetter(*self.columns), those))


STATEMENTS: list[Sql] = []
TABLES: list[Table] = []


def table(name: str, *columns: str) -> Table:
    """Columns to write, kept in the list that the check goes through. To be made at import only."""
    TABLES.append(Table(name, columns))
    return TABLES[-1]


def names_of(row: type) -> tuple[str, ...]:
    """The fields of a dataclass or a named tuple, in order."""
    return tuple(row.__annotations__)


def filling(row: type | tuple[type, ...], text: str, **other: str | None) -> str:
    """`SELECT c.id, v.item_id, u.name AS buyer_name` and `text`: a column for each field of what the query fills.

    A field is the column of its name in the first table of `text`. `other` says where else it is found, by the name of
    a table in the text or an expression; None: it is not read. Names in it that are no fields are read besides.
    """
    home = SOURCE.search(text)
    assert home, "a query reads from a table"
    fields = [name for one in (row if isinstance(row, tuple) else (row,)) for name in names_of(one)]
    places: dict[str, str | None] = dict.fromkeys(fields, home[2]) | other
    listed = [_column(name, place) for name, place in places.items() if place]
    return f"SELECT {', '.join(listed)} {text}"


def _column(name: str, place: str) -> str:
    if re.fullmatch(WORD, place):
        place = f"{place}.{name}"
    return place if place.partition(".")[2] == name else f"{place} AS {name}"


def faults(text: str, tables: Mapping[str, Set[str]]) -> list[str]:
    """What stands in a statement and in no table: `tables` has the columns of each."""
    plain = VALUE.sub(" ", text).replace('"', "")
    made = {name for one in MADE.findall(plain) for part in one for name in re.findall(WORD, part)}
    sources = [(alias or name, name) for name, alias in SOURCE.findall(plain)]
    wrong = [f"no table {name}" for _, name in sources if name not in tables and name not in made]
    for alias, column in PLACED.findall(plain):
        places = {name for known, name in sources if known == alias}
        if not places and alias not in made:
            wrong.append(f"nothing is called {alias}")
        elif not any(column in tables.get(name, {column}) for name in places | made & {alias}):
            wrong.append(f"no column {alias}.{column}")
    here = {name for _, table in sources for name in tables.get(table, ())}
    here |= made | {name for source in sources for name in source}
    bare = BARE.findall(PLACED.sub(" ", plain))
    return wrong + [f"no column {name}" for name in bare if name not in here]


def all_faults(tables: Mapping[str, Set[str]]) -> list[str]:
    """What is wrong with everything that is declared so far, each with where it stands."""
    read = [f"{fault} in: {text}" for text in STATEMENTS for fault in faults(text, tables)]
    written = [
        f"no column {column} to write in {one.name}"
        for one in TABLES
        for column in one.columns
        if column not in tables.get(one.name, ())
    ]
    return read + written
