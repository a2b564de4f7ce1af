"""`livesell backup FILE`: everything in one file, while the server runs; `--verify FILE`: whether it is whole."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from livesell.operate import setup
from livesell.operate.backups import archive, chains

if TYPE_CHECKING:
    from livesell.operate.backups.archive import Manifest

HELP = "write everything into one file, or check such a file"


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to write, or with --verify to check")
    parser.add_argument(
        "--verify", action="store_true", help="check the file; needs no server and no settings"
    )
    parser.add_argument("--nightly", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """A line for what is in it."""
    file = options.file.absolute()
    if options.verify:
        with archive.opened(file) as (opened, manifest):
            chains.check(opened, manifest)
    else:
        manifest = _make(file, nightly=options.nightly)
    sys.stdout.write(f"{options.file}: {told(manifest)}\n")
    return 0


def told(manifest: "Manifest") -> str:
    """What is in a backup, in a line and a line for each note."""
    facts = sum(ledger.offset for ledger in manifest.ledgers)
    pictures = sum(name.startswith(archive.MEDIA) for name in manifest.members)
    what = (
        f"{len(manifest.ledgers)} ledgers with {facts} facts, all in order, and {pictures} files of pictures"
    )
    return "\n  ".join([f"{what}, by livesell {manifest.version} on {manifest.database}", *manifest.notes])


def _make(file: Path, *, nightly: bool) -> "Manifest":
    setup.ready(patient=True)
    from django.conf import settings

    from livesell.operate import database
    from livesell.operate.backups import making, nightly as nights

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    database.check()
    manifest = making.make(file)
    if nightly:
        nights.clear(file.parent, keep=settings.LIVESELL_BACKUP_KEEP)
    return manifest
