"""What the server says about itself: JSON lines or a readable console, without secrets.

A traceback is for faults of ours. What a client did wrong, or a Redis that went away, is one line.

Message texts, tokens and e-mail addresses are never handed to a logger. What could still carry one, the path of a
request, is cut: query strings go, and the key in a password link goes.
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET_PATH = re.compile(r"(/password/reset/key/|/confirm-email/)[^/\s\"']+")
QUERY = re.compile(r"\?[^\s\"']*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")

NOT_OURS = ("django.security", "channels_redis")
"""Loggers that report with a traceback what no fault of ours is: a Host header made up, a form of ten thousand fields,
the connection to Redis lost."""

Event = MutableMapping[str, Any]


def without_secrets(_logger: object, _method: str, event: Event) -> Event:
    """Cut what may be secret out of every text in the line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = ADDRESS.sub("[address]", QUERY.sub("", SECRET_PATH.sub(r"\1[key]", value)))
    return event


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
            # The pretty one prints local variables, passwords included.
            exception_formatter=structlog.dev.plain_traceback,
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
