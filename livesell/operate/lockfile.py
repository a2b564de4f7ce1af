"""One server for one data folder: two would write one SQLite file and fight for one Valkey."""

import fcntl
import os
from pathlib import Path
from typing import IO

from livesell.operate.refusal import CannotStart


def hold(data: Path) -> IO[str]:
    """Take the folder until the returned file is closed or this process ends, however it ends."""
    file = (data / "server.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise CannotStart(
            f"Another livesell (process {holder}) runs on {data}: stop it, or choose another folder with LIVESELL_DATA."
        ) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
