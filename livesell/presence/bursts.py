"""What viewers gave in the last half second, told between the processes of a server by Redis, and kept nowhere.

A burst that is lost is not seen by some, and nobody misses it. Without Redis each process shows its own.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping

import structlog
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger(__name__)
CHANNEL = "livesell:reactions"
Burst = dict[str, list[tuple[str, int | None, int]]]
"""By room: a sign, the message it was given to or none, and how often."""
AGAIN_SECONDS = 1.0


class Bursts:
    """This process's part: one connection to tell, one to hear."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=None, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
        )
        self._process = secrets.token_hex(6)

    async def tell(self, burst: Mapping[str, list[tuple[str, int | None, int]]]) -> None:
        """Tell the others; nothing is tried again."""
        try:
            async with asyncio.timeout(1):
                await self._redis.publish(CHANNEL, json.dumps([self._process, burst]))
        except (RedisError, OSError) as error:
            log.debug("reactions_not_told", error=type(error).__name__)

    async def listen(self, hear: Callable[[object], None]) -> None:
        """Hand over what the others tell, as JSON of any shape. Runs for ever."""
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(CHANNEL)
                    async for message in heard.listen():
                        self._hear(message["data"], hear)
            except (RedisError, OSError) as error:
                log.debug("reactions_not_heard", error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def close(self) -> None:
        """Give the connections back."""
        await self._redis.aclose()

    def _hear(self, data: bytes, hear: Callable[[object], None]) -> None:
        try:
            process, burst = json.loads(data)
        except (ValueError, TypeError):
            return
        if process != self._process:
            hear(burst)
