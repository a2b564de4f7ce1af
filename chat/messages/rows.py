"""The words of messages that were edited."""

from collections.abc import Sequence
from typing import NamedTuple

from livesell.ledger import rows
from livesell.ledger.sql import Sql

EDITED = Sql(
    "SELECT t.line, t.text, t.hidden FROM ledger_text t JOIN ledger_ledger l ON l.id = t.ledger_id"
    ' JOIN ledger_event e ON e.ledger_id = t.ledger_id AND e."offset" = t."offset"'
    ' WHERE l.name = %s AND t.line = ANY(%s) AND e.type = %s ORDER BY t."offset"'
)


class LastWords(NamedTuple):
    """What an edited message says now: null once it may not be served."""

    text: str | None


def edited(room_id: str, offsets: Sequence[int]) -> dict[int, LastWords]:
    """What those of these messages say that were edited, by their offsets; in one query."""
    if not offsets:
        return {}
    found = rows.select(EDITED, [f"room.{room_id}", list(offsets), "message.edited"])
    return {row["line"]: LastWords(None if row["hidden"] else row["text"]) for row in found}
