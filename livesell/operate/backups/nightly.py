"""A backup a day, by the supervisor: `LIVESELL_BACKUP_FOLDER`, `LIVESELL_BACKUP_HOUR` (UTC), `LIVESELL_BACKUP_KEEP`."""

import logging
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from livesell.operate.refusal import CannotStart

log = logging.getLogger("livesell.operate")
PATTERN = "livesell-????-??-??.zip"
AGAIN_SECONDS = 3_600
DAY_SECONDS = 86_400


class Nightly:
    """Made once by the supervisor, which calls `look` twice a second. The work is a process of its own."""

    def __init__(self, folder: Path, *, hour: int) -> None:
        self._folder = folder
        self._hour = hour
        self._child: subprocess.Popen[bytes] | None = None
        self._tried = -float(AGAIN_SECONDS)

    def look(self) -> None:
        """Begin today's backup if it is time and there is none; after a failure again in an hour."""
        if self._child is not None:
            if self._child.poll() is None:
                return
            if self._child.returncode:
                log.error("backup_failed folder=%s code=%s", self._folder, self._child.returncode)
            self._child = None
        now = datetime.now(UTC)
        target = self._folder / f"livesell-{now:%Y-%m-%d}.zip"
        if now.hour < self._hour or time.monotonic() - self._tried < AGAIN_SECONDS or target.exists():
            return
        self._tried = time.monotonic()
        command = [sys.executable, "-m", "livesell", "backup", str(target), "--nightly"]
        self._child = subprocess.Popen(command)  # noqa: S603 - our own words, and a folder of the settings

    def stop(self) -> None:
        """A backup that is not finished is none."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()


def clear(folder: Path, *, keep: int) -> None:
    """Delete all but the newest `keep`, and drafts that nobody writes any more."""
    for old in sorted(folder.glob(PATTERN))[: -max(1, keep)]:
        old.unlink(missing_ok=True)
    for draft in (*folder.glob(".livesell-*.partial"), *folder.glob(".livesell-*.sqlite3")):
        if time.time() - draft.stat().st_mtime > DAY_SECONDS:
            draft.unlink(missing_ok=True)


def newest(folder: Path) -> str:
    """For the doctor: the newest backup. `CannotStart` where there is none of the last two days."""
    found = sorted(folder.glob(PATTERN))
    if not found:
        raise CannotStart(f"There is no backup in {folder} yet.")
    hours = (time.time() - found[-1].stat().st_mtime) / 3_600
    if hours > 48:
        raise CannotStart(f"The newest backup, {found[-1].name}, is {hours / 24:.0f} days old.")
    return f"{found[-1].name}, {len(found)} kept"
