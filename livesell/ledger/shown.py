"""Rows on pages, feeds and lists that many share: one that cannot be shown is left out and named in the log."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import structlog

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
            log.warning("row_not_shown", row=_name(row), error=f"{type(error).__name__}: {error}"[:200])
    return found


def _name(row: Any) -> str:
    """What kind of row it is, and its id."""
    own = row.get("id") if isinstance(row, dict) else getattr(row, "pk", None)
    return f"{type(row).__name__} {own}"
