"""`livesell restore FILE`: a backup into an empty data folder (`LIVESELL_DATA`) or database (`DATABASE_URL`)."""

import argparse
import sys
from pathlib import Path

from livesell.operate import setup
from livesell.operate.verbs import backup

HELP = "put a backup into an empty data folder or database"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup")


def run(options: argparse.Namespace) -> int:
    """A line for what was restored."""
    setup.ready(patient=True)
    from livesell.operate.backups import restoring

    manifest = restoring.restore(options.file.absolute())
    sys.stdout.write(f"Restored {backup.told(manifest)}\n")
    sys.stdout.write("Every ledger begins a new life: whoever comes back is given a fresh snapshot.\n")
    return 0
