"""What the server says about itself: JSON lines or a readable console, without secrets.

A traceback is for faults of ours. What a client did wrong, or a Redis that went away, is one line.

Message texts, tokens and e-mail addresses are never handed to a logger. What could still carry one, the path of a
request, is cut: query strings go, and the key in a password link goes. So does the row that PostgreSQL quotes when a
constraint refuses it: it may hold an address or somebody's highest bid.
"""

import logging
import re
from collections.abc import MutableMapping
from io import StringIO
from typing import Any, TextIO

import structlog

SECRET_PATH = re.compile(r"(/password/reset/key/|/confirm-email/)[^/\s\"']+")
QUERY = re.compile(r"\?[^\s\"']*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")

ROW = re.compile(r"DETAIL:.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL)

NOT_OURS = ("django.security", "channels_redis")
"""Loggers that report with a traceback what no fault of ours is: a Host header made up, a form of ten thousand fields,
the connection to Redis lost."""

Event = MutableMapping[str, Any]


def without_secrets(_logger: object, _method: str, event: Event) -> Event:
    """Cut what may be secret out of every text in the line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = cut(value)
    return event


def cut(text: str) -> str:
    """The text without what may be secret in it."""
    return ADDRESS.sub(
        "[address]", QUERY.sub("", SECRET_PATH.sub(r"\1[key]", ROW.sub("DETAIL: [row]", text)))
    )


def _traceback(out: TextIO, exc_info: Any) -> None:
    """As Python prints it. The pretty one prints local variables, passwords included."""
    whole = StringIO()
    structlog.dev.plain_traceback(whole, exc_info)
    out.write(cut(whole.getvalue()))


class Brief(logging.Filter):
    """Takes the traceback off the lines of the loggers `NOT_OURS`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(NOT_OURS):
            record.exc_info = None
        return True


def configure(*, as_json: bool, level: str) -> dict[str, Any]:
    """Set structlog up and return the matching LOGGING for Django."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if as_json else _leave_alone,
        without_secrets,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=False,
            exception_formatter=_traceback,
        )
    )
    return _logging(shared, last, level)


def _leave_alone(_logger: object, _method: str, event: Event) -> Event:
    return event


def _logging(shared: list[Any], last: Any, level: str) -> dict[str, Any]:
    formatter = {"()": structlog.stdlib.ProcessorFormatter, "processor": last, "foreign_pre_chain": shared}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "filters": {"brief": {"()": Brief}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["brief"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # At DEBUG these two print whole template contexts and every SQL parameter.
            "django.template": {"level": "INFO"},
            "django.db.backends": {"level": "INFO"},
            # The request's own line says it already, with its number.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "uvicorn.access": {"level": "CRITICAL"},
            "uvicorn.error": {"level": "WARNING"},
            "websockets": {"level": "WARNING"},
        },
    }
