"""The log of the supervisor: the lines of `operate.logs`, without the libraries that make those."""

import json
import logging
from datetime import UTC, datetime


class Line(logging.Formatter):
    """One line, readable or JSON. An event is a word, and what it is about as `name=value` behind it."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        level, event = record.levelname.lower(), record.getMessage()
        if self._as_json:
            return json.dumps({"event": event, "logger": record.name, "level": level, "timestamp": at})
        return f"{at} [{level:<9}] {event} [{record.name}]"


def configure(*, as_json: bool, level: str) -> None:
    """From now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line(as_json=as_json))
    logging.basicConfig(handlers=[handler], level=level, force=True)
