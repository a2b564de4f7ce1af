"""Temporary folders, gone when the process ends. Short paths: a unix socket has room for a hundred characters."""

import atexit
import shutil
import tempfile
from pathlib import Path


def fresh() -> Path:
    """An empty folder of this process's own."""
    folder = Path(tempfile.mkdtemp(prefix="livesell-"))
    for mine in (folder, folder.with_name(f".{folder.name}.fence")):
        atexit.register(shutil.rmtree, mine, ignore_errors=True)
    return folder
