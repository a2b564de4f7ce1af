"""What the server refuses to run with. `manage.py check` and `livesell serve` both ask here."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, register, run_checks
from redis.connection import parse_url

from livesell.access import origins
from livesell.ledger import sql
from livesell.ledger.feature import features
from livesell.operate.refusal import CannotStart

# Below these a known fault breaks a promise: upload limits under ASGI, back-pressure, frame size, inflated frames.
OURS = "livesell"
FLOORS = {"django": (5, 2, 14), "uvicorn": (0, 52, 1), "daphne": (4, 2, 2), "autobahn": (26, 7, 1)}


@register(OURS)
def addresses(**_: Any) -> Sequence[CheckMessage]:
    """Exact host names, origins and proxies: each says whom we believe."""
    return [
        *_each(
            settings.ALLOWED_HOSTS,
            _is_pattern,
            "E001",
            "ALLOWED_HOSTS: {} is no single host.",
            "Name the hosts.",
        ),
        *_each(
            settings.LIVESELL_ORIGINS,
            lambda origin: not origins.is_exact(origin),
            "E002",
            "LIVESELL_ORIGINS: {} is no exact origin.",
            "Write scheme, host and port only, as in https://shop.example",
        ),
        *_each(
            settings.LIVESELL_TRUSTED_PROXIES,
            lambda proxy: not origins.may_be_trusted(proxy),
            "E008",
            "LIVESELL_TRUSTED_PROXIES: {} is no address of a proxy, or half the world is behind it.",
            "Name the proxy's own address, as in 127.0.0.1",
        ),
    ]


@register(OURS)
def public(**_: Any) -> Sequence[CheckMessage]:
    """Where others can reach us, by our own address or through a proxy: no debug pages, no key anybody could know."""
    if not origins.others_come(settings):
        return []
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(_error("E003", "DEBUG on a public address.", "Unset DEBUG."))
    if settings.LIVESELL_PUSH_LOOPBACK:
        says = "LIVESELL_PUSH_LOOPBACK on a public address: pushes could reach what listens on this machine."
        found.append(_error("E013", says, "Unset it: it is for tests."))
    if _is_weak(settings.SECRET_KEY):
        found.append(
            _error(
                "E004",
                "SECRET_KEY is a default one or too short for a public address.",
                "Unset it: the server makes its own in the data folder.",
            )
        )
    return found


@register(OURS)
def redis_url(**_: Any) -> Sequence[CheckMessage]:
    """An address that Redis can be asked at, by us alone; whether it answers is not asked here (design P9)."""
    try:
        found = parse_url(settings.REDIS_URL)  # type: ignore[no-untyped-call]  # redis-py types it not
    except ValueError:
        return [_error("E007", "REDIS_URL is not understood:", "write redis://host:6379, or leave it out.")]
    if "path" in found or found.get("password") or not origins.is_public(found.get("host", "localhost")):
        return []
    return [
        _error(
            "E009",
            "REDIS_URL names a Redis on the network without a password.",
            "Give it one (requirepass) and write redis://:password@host:6379",
        )
    ]


@register(OURS)
def money(**_: Any) -> Sequence[CheckMessage]:
    """Payments are told by signed messages: without their secret every order would stay unpaid."""
    if settings.LIVESELL_STRIPE_KEY and not settings.LIVESELL_STRIPE_WEBHOOK_SECRET:
        return [
            _error(
                "E010",
                "LIVESELL_STRIPE_KEY is set and LIVESELL_STRIPE_WEBHOOK_SECRET is not.",
                "Copy the signing secret of the endpoint /webhooks/stripe from Stripe's pages.",
            )
        ]
    return []


@register(OURS)
def language(**_: Any) -> Sequence[CheckMessage]:
    """A server speaks a language that it has."""
    if settings.LANGUAGE_CODE in dict(settings.LANGUAGES):
        return []
    had = " or ".join(code for code, _name in settings.LANGUAGES)
    return [
        _error(
            "E011", f"LIVESELL_LANGUAGE: {settings.LANGUAGE_CODE!r} is no language of ours.", f"Write {had}."
        )
    ]


@register(OURS)
def floors(**_: Any) -> Sequence[CheckMessage]:
    """No package below the version that fixed a fault we depend on."""
    return [
        _error("E005", f"{name} {found} is below {'.'.join(map(str, floor))}.", "Install from the lock.")
        for name, floor in FLOORS.items()
        if (found := _version(name)) and _numbers(found) < floor
    ]


@register(OURS)
def pooled(**_: Any) -> Sequence[CheckMessage]:
    """A pool keeps the connections: CONN_MAX_AGE would keep them a second time, per thread."""
    database = settings.DATABASES["default"]
    if database.get("CONN_MAX_AGE") and (database.get("OPTIONS") or {}).get("pool"):
        return [_error("E006", "CONN_MAX_AGE cannot be used with the connection pool.", "Unset it.")]
    return []


@register(Tags.models)
def sql_by_hand(**_: Any) -> Sequence[CheckMessage]:
    """Every table and column that SQL by hand names is one of a model. For `manage.py check`: code, not settings."""
    import_module(settings.ROOT_URLCONF)
    features()
    about = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - Django's own door
    columns = {one.db_table: {str(field.column) for field in one.local_concrete_fields} for one in about}
    return [_error("E011", fault, "Mend the statement, or the model.") for fault in sql.all_faults(columns)]


def _each(
    values: Sequence[str], is_bad: Callable[[str], bool], code: str, says: str, hint: str
) -> list[CheckMessage]:
    return [_error(code, says.format(repr(value)), hint) for value in values if is_bad(value)]


def _error(code: str, says: str, hint: str) -> CheckMessage:
    return Error(says, hint=hint, id=f"{OURS}.{code}")


def _is_pattern(host: str) -> bool:
    return "*" in host or host.startswith(".")


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
