"""Token buckets over all processes: each tells Redis what was taken from its own, and hears what all have taken.

Asked once a second and never on a command's way. So somebody who asks many processes in the same second gets as much
from each, once; what she took too much she waits for afterwards. Without Redis each process has buckets of its own.
"""

import asyncio
import time
from collections.abc import Mapping

import structlog
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.access.buckets import Buckets

log = structlog.get_logger(__name__)
EXCHANGE_SECONDS = 1.0
MOST = 2_000
"""Buckets of one round trip, so that no exchange holds Redis for long."""
LONGEST_SECONDS = 600.0
"""Nobody waits longer for what stands in Redis, where others may have written: no rate is counted over more."""
ADD = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local left = {}
for place, key in ipairs(KEYS) do
  local full_at = math.max(tonumber(redis.call('GET', key) or now), now) + tonumber(ARGV[place])
  redis.call('SET', key, string.format('%.3f', full_at), 'PX', math.ceil((full_at - now) * 1000) + 1)
  left[place] = string.format('%.3f', full_at - now)
end
return left
"""


class SharedRates:
    """This process's part of some kinds of buckets. One connection; each exchange of up to `MOST` is one round trip.

    Each kind goes by `time.monotonic`.
    """

    def __init__(self, url: str, kinds: Mapping[str, Buckets]) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=2,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._kinds = kinds
        self._is_down = False

    async def exchange(self) -> None:
        """Tell and hear, once a second. Runs for ever."""
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            try:
                await self.tell()
                self._is_down = False
            except (RedisError, OSError) as error:
                if not self._is_down:
                    log.warning("rates_without_redis", error=type(error).__name__)
                self._is_down = True

    async def tell(self) -> None:
        """Once. What Redis does not take is lost: the rates are this process's own for so long."""
        now = time.monotonic()
        told = [
            (kind, key, seconds)
            for kind, buckets in self._kinds.items()
            for key, seconds in buckets.taken(now).items()
        ]
        for start in range(0, len(told), MOST):
            some = told[start : start + MOST]
            names = [f"livesell:rate:{kind}:{who}:{what}" for kind, (who, what), _ in some]
            left = await self._redis.eval(ADD, len(names), *names, *[str(seconds) for *_, seconds in some])
            now = time.monotonic()
            for (kind, key, _), seconds in zip(some, left, strict=True):
                self._kinds[kind].hear(key, min(float(seconds), LONGEST_SECONDS), now)

    async def close(self) -> None:
        """Give the connection back."""
        await self._redis.aclose()
