"""A real Chromium for the browser tests: the system's. `python -m tests.support.chromium` installs it where it may."""

import os
import shutil
import sys

from tests.support import apt

NAMES = ("chromium", "chromium-browser", "google-chrome")
ASK = "The browser tests need Chromium: apt install chromium, or name one in LIVESELL_TEST_CHROMIUM."


def find() -> str | None:
    """The path of a Chromium, if this machine has one."""
    named = os.environ.get("LIVESELL_TEST_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    if find() is None and not (apt.install("chromium") and find()):
        sys.exit(ASK)
