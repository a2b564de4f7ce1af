"""A real Chromium for the browser tests: the system's. `python -m tests.support.chromium` installs it where it may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ASK = "The browser tests need Chromium: apt install chromium, or name one in LIVESELL_TEST_CHROMIUM."


def find() -> str | None:
    """The path of a Chromium, if this machine has one."""
    named = os.environ.get("LIVESELL_TEST_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> bool:
    """Ask apt for it, where there is an apt and we may use it."""
    if shutil.which("apt-get") is None:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and shutil.which("sudo") is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    )
    return all(
        subprocess.run([*sudo, *step], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for step in steps
    )


if __name__ == "__main__":
    if find() is None and not (install() and find()):
        sys.exit(ASK)
