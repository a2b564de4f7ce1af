"""What the supervisor keeps beside the web processes: the lock of the data folder, Valkey, nightly backups."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from livesell.operate import lockfile, notes, valkey
from livesell.operate.backups.nightly import Nightly
from livesell.operate.refusal import CannotStart

LOG = logging.getLogger("livesell.operate")


class Companions:
    """Nothing until the first worker tells of the settings; then `look` is called twice a second, at last `close`."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._is_settled = False
        self._valkey_of: Path | None = None
        self._nightly: Nightly | None = None
        self._until_the_end = ExitStack()

    def settle_in(self, settings: dict[str, Any]) -> None:
        """Take the folder and start Valkey, the first time. `CannotStart` where that is impossible.

        What a later worker tells, after SIGHUP, is for the worker alone.
        """
        if self._is_settled:
            return
        self._is_settled = True
        notes.configure(as_json=settings["log_json"], level=settings["log_level"])
        if self._workers > 1 and settings["embedded_database"]:
            raise CannotStart(
                "Several workers need PostgreSQL: set DATABASE_URL=postgresql://…, or leave out --workers."
            )
        data = Path(settings["data"])
        if settings["embedded_database"] or settings["embedded_redis"]:
            self._until_the_end.enter_context(lockfile.hold(data, settings["origin"]))
        if settings["embedded_redis"]:
            self._until_the_end.callback(valkey.stop, data)
            valkey.ensure(data)
            self._valkey_of = data
        if folder := settings["backup_folder"]:
            self._nightly = Nightly(Path(folder), hour=settings["backup_hour"])
            self._until_the_end.callback(self._nightly.stop)

    def look(self) -> None:
        """Begin a backup if it is time; start Valkey again if it is gone."""
        if self._nightly is not None:
            self._nightly.look()
        if self._valkey_of is None:
            return
        try:
            valkey.ensure(self._valkey_of)
        except CannotStart as problem:
            LOG.warning("valkey_down problem=%s", problem)

    def close(self) -> None:
        """Stop what was started, and let go of the folder."""
        self._until_the_end.close()
