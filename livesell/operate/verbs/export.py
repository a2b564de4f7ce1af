"""`livesell export ROOM`: the room's public ledger, for whoever wants to check it."""

import argparse
import re
import sys

from livesell.operate import setup
from livesell.operate.refusal import CannotStart
from livesell.wire.ids import ID_PATTERN

HELP = "print a room's ledger, line by line, as `livesell verify` checks it"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("room", help="the room's id, as in its address")


def run(options: argparse.Namespace) -> int:
    """JSON lines on standard output."""
    setup.ready()
    from livesell.ledger import proof

    if not re.fullmatch(ID_PATTERN, options.room):
        raise CannotStart("A room's id is the 26 letters and digits in its address, after /rooms/.")
    printed = 0
    for line in proof.lines(f"room.{options.room}"):
        sys.stdout.write(line + "\n")
        printed += 1
    if not printed:
        raise CannotStart(f"There is no room {options.room}.")
    return 0
