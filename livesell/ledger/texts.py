"""What happens to a text after it was written: hidden at once inside a turn, and after its time erased for good.

Erased, words and salt are gone and a tombstone stays: readers get null, the fact keeps its hash, and the chain holds.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import Q

from livesell.ledger import rows
from livesell.ledger.head import Words
from livesell.ledger.models import Text
from livesell.ledger.sql import Sql

PAGE = 1_000
KEPT = Sql(
    "SELECT t.id, t.hidden, t.hidden_at, e.at FROM ledger_text t"
    ' JOIN ledger_event e ON e.ledger_id = t.ledger_id AND e."offset" = t."offset"'
    " WHERE t.id > %s AND t.text IS NOT NULL ORDER BY t.id LIMIT %s"
)
HIDDEN_ALL = Sql(
    "UPDATE ledger_text SET hidden = %s, hidden_at = %s, hidden_by = %s WHERE ledger_id ="
    " (SELECT id FROM ledger_ledger WHERE name = %s) AND author_id = %s AND NOT hidden AND EXISTS"
    ' (SELECT 1 FROM ledger_event e WHERE e.ledger_id = ledger_text.ledger_id AND e."offset" = ledger_text."offset"'
    " AND e.type = ANY(%s)) RETURNING id"
)
COUNTED = Sql(
    "SELECT COUNT(*) AS many FROM (SELECT t.id FROM ledger_text t JOIN ledger_event e ON e.ledger_id = t.ledger_id"
    ' AND e."offset" = t."offset" WHERE t.ledger_id = (SELECT id FROM ledger_ledger WHERE name = %s)'
    " AND t.author_id = %s AND e.type = %s LIMIT %s) counted"
)


class Retention(NamedTuple):
    """Which texts are erased, as moments in ms: those hidden by the first; all said by the second, if any."""

    hidden_before: int
    said_before: int | None = None


def hide(name: str, line: int, at: int, by: int) -> None:
    """Serve the words of that fact to nobody from `at` on, wherever they were said again. `by`: the fact that hides
    them. They stay for an appeal until their retention ends."""
    said = Q(offset=line) | Q(line=line)
    hidden = {"hidden": True, "hidden_at": at, "hidden_by": by}
    Text.objects.filter(said, ledger__name=name, hidden=False).update(**hidden)


def hide_all_of(name: str, author_id: str, kinds: Sequence[str], at: int, by: int) -> int:
    """As `hide`, for all words of somebody in facts of those types; how many texts were hidden.

    One statement, whose work is bounded by what she said: an index finds it.
    """
    return len(rows.select(HIDDEN_ALL, [True, at, by, name, author_id, list(kinds)]))


def show_again(name: str, by: int, since: int) -> list[tuple[int, Words]]:
    """Serve again what that fact hid, unless it was forgotten. The lines from an offset on, each with its words."""
    found = Text.objects.filter(ledger__name=name, hidden_by=by, text__isnull=False)
    newest = {one.line or one.offset: one for one in found.filter(offset__gte=since).order_by("offset")}
    lines = [
        (line, Words(one.salt, one.text or "", one.author_id, line)) for line, one in sorted(newest.items())
    ]
    found.update(hidden=False, hidden_at=None, hidden_by=None)
    return lines


def replace(name: str, line: int) -> None:
    """Forget the words of that fact at once, wherever they were said again: others stand in their place."""
    said = Text.objects.filter(Q(offset=line) | Q(line=line), ledger__name=name)
    erase(list(said.values_list("pk", flat=True)))


def of(name: str, offsets: Collection[int]) -> dict[int, str]:
    """The words at these offsets, without those that are hidden or forgotten."""
    found = Text.objects.filter(ledger__name=name, offset__in=offsets, hidden=False, text__isnull=False)
    return {offset: text for offset, text in found.values_list("offset", "text") if text is not None}


def erase(ids: Sequence[int]) -> None:
    """Forget these texts and their salts."""
    Text.objects.filter(pk__in=ids).update(hidden=True, text=None, salt="")


def erase_page(after: int, retention: Retention) -> int | None:
    """Erase what is due among the next `PAGE` texts after an id; the last id seen, or None where there are no more.

    Page by page, since a table may have millions of rows and a statement has three seconds.
    """
    page = rows.select(KEPT, [after, PAGE])
    erase([row["id"] for row in page if _is_due(row, retention)])
    return page[-1]["id"] if len(page) == PAGE else None


def _is_due(row: dict[str, int], retention: Retention) -> bool:
    if row["hidden"] and (row["hidden_at"] or row["at"]) <= retention.hidden_before:
        return True
    return retention.said_before is not None and row["at"] <= retention.said_before


def count_of(name: str, author_id: str, kind: str, most: int) -> int:
    """How many texts of somebody stand beside facts of that type, counted no further than `most`."""
    (row,) = rows.select(COUNTED, [name, author_id, kind, most])
    return int(row["many"])
