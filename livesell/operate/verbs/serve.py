"""`livesell serve`: everything checked first, then the whole server until Ctrl-C or SIGTERM."""

import argparse
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from livesell.operate import database, lockfile, server, setup, valkey
from livesell.operate.backups.nightly import Nightly
from livesell.operate.refusal import CannotStart
from livesell.operate.verbs import owner_link

HELP = "start the server"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--host", default=os.environ.get("LIVESELL_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=port, default=os.environ.get("LIVESELL_PORT", "8000"))
    parser.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="more than one needs PostgreSQL"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.environ.update(LIVESELL_HOST=options.host, LIVESELL_PORT=str(options.port), LIVESELL_SERVE="1")
    setup.ready(patient=True)
    with ExitStack() as until_the_end:
        listener = until_the_end.enter_context(server.bind(options.host, options.port))
        data = _prepare(options, until_the_end)
        return _serve(options, listener, data)


def _prepare(options: argparse.Namespace, until_the_end: ExitStack) -> Path | None:
    """All that must be so before a worker starts. Returns the folder whose Valkey we keep, if it is ours to keep."""
    from django.conf import settings

    from livesell.app import fence
    from livesell.operate import checks

    embedded_database = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if options.workers > 1 and embedded_database:
        raise CannotStart(
            "Several workers need PostgreSQL: set DATABASE_URL=postgresql://…, or leave out --workers."
        )
    checks.refuse()
    if embedded_database or settings.LIVESELL_EMBEDDED_REDIS:
        until_the_end.enter_context(lockfile.hold(settings.DATA, settings.LIVESELL_ORIGINS[0]))
    database.check(options.workers)
    database.migrate()
    fence.look_back()
    if not settings.LIVESELL_EMBEDDED_REDIS:
        return None
    until_the_end.callback(valkey.stop, settings.DATA)
    valkey.ensure(settings.DATA)
    return Path(settings.DATA)


def _serve(options: argparse.Namespace, listener: socket.socket, data: Path | None) -> int:
    from django.conf import settings

    greeting = _greeting()
    database.release()
    os.environ.pop("LIVESELL_STATEMENT_TIMEOUT_MS", None)  # workers keep their limits
    config = server.config(
        workers=options.workers,
        deflate=settings.LIVESELL_DEFLATE,
        trusted_proxies=settings.LIVESELL_TRUSTED_PROXIES,
    )
    folder, hour = settings.LIVESELL_BACKUP_FOLDER, settings.LIVESELL_BACKUP_HOUR
    nightly = Nightly(Path(folder), hour=hour) if folder else None
    supervisor = server.Supervisor(
        config, listener, valkey_of=data, on_ready=lambda: _say(greeting), nightly=nightly
    )
    supervisor.run()
    if nightly:
        nightly.stop()
    if supervisor.failed:
        raise CannotStart(f"The server cannot go on: {supervisor.failed}")
    return 0


def _greeting() -> str:
    from django.conf import settings

    from livesell.accounts import owner

    origin = settings.LIVESELL_ORIGINS[0]
    lines = [f"livesell is at {origin}  (Ctrl-C stops it)"]
    if owner.current() is None:
        lines += [
            "Nobody owns this server yet. Become its owner within the hour:",
            f"  {owner_link.link(origin)}",
        ]
    return "\n".join(lines)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def port(text: str) -> int:
    """A port as the command line takes it."""
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers")
    return int(text)
