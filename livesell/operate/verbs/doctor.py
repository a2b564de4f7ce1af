"""`livesell doctor`: what is well with this server, and what is not."""

import argparse
import sys
from collections.abc import Callable

from livesell.operate import database, setup
from livesell.operate.refusal import CannotStart

WEEK_MS = 7 * 86_400_000
HELP = "look for what is wrong with this server"


def add_to(_parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def run(_options: argparse.Namespace) -> int:
    """A line for each examination; exit code 1 if one found something."""
    setup.ready(patient=True)
    return max(_examine(name, look) for name, look in EXAMINATIONS.items())


def _examine(name: str, look: Callable[[], str]) -> int:
    try:
        found, code = look(), 0
    except CannotStart as problem:
        found, code = str(problem), 1
    sys.stdout.write(f"{'ok  ' if code == 0 else 'BAD '} {name}: {found}\n")
    return code


def _settings() -> str:
    from livesell.operate import checks

    checks.refuse()
    return "nothing dangerous"


def _folder() -> str:
    from django.conf import settings

    from livesell.operate import datafolder

    return str(datafolder.ensure(settings.DATA))


def _database() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    database.check()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise CannotStart(f"{len(waiting)} migrations are waiting: run `livesell migrate`.")
    return f"{connection.vendor}, up to date"


def _clock() -> str:
    from django.db import DatabaseError

    from rooms.clock import deferrals

    try:
        parked = sum(deferrals.known().values())
    except DatabaseError as error:
        raise CannotStart("what it could not do cannot be read: see the database.") from error
    if parked:
        raise CannotStart(
            f"{parked} of its commands failed too often and are not tried any more: see `livesell parked`."
        )
    return "nothing is parked"


def _redis() -> str:
    from django.conf import settings

    from livesell.operate import health, valkey

    if settings.LIVESELL_EMBEDDED_REDIS:
        return f"embedded ({valkey.binary()})"
    if health.redis() != "ok":
        raise CannotStart("REDIS_URL does not answer: the server works, but hints and presence are late.")
    return "answers"


def _pages() -> str:
    from django.conf import settings

    from livesell.operate import built_pages

    missing = [] if settings.VITE_DEV else built_pages.missing()
    if missing:
        raise CannotStart(
            f"The pages are not built, or of another version: `make run` builds them. {missing[0]}"
        )
    return "built"


def _backups() -> str:
    from pathlib import Path

    from django.conf import settings

    from livesell.operate.backups import nightly

    if not settings.LIVESELL_BACKUP_FOLDER:
        return "none by itself: set LIVESELL_BACKUP_FOLDER, or run `livesell backup` yourself"
    return nightly.newest(Path(settings.LIVESELL_BACKUP_FOLDER))


def _history() -> str:
    """Whether the database went back in time lately, and nobody said so by restoring it."""
    from datetime import UTC, datetime

    from livesell.app import fence
    from livesell.ledger.clock import now_ms
    from livesell.ledger.models import Renewal

    last = Renewal.objects.order_by("pk").last()
    if last is None:
        return f"never went back; written down in {', '.join(map(str, fence.places())) or 'no place'}"
    told = f"{datetime.fromtimestamp(last.at / 1000, UTC):%Y-%m-%d %H:%M} UTC: {last.why}; all ledgers began new lives"
    if last.why.startswith(fence.WHY) and now_ms() - last.at < WEEK_MS:
        raise CannotStart(f"{told}. What was committed after that copy was made is gone: see docs/backup.md.")
    return told


EXAMINATIONS = {
    "settings": _settings,
    "folder": _folder,
    "database": _database,
    "clock": _clock,
    "history": _history,
    "backups": _backups,
    "redis": _redis,
    "pages": _pages,
}
