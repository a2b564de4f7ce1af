"""`livesell verify FILE`: whether an exported ledger is whole, in order, and says what was said."""

import argparse
import sys
from pathlib import Path

from livesell.operate.refusal import CannotStart

HELP = "check a ledger that `livesell export` printed"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the exported file, or - for standard input")


def run(options: argparse.Namespace) -> int:
    """One line if all is well; otherwise a line for each fault, and exit code 1. Needs no server and no settings."""
    from livesell.ledger import proof

    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text()
        facts, wrong = proof.check(line for line in text.split("\n") if line)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotStart(f"{options.file} is not an exported ledger ({type(error).__name__}).") from error
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else f"{facts} facts, all in order\n")
    return 1 if wrong else 0
