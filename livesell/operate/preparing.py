"""What must be so before the first request, by the worker that comes first; and what its supervisor has to know."""

from typing import Any

from django.conf import settings

from livesell.access import origins
from livesell.accounts import owner
from livesell.app import fence
from livesell.operate import database


def for_the_supervisor() -> dict[str, Any]:
    """Of the settings, what it keeps beside the workers."""
    return {
        "data": str(settings.DATA),
        "origin": settings.LIVESELL_ORIGINS[0],
        "embedded_database": settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        "embedded_redis": settings.LIVESELL_EMBEDDED_REDIS,
        "backup_folder": settings.LIVESELL_BACKUP_FOLDER,
        "backup_hour": settings.LIVESELL_BACKUP_HOUR,
        "log_json": settings.LIVESELL_LOG_JSON,
        "log_level": settings.LIVESELL_LOG,
    }


def prepare(workers: int) -> str:
    """The database reachable, migrated and compared with what was written down outside of it. The greeting, then.

    `CannotStart` where it cannot be used by so many processes.
    """
    database.check(workers)
    database.be_patient()
    database.migrate()
    fence.look_back()
    greeting = _greeting()
    database.release()
    return greeting


def _greeting() -> str:
    origin = settings.LIVESELL_ORIGINS[0]
    lines = [f"livesell is at {origin}  (Ctrl-C stops it)"]
    if near := [other for other in settings.LIVESELL_ORIGINS[1:] if origins.is_at_home(other)]:
        lines.append(f"On a phone in the same network: {near[0]}")
    if owner.current() is None:
        lines += [
            "Nobody owns this server yet. Become its owner within the hour:",
            f"  {owner.link(origin)}",
        ]
    return "\n".join(lines)
