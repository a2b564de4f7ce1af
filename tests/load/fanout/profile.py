"""`--profile FOLDER`: where the server's time goes, sampled by py-spy while something is measured.

py-spy is no dependency of ours: install it beside (`pip install py-spy`) if you want this. Of each window it
leaves one file of collapsed stacks for any viewer of flame graphs. Only the thread that holds the interpreter
is sampled. It slows the server: do not use the other figures of such a run.
"""

import itertools
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load.fanout.peer import Peer

_folder: Path | None = None
_numbers = itertools.count(1)


def into(folder: Path) -> str:
    """From now on profiles are left there; or why that cannot be."""
    global _folder  # noqa: PLW0603 - one switch of the command line
    if not _program():
        return "py-spy is not installed: no profile"
    folder.mkdir(parents=True, exist_ok=True)
    _folder = folder
    return ""


@contextmanager
def recording(peer: Peer, what: str) -> Iterator[None]:
    """Sample the peer's first process, if profiles are wanted and it is written in Python."""
    if _folder is None or not peer.is_python:
        yield
        return
    path = _folder / f"{next(_numbers):02}-{what}.txt"
    words = ["record", "-p", str(peer.servers()[0]), "-r", "100", "--gil", "-f", "raw", "-d", "3600"]
    with subprocess.Popen([_program(), *words, "-o", str(path)], stdout=subprocess.DEVNULL) as spy:
        try:
            yield
        finally:
            spy.send_signal(signal.SIGINT)
            spy.wait(60)
    sys.stderr.write(f"profile of {peer.name}: {path}\n")


def _program() -> str:
    beside = Path(sys.executable).with_name("py-spy")
    return str(beside) if beside.exists() else shutil.which("py-spy") or ""
