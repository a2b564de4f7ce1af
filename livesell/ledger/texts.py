"""What happens to a text after it was written: hidden at once inside a turn, and after its time erased for good.

Erased, words and salt are gone and a tombstone stays: readers get null, the fact keeps its hash, and the chain holds.
"""

from collections.abc import Sequence
from typing import NamedTuple

from livesell.ledger import rows
from livesell.ledger.models import Text
from livesell.ledger.sql import Sql

PAGE = 1_000
KEPT = Sql(
    "SELECT t.id, t.hidden, t.hidden_at, e.at FROM ledger_text t"
    ' JOIN ledger_event e ON e.ledger_id = t.ledger_id AND e."offset" = t."offset"'
    " WHERE t.id > %s AND t.text IS NOT NULL ORDER BY t.id LIMIT %s"
)


class Retention(NamedTuple):
    """Which texts are erased, as moments in ms: those hidden by the first; all said by the second, if any."""

    hidden_before: int
    said_before: int | None = None


def hide(name: str, offset: int, at: int) -> None:
    """Serve the text to nobody from `at` on. It stays for an appeal until its retention ends."""
    Text.objects.filter(ledger__name=name, offset=offset).update(hidden=True, hidden_at=at)


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
