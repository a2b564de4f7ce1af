"""When those who are needed were seen last, over all processes: each writes whom it sees, all read what was written."""

from collections.abc import Collection, Mapping
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.presence.numbers import whole

log = structlog.get_logger(__name__)
EXCHANGE_SECONDS = 2.0
REMEMBERED_SECONDS = 3_600


class Attendance:
    """One connection; each exchange is two round trips. All times are those of Redis's own clock."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=2,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            encoding_errors="replace",
        )

    async def exchange(self, here: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]] | None:
        """Say who is here in each room; milliseconds since each person was seen anywhere. None without Redis."""
        try:
            return await self._exchange(here)
        except (RedisError, OSError) as error:
            log.warning("attendance_without_redis", error=type(error).__name__)
            return None

    async def close(self) -> None:
        """Give the connection back. What was written expires by itself."""
        await self._redis.aclose()

    async def _exchange(self, here: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]]:
        seconds, micros = await self._redis.time()
        now = seconds * 1000 + micros // 1000
        async with self._redis.pipeline(transaction=False) as pipe:
            for room, people in here.items():
                if people:
                    pipe.hset(_key(room), mapping=dict.fromkeys(people, now))
                    pipe.expire(_key(room), REMEMBERED_SECONDS)
                pipe.hgetall(_key(room))
            replies: list[Any] = await pipe.execute()
        found = [reply for reply in replies if isinstance(reply, dict)]
        return {
            room: {who: max(0, now - whole(at)) for who, at in seen.items()}
            for room, seen in zip(here, found, strict=True)
        }


def _key(room: str) -> str:
    return f"livesell:seen:{room}"
