"""`livesell owner-link`: a new one-time link that makes, or signs in, the owner."""

import argparse
import sys

from livesell.operate import database, setup

HELP = "print a one-time link for the owner, good for an hour"


def add_to(_parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def run(_options: argparse.Namespace) -> int:
    """Print the link alone, so that it can be piped."""
    setup.ready(patient=True)
    database.check()
    database.migrate()
    sys.stdout.write(link() + "\n")
    return 0


def link() -> str:
    """A fresh link. The token is in the fragment, which browsers keep to themselves."""
    from django.conf import settings

    from livesell.accounts import owner, people

    return f"{settings.LIVESELL_ORIGINS[0]}/owner/#{owner.issue(people.now_ms())}"
