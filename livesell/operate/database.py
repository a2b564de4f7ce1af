"""The database before the first request: reachable, new enough, migrated."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from livesell.operate.refusal import CannotStart

OLDEST_POSTGRESQL = 15
CONNECTIONS = """
SELECT least(
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
    (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
    (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())
)
"""
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
MIGRATION_LOCK = 5_476_119_201  # any number, the same in every livesell


def check(processes: int = 1) -> None:
    """It answers, is new enough and has connections for `processes`, or `CannotStart` says what is wrong."""
    if connection.vendor == "postgresql":
        _check_postgresql(processes)
    try:
        connection.ensure_connection()
    except (DatabaseError, Error) as error:
        raise CannotStart(
            f"The database cannot be opened ({_first_line(error)}): check DATABASE_URL."
        ) from error


def be_patient() -> None:
    """Statements of this thread may take as long as they need, until `release`: nobody waits for them yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for limit in LIMITS:
                cursor.execute(f"SET {limit} = 0")


def migrate() -> None:
    """Every migration applied, by one server at a time."""
    if not is_behind():
        return
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)


def refuse_other_tables() -> None:
    """`CannotStart` unless the tables are those of this version: while another one serves, they are not changed."""
    if is_behind():
        raise CannotStart("This version needs other tables: stop the server and start it again.")


def is_behind() -> bool:
    """Whether migrations are to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def write_back() -> None:
    """On SQLite: what was committed goes from the journal into the file itself, so that whoever copies the file of a
    server that was stopped has all of it, whichever thread still keeps a connection."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def release() -> None:
    """Let go of every connection: worker processes open their own."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # of the postgresql backend only


def _check_postgresql(processes: int) -> None:
    """Ask without the pool: it would hide the reason behind a timeout."""
    import psycopg

    pool: int = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    parameters = {key: value for key, value in connection.get_connection_params().items() if key != "pool"}
    try:
        with psycopg.connect(**parameters) as probe:
            major = probe.info.server_version // 10_000
            (most,) = probe.execute(CONNECTIONS).fetchone() or (0,)
    except psycopg.Error as error:
        raise CannotStart(
            f"The database cannot be reached ({_first_line(error)}): check DATABASE_URL and that PostgreSQL runs."
        ) from error
    if major < OLDEST_POSTGRESQL:
        raise CannotStart(f"PostgreSQL {major} is too old: livesell needs {OLDEST_POSTGRESQL} or newer.")
    if pool * processes > most:
        raise CannotStart(
            f"{processes} processes with LIVESELL_DB_POOL={pool} may want {pool * processes} connections, and the "
            f"database has {most} for us: lower LIVESELL_DB_POOL, or raise max_connections of PostgreSQL."
        )


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
