"""Can the process do its work? Whether it is up says `/healthz`, before Django's chain (`edge.health`)."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.operate.database import is_behind


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """503 while the database cannot be used. Redis is reported but not required (design P9)."""
    database = _database()
    return JsonResponse(
        {"ok": database == "ok", "database": database, "redis": redis()},
        status=200 if database == "ok" else 503,
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "not migrated" if is_behind() else "ok"
    except (DatabaseError, OSError):
        return "unreachable"


def redis() -> str:
    client = Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    try:
        return "ok" if client.ping() else "unreachable"
    except (RedisError, OSError):
        return "unreachable"
    finally:
        client.close()
