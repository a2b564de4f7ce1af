"""A ledger as a stranger may check it: exported line by line, verified with nothing but SHA-256. `check` is pure.

The first line names the ledger and its first epoch, from which the hash before the first fact follows, and says where
the ledger ends: how many facts it has, and the hash of the last. So an export whose end was cut off shows it. Each
further line has a fact as the exact text that was hashed, its hash, and for a message its words and their salt, unless
they were removed or forgotten.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Required, TypedDict

from livesell.ledger import rows
from livesell.ledger.sql import Sql
from livesell.wire import chain

PAGE = 1_000
HEAD = Sql('SELECT id, name AS ledger, epoch, first_epoch, "offset", hash FROM ledger_ledger WHERE name = %s')
FACTS = Sql(
    'SELECT e."offset", e.fact, e.hash, t.salt, t.text, t.hidden FROM ledger_event e'
    ' LEFT JOIN ledger_text t ON t.ledger_id = e.ledger_id AND t."offset" = e."offset"'
    ' WHERE e.ledger_id = %s AND e."offset" > %s ORDER BY e."offset" LIMIT %s'
)


class Line(TypedDict, total=False):
    """A fact as the exact text that was hashed, its hash, and the words that belong to it if they may be told."""

    fact: Required[str]
    hash: Required[str]
    salt: str
    text: str


def lines(name: str) -> Iterator[str]:
    """The ledger, exported as JSON lines. Nothing for one that does not exist."""
    for head in rows.select(HEAD, [name]):
        yield json.dumps({key: head[key] for key in head if key != "id"})
        offset = 0
        while offset < head["offset"]:
            page = _page(head["id"], offset, min(PAGE, head["offset"] - offset))
            yield from (json.dumps(_line(row), ensure_ascii=False) for row in page)
            offset = page[-1]["offset"]


def page(name: str, after: int) -> tuple[dict[str, Any], list[Line]]:
    """The first line of the export of a ledger that exists, and at most `PAGE` lines after an offset."""
    (head,) = rows.select(HEAD, [name])
    return head, [_line(row) for row in _page(head["id"], after, PAGE)]


def check(exported: Iterable[str]) -> tuple[int, list[str]]:
    """How many facts there are, and what is wrong with them; nothing, if the export is whole and in order."""
    exported = iter(exported)
    head = json.loads(next(exported, "{}"))
    if not head:
        return 0, ["the export is empty"]
    previous, offset, wrong = chain.genesis(head["ledger"], first_epoch(head)), 0, list[str]()
    for text in exported:
        line, offset = json.loads(text), offset + 1
        if json.loads(line["fact"])["offset"] != offset:
            wrong.append(f"{offset}: another offset stands here")
        if chain.link(previous, line["fact"]) != line["hash"]:
            wrong.append(f"{offset}: does not follow from the fact before")
        if line.get("text") is not None and not _belongs(line):
            wrong.append(f"{offset}: these are not the words that were said")
        previous = line["hash"]
    if (offset, previous) != (head["offset"], head["hash"]):
        wrong.append(f"{offset}: the export ends here, and the ledger at {head['offset']}")
    return offset, wrong


def first_epoch(head: dict[str, str]) -> str:
    """The epoch from which the chain begins. Exports of a version that knew of one life only name no other."""
    return head.get("first_epoch", head["epoch"])


def _belongs(line: dict[str, str]) -> bool:
    said: str = json.loads(line["fact"])["event"]["text_hash"]
    return chain.text_hash(line["salt"], line["text"]) == said


def _page(ledger_id: int, offset: int, most: int) -> list[dict[str, Any]]:
    return rows.select(FACTS, [ledger_id, offset, most])


def _line(row: dict[str, Any]) -> Line:
    line = Line(fact=row["fact"], hash=row["hash"])
    if row["text"] is not None and not row["hidden"]:
        line["salt"], line["text"] = row["salt"], row["text"]
    return line
