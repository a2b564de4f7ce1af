"""From DATABASE_URL to Django's settings: SQLite as we need it, PostgreSQL with a pool, and nothing else."""

import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

from livesell.operate.refusal import CannotStart

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    # FULL: an acknowledged claim survives a power cut (design P2).
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}

IDLE_MS = 1_000
"""How long a turn may stand still between two statements. A frozen worker holds its rooms no longer than this."""


def configure(url: str, *, data: Path, pool: int, limit_ms: int, prepared: bool = True) -> dict[str, Any]:
    """The one database. Without a url, SQLite in the data folder. `limit_ms` 0: statements may take their time.

    `prepared`: PostgreSQL keeps the plans of statements for a connection; not behind a pooler that hands a connection's
    transactions to several servers.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "livesell.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,  # a connection a thread: to open one costs more than most queries
        }
    found = _parse(url)
    if found.get("ENGINE") == "django.db.backends.sqlite3" and found.get("NAME") not in (
        None,
        "",
        ":memory:",
    ):
        return {**found, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    if found.get("ENGINE") == "django.db.backends.postgresql" and found.get("NAME"):
        return _postgresql(found, pool=pool, limit_ms=limit_ms, prepared=prepared)
    raise CannotStart(
        "DATABASE_URL is not understood: write postgresql://user:password@host/name, or leave it out."
    )


def _parse(url: str) -> dict[str, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it warns of, we refuse
            found: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, KeyError):
        return {}
    return found


def _postgresql(found: dict[str, Any], *, pool: int, limit_ms: int, prepared: bool) -> dict[str, Any]:
    """A paused process must not hold a room (design D2): the server ends what takes too long."""
    limits = {
        "statement_timeout": limit_ms,
        "lock_timeout": 1000 if limit_ms else 0,
        # Who gives statements more time has a slow machine, where a turn thinks for longer too.
        "idle_in_transaction_session_timeout": max(IDLE_MS, limit_ms // 3) if limit_ms else 0,
    }
    options = {
        "pool": {"min_size": 1, "max_size": pool, "timeout": 2},
        "connect_timeout": 3,
        # From the second time on a statement is neither parsed nor planned: half of what a turn costs the database.
        "server_side_binding": prepared,
        "prepare_threshold": 1 if prepared else None,
        "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        **found.get("OPTIONS", {}),
    }
    host = unquote(found.get("HOST", ""))  # %2F…: the folder of a unix socket
    # Checked as they leave the pool: after a restart of the database each stale one would fail somebody's request.
    return {**found, "HOST": host, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
