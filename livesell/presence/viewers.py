"""How many watch each room, over all processes: each writes its own count, all add up what is fresh."""

import secrets
from collections.abc import Mapping
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.presence.numbers import whole

log = structlog.get_logger(__name__)
EXCHANGE_SECONDS = 2.0
FRESH_SECONDS = 10
"""A process that has not written for so long has died, and its viewers are not counted."""
PROCESSES = "livesell:processes"
ALONE = 4
"""Exchanges in a row after which who met nobody counts as alone: processes that start together meet before."""


class Viewers:
    """This process's part of the counting. One connection; each exchange is one round trip."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=2,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            encoding_errors="replace",
        )
        self._process = secrets.token_hex(6)
        self._time = 0
        self._told: set[str] = set()
        self._down = False
        self._without_others = 0

    async def exchange(self, here: Mapping[str, int]) -> dict[str, int]:
        """Say how many watch each room here; how many do everywhere. Without Redis: those here."""
        try:
            counted = await self._exchange(here)
        except (RedisError, OSError) as error:
            if not self._down:
                log.warning("presence_without_redis", error=type(error).__name__)
            self._down = True
            self._without_others = 0
            return dict(here)
        self._down = False
        return counted

    @property
    def is_alone(self) -> bool:
        """True if no other process was there for a while. One that has just come is not seen for some seconds."""
        return self._without_others >= ALONE

    async def close(self) -> None:
        """Give the connection back. What was written expires by itself."""
        await self._redis.aclose()

    async def _exchange(self, here: Mapping[str, int]) -> dict[str, int]:
        if not self._time:
            self._time = (await self._redis.time())[0]
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.time()
            pipe.zadd(PROCESSES, {self._process: self._time})
            pipe.zremrangebyscore(PROCESSES, "-inf", self._time - FRESH_SECONDS)
            pipe.zcard(PROCESSES)
            for room in self._told - here.keys():
                pipe.hdel(_key(room), self._process)
            for room, count in here.items():
                pipe.hset(_key(room), self._process, f"{count}:{self._time}")
                pipe.expire(_key(room), FRESH_SECONDS * 3)
                pipe.hgetall(_key(room))
            replies: list[Any] = await pipe.execute()
        self._time, self._told = replies[0][0], set(here)
        self._without_others = self._without_others + 1 if replies[3] == 1 else 0
        found = [reply for reply in replies if isinstance(reply, dict)]
        return {room: self._sum(parts) for room, parts in zip(here, found, strict=True)}

    def _sum(self, parts: Mapping[str, str]) -> int:
        """The counts that were written lately, by Redis's own clock."""
        split = [part.partition(":") for part in parts.values()]
        return sum(whole(count) for count, _, at in split if self._time - whole(at) <= FRESH_SECONDS)


def _key(room: str) -> str:
    return f"livesell:viewers:{room}"
