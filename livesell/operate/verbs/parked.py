"""`livesell parked`: what the clock could not do and does not try any more; with `--retry`, try all of it again."""

import argparse
import sys
from datetime import UTC, datetime

from livesell.operate import database, setup

HELP = "show what the clock does not try any more, or let it try again"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Whether to try again."""
    parser.add_argument("--retry", action="store_true", help="try all of it again")


def run(options: argparse.Namespace) -> int:
    """A line for each: what it is and its room, how often it failed, and when last."""
    setup.ready(patient=True)
    database.check()
    from rooms.clock import deferrals

    for one in deferrals.parked():
        at = datetime.fromtimestamp(one.at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
        sys.stdout.write(f"{one.id}  {one.code}, {one.failures} times, last at {at} UTC\n")
    if options.retry:
        sys.stdout.write(f"{deferrals.unpark()} are tried again.\n")
    return 0
