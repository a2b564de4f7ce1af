"""Rows on pages, feeds and lists that many share: one that cannot be shown is left out and named in the log."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import structlog
from django.db import transaction

from livesell.ledger.turn import UNREACHABLE

log = structlog.get_logger(__name__)
Row = TypeVar("Row")
View = TypeVar("View")


def shown(rows: Iterable[Row], view: Callable[[Row], View]) -> list[View]:
    """The views of those rows that have one. Whatever is wrong with a row, it costs the page that row alone."""
    found: list[View] = []
    for row in rows:
        try:
            found.append(view(row))
        except UNREACHABLE:
            raise
        except Exception as error:  # a row of an older release, or mended by hand: it may be wrong in any way
            _left_out([row], error)
    return found


def shown_together(rows: Sequence[Row], views: Callable[[Sequence[Row]], Iterable[View]]) -> list[View]:
    """As `shown`, where the views of many rows cost no more queries than that of one: those of a batch that fails are
    asked for in halves, until what is wrong costs its own row alone."""
    try:
        with transaction.atomic():  # a statement that fails would end a transaction around it
            return list(views(rows))
    except UNREACHABLE:
        raise
    except Exception as error:
        if len(rows) < 2:
            _left_out(rows, error)
            return []
    half = len(rows) // 2
    return [view for part in (rows[:half], rows[half:]) for view in shown_together(part, views)]


def _left_out(rows: Sequence[Any], error: Exception) -> None:
    for row in rows:
        log.warning("row_not_shown", row=_name(row), error=f"{type(error).__name__}: {error}"[:200])


def _name(row: Any) -> str:
    """What kind of row it is, and its id."""
    own = row.get("id") if isinstance(row, dict) else getattr(row, "pk", getattr(row, "id", None))
    return f"{type(row).__name__} {own}"
