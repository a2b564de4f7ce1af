"""A real Chromium for the browser tests: the system's. `python -m tests.support.chromium` installs it where it may."""

import os
import shutil
import sys
from collections.abc import Iterator

from tests.support import apt

SHELL = "chromium-headless-shell"
"""The same engine without a window's frame around it: a page costs a fifth of the processor's time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
ASK = "The browser tests need Chromium: apt install chromium, or name one in LIVESELL_TEST_CHROMIUM."


def find() -> str | None:
    """The path of a Chromium, if this machine has one."""
    return next(_all(), None)


def find_whole() -> str | None:
    """One that people have: the shell takes no push and keeps no page for Back."""
    return next((path for path in _all() if SHELL not in path), None)


def _all() -> Iterator[str]:
    named = os.environ.get("LIVESELL_TEST_CHROMIUM")
    yield from [named] if named else filter(None, map(shutil.which, NAMES))


def provide() -> bool:
    """Whether there is a whole one. The shell is asked for as well; without it the tests only take longer."""
    named = os.environ.get("LIVESELL_TEST_CHROMIUM")
    if not named and shutil.which(SHELL) is None:
        apt.install(SHELL)
    return find_whole() is not None or (apt.install("chromium") and find_whole() is not None)


if __name__ == "__main__":
    if not provide():
        sys.exit(ASK)
