"""`livesell verify FILE`: whether an exported ledger is whole and in order, says what was said, and drew fairly."""

import argparse
import json
import sys
from pathlib import Path

from livesell.operate.refusal import CannotStart

HELP = "check a ledger that `livesell export` printed, and the giveaways in it"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the exported file, or - for standard input")


def run(options: argparse.Namespace) -> int:
    """A line for what was checked; then one for each fault, and exit code 1. Needs no server and no settings."""
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text()
        checked, wrong = _check([line for line in text.split("\n") if line])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotStart(f"{options.file} is not an exported ledger ({type(error).__name__}).") from error
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else f"{checked}, all in order\n")
    return 1 if wrong else 0


def _check(lines: list[str]) -> tuple[str, list[str]]:
    """How much there is, and what is wrong with it: with the chain, and with the giveaways."""
    from livesell.ledger import proof
    from rooms.rules import fairness

    facts, wrong = proof.check(lines)
    drawn = fairness.check(json.loads(json.loads(line)["fact"]) for line in lines[1:])
    wrong += [f"{one.offset}: giveaway {one.giveaway_id}: {fairness.SAYS[one.fault]}" for one in drawn.found]
    return f"{facts} facts and {len(drawn.giveaways)} giveaways", wrong
