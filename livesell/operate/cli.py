"""`livesell <verb>`: the command line of the server."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from livesell.operate.refusal import CannotStart

VERBS = (
    "serve",
    "demo",
    "owner-link",
    "doctor",
    "parked",
    "mail-test",
    "backup",
    "restore",
    "export",
    "verify",
)
DJANGOS = {"migrate": "bring the database up to date", "manage": "any command of Django's, as manage.py"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code. A mistake of the operator's is one line on stderr and code 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] in (["manage"], ["migrate"]):
            from livesell.operate.verbs import manage

            return manage.run(words[1:] if words[0] == "manage" else words)
        options = _parser(words).parse_args(words)
        code: int = options.run(options)
        sys.stdout.flush()
    except CannotStart as problem:
        sys.stderr.write(f"livesell: {problem}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has read enough, as in `livesell export … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Of the verb that was said, so that the others need not be loaded; of all where none was."""
    parser = argparse.ArgumentParser(prog="livesell", description="A live-selling server of your own.")
    verbs = parser.add_subparsers(metavar="verb", required=True)
    for name in words[:1] if words[:1] and words[0] in VERBS else VERBS:
        module = import_module(f"livesell.operate.verbs.{name.replace('-', '_')}")
        verb = verbs.add_parser(name, help=module.HELP)
        module.add_to(verb)
        verb.set_defaults(run=module.run)
    for name, says in DJANGOS.items():
        verbs.add_parser(name, help=says)
    return parser
