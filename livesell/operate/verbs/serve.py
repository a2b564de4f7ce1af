"""`livesell serve`: the whole server until Ctrl-C or SIGTERM."""

import argparse
import os
import sys

from livesell.operate import listening

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
    from livesell.operate.supervisor import Supervisor

    os.environ.update(LIVESELL_HOST=options.host, LIVESELL_PORT=str(options.port), LIVESELL_SERVE="1")
    with listening.bind(options.host, options.port) as listener:
        Supervisor(listener, options.workers, _say).run()
    return 0


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
