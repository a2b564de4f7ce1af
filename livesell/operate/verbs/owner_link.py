"""`livesell owner-link`: a new one-time link that makes, or signs in, the owner."""

import argparse
import os
import sys

from livesell.operate import setup

HELP = "print a one-time link for the owner, good for an hour"


def add_to(_parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def run(_options: argparse.Namespace) -> int:
    """Print the link alone, so that it can be piped."""
    setup.ready(patient=True)
    from django.conf import settings

    from livesell.accounts import owner
    from livesell.operate import database, lockfile

    database.check()
    database.migrate()
    # The port was an argument of `serve`, which we were not given.
    told = "" if "LIVESELL_ORIGINS" in os.environ else lockfile.origin_of(settings.DATA)
    sys.stdout.write(owner.link(told or settings.LIVESELL_ORIGINS[0]) + "\n")
    return 0
