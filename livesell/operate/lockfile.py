"""One server for one data folder: two would write one SQLite file and fight for one Valkey."""

import fcntl
import os
from pathlib import Path
from typing import IO

from livesell.operate.refusal import CannotStart

NAME = "server.lock"


def hold(data: Path, origin: str = "") -> IO[str]:
    """Take the folder until the returned file is closed or this process ends, however it ends.

    `origin` is where this server can be reached, for `origin_of`.
    """
    file = (data / NAME).open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().partition(" ")[0] or "unknown"
        file.close()
        raise CannotStart(
            f"Another livesell (process {holder}) runs on {data}: stop it, or choose another folder with LIVESELL_DATA."
        ) from error
    file.truncate(0)
    file.write(f"{os.getpid()} {origin}")
    file.flush()
    return file


def origin_of(data: Path) -> str:
    """Where the last server on this folder was, and still is while it runs; empty where none told."""
    file = data / NAME
    return file.read_text().partition(" ")[2] if file.exists() else ""
