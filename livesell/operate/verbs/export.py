"""`livesell export ROOM`: the room's public ledger, for whoever wants to check it."""

import argparse
import sys

from livesell.operate import setup
from livesell.operate.refusal import CannotStart

HELP = "print a room's ledger, line by line, as `livesell verify` checks it"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("room", help="the room's id, as in its address")


def run(options: argparse.Namespace) -> int:
    """JSON lines on standard output."""
    setup.ready()
    from livesell.ledger import proof

    printed = 0
    for line in proof.lines(f"room.{options.room}"):
        sys.stdout.write(line + "\n")
        printed += 1
    if not printed:
        raise CannotStart(f"There is no room {options.room}.")
    return 0
