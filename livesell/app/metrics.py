"""`/metrics` for Prometheus: what each process measures of itself, told by whichever process is asked.

Processes share one port, so each leaves its numbers in Redis every few seconds, and the one that answers adds those of
the others. Without Redis it tells its own.
"""

import asyncio
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from pydantic import BaseModel, ValidationError
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.access import origins
from livesell.gateway.gateway import Gateway
from livesell.gateway.metrics import KINDS, Number, measured
from livesell.ledger.clock import now_ms

KEY = "livesell:metrics"
EVERY_SECONDS = 5.0
STALE_SECONDS = 20
STALE_MS = STALE_SECONDS * 1000
LOOPBACK = frozenset({"127.0.0.1", "::1"})
Report = dict[str, list[Number]]
"""What each process measured, by its name."""


async def report(gateway: Gateway) -> None:
    """Leave this process's numbers where the others find them. Runs for ever."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        numbers = _Left(at=now_ms(), numbers=measured(gateway)).model_dump_json()
        async with _redis() as redis:
            try:
                await redis.hset(KEY, _name(), numbers)
                await redis.expire(KEY, STALE_SECONDS)
            except (RedisError, OSError):
                continue  # whoever is asked tells her own


def page(gateway: Callable[[], Gateway]) -> Callable[..., Any]:
    """The view: the numbers of all processes, for whoever may see them; to others there is no such page."""

    @never_cache
    @require_safe
    async def metrics(request: HttpRequest) -> HttpResponse:
        if not may_see(request):
            raise Http404
        found = {**await _others(), _name(): measured(gateway())}
        return HttpResponse(exposed(found), content_type=CONTENT_TYPE_LATEST)

    return metrics


def may_see(request: HttpRequest) -> bool:
    """With the token of the settings; without one, only from this machine, and only where nobody else comes.

    A proxy on this machine that names nobody cannot be told from a scraper on it.
    """
    token: str = settings.LIVESELL_METRICS_TOKEN
    if token:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(shown.encode(), token.encode())
    is_near = request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-For" not in request.headers
    return is_near and not origins.others_come(settings)


def exposed(found: Report) -> bytes:
    """In Prometheus' own words."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(found))
    return generate_latest(registry)


class _Left(BaseModel):
    """What a process leaves in Redis for the others: when, and what it had measured."""

    at: int
    numbers: list[Number]


class _Told(Collector):
    def __init__(self, found: Report) -> None:
        self._found = found

    def collect(self) -> Iterable[Metric]:
        for name, kind in KINDS.items():
            samples = list(_samples(name, self._found))
            labels = sorted({label for _, given, _ in samples for label in given})
            family = (CounterMetricFamily if kind.type == "counter" else GaugeMetricFamily)(
                f"livesell_{name}", kind.help, labels=["process", *labels]
            )
            for process, given, value in samples:
                family.add_metric([process, *(given.get(label, "") for label in labels)], value)
            yield family


def _samples(name: str, found: Report) -> Iterator[tuple[str, dict[str, str], float]]:
    for process, numbers in found.items():
        for called, labels, value in numbers:
            if called == name:
                yield process, labels, value


async def _others() -> Report:
    async with _redis() as redis:
        try:
            stored: Mapping[Any, Any] = await redis.hgetall(KEY)
        except (RedisError, OSError):
            return {}
    now = now_ms()
    told = {process: _told(text) for process, text in stored.items()}
    return {process: left.numbers for process, left in told.items() if left and now - left.at < STALE_MS}


def _told(text: str) -> "_Left | None":
    """What a process left; None for what none of ours wrote."""
    try:
        return _Left.model_validate_json(text)
    except ValidationError:
        return None


def _redis() -> "Redis":
    return Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=1,
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
        encoding_errors="replace",
    )


def _name() -> str:
    return f"{os.uname().nodename}-{os.getpid()}"
