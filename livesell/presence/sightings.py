"""Who was seen where lately, over all processes: each writes whom it saw, and reads what all have written of that."""

from collections.abc import Mapping
from typing import Any

from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

MOST = 1_000
"""Of one place are read, the latest ones."""


class Sightings:
    """One connection; each exchange is one round trip. Moments are milliseconds of the server's common clock."""

    def __init__(self, url: str, *, within_ms: int) -> None:
        self._within = within_ms
        self._redis = Redis.from_url(
            url,
            socket_timeout=2,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            encoding_errors="replace",
        )

    async def exchange(self, here: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
        """Say who was seen at each place and when; who was seen there anywhere within the time.

        Saying it again changes nothing. Raises RedisError or OSError where Redis is away.
        """
        async with self._redis.pipeline(transaction=False) as pipe:
            for place, people in here.items():
                key = f"livesell:seen-at:{place}"
                if people:
                    pipe.zadd(key, dict(people))
                    pipe.zremrangebyscore(key, 0, _latest(people) - self._within - 1)
                pipe.pexpire(key, self._within)
                pipe.zrange(key, 0, MOST - 1, desc=True, withscores=True)
            replies: list[Any] = await pipe.execute()
        found = [reply for reply in replies if isinstance(reply, list)]
        return {
            place: {who: int(at) for who, at in seen if abs(at - _latest(people)) <= self._within}
            for (place, people), seen in zip(here.items(), found, strict=True)
        }

    async def close(self) -> None:
        """Give the connection back. What was written expires by itself."""
        await self._redis.aclose()


def _latest(people: Mapping[str, int]) -> int:
    """By whom we have seen ourselves: what is far from that in Redis somebody else has written."""
    return max(people.values(), default=0)
