"""`livesell <verb>`: the command line of the server."""

import argparse
import os
import sys
from collections.abc import Sequence

from livesell.operate.refusal import CannotStart
from livesell.operate.verbs import (
    backup,
    demo,
    doctor,
    export,
    manage,
    owner_link,
    parked,
    restore,
    serve,
    verify,
)

VERBS = {
    "serve": serve,
    "demo": demo,
    "owner-link": owner_link,
    "doctor": doctor,
    "parked": parked,
    "backup": backup,
    "restore": restore,
    "export": export,
    "verify": verify,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code. A mistake of the operator's is one line on stderr and code 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] in (["manage"], ["migrate"]):
            return manage.run(words[1:] if words[0] == "manage" else words)
        options = _parser().parse_args(words)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="livesell", description="A live-selling server of your own.")
    verbs = parser.add_subparsers(metavar="verb", required=True)
    for name, module in VERBS.items():
        verb = verbs.add_parser(name, help=module.HELP)
        module.add_to(verb)
        verb.set_defaults(run=module.run)
    for name, says in manage.HELP.items():
        verbs.add_parser(name, help=says)
    return parser
