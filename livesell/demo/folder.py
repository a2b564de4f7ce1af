"""The demo's own data folder: made anew at each start, and never anybody else's."""

import shutil
from pathlib import Path

from livesell.operate import datafolder, lockfile
from livesell.operate.refusal import CannotStart

MARK = "this-is-a-demo"


def default() -> Path:
    """`livesell-demo`, where `livesell-data` would be."""
    return datafolder.default().with_name("livesell-demo")


def fresh(folder: Path) -> Path:
    """The folder, empty. `CannotStart` where it holds something that no demo has put there, or a demo runs in it."""
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise CannotStart(
            f"{folder} is not a demo's folder and is left alone: name an empty one with --data."
        )
    datafolder.ensure(folder)
    try:
        held = lockfile.hold(folder)
    except CannotStart as busy:
        raise CannotStart(
            f"Another demo runs in {folder}: stop it, or name another folder with --data."
        ) from busy
    with held:
        (folder / MARK).touch()
        _empty(folder)
    return folder.resolve()


def _empty(folder: Path) -> None:
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        elif one.name not in (MARK, lockfile.NAME):
            one.unlink(missing_ok=True)
