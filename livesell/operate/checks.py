"""What the server refuses to run with. `manage.py check` and `livesell serve` both ask here."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, register, run_checks
from redis.connection import parse_url

from livesell.operate import origins
from livesell.operate.refusal import CannotStart

# Below these a known fault breaks a promise: upload limits under ASGI, back-pressure, frame size, inflated frames.
OURS = "livesell"
FLOORS = {"django": (5, 2, 14), "uvicorn": (0, 52, 1), "daphne": (4, 2, 2), "autobahn": (26, 7, 1)}


@register(OURS)
def addresses(**_: Any) -> Sequence[CheckMessage]:
    """Exact host names and origins; nothing open on a public address that must not be."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS=* would believe any Host header.", hint="Name the hosts.", id="livesell.E001"
            )
        )
    return found + [
        Error(
            f"LIVESELL_ORIGINS: {origin!r} is no exact origin.",
            hint="Write scheme, host and port only, as in https://shop.example",
            id="livesell.E002",
        )
        for origin in settings.LIVESELL_ORIGINS
        if not origins.is_exact(origin)
    ]


@register(OURS)
def public_bind(**_: Any) -> Sequence[CheckMessage]:
    """On an address others can reach: no debug pages, no key anybody could know."""
    if not origins.is_public(settings.LIVESELL_HOST):
        return []
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG on a public address.", hint="Unset DEBUG.", id="livesell.E003"))
    if _is_weak(settings.SECRET_KEY):
        found.append(
            Error(
                "SECRET_KEY is a default one or too short for a public address.",
                hint="Unset it: the server makes its own in the data folder.",
                id="livesell.E004",
            )
        )
    return found


@register(OURS)
def redis_url(**_: Any) -> Sequence[CheckMessage]:
    """An address that Redis can be asked at; whether it answers is another matter, and not ours (design P9)."""
    try:
        parse_url(settings.REDIS_URL)  # type: ignore[no-untyped-call]  # redis-py types it not
    except ValueError:
        return [
            Error(
                "REDIS_URL is not understood:",
                hint="write redis://host:6379, or leave it out.",
                id="livesell.E007",
            )
        ]
    return []


@register(OURS)
def floors(**_: Any) -> Sequence[CheckMessage]:
    """No package below the version that fixed a fault we depend on."""
    return [
        Error(
            f"{name} {found} is below {'.'.join(map(str, floor))}.",
            hint="Install from the lock.",
            id="livesell.E005",
        )
        for name, floor in FLOORS.items()
        if (found := _version(name)) and _numbers(found) < floor
    ]


@register(OURS)
def pooled(**_: Any) -> Sequence[CheckMessage]:
    """A pool keeps the connections: CONN_MAX_AGE would keep them a second time, per thread."""
    database = settings.DATABASES["default"]
    if database.get("CONN_MAX_AGE") and (database.get("OPTIONS") or {}).get("pool"):
        return [
            Error(
                "CONN_MAX_AGE cannot be used with the connection pool.", hint="Unset it.", id="livesell.E006"
            )
        ]
    return []


def _is_weak(key: str) -> bool:
    return len(key) < 32 or len(set(key)) < 8 or key.startswith("django-insecure-")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _numbers(text: str) -> tuple[int, ...]:
    parts = text.partition("+")[0].split(".")
    return tuple(int(part) for part in parts[:3] if part.isdigit())


def refuse() -> None:
    """`CannotStart` with the first error our own checks find; Django's are for `manage.py check`."""
    errors = [found for found in run_checks(tags=[OURS]) if found.level >= ERROR]
    if errors:
        raise CannotStart(f"{errors[0].msg} {errors[0].hint or ''} ({errors[0].id})".replace("  ", " "))
