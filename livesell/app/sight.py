"""Who has which room's page open and in sight: said by the sockets of this process, shared with the others by Redis.

A hint: without Redis each process knows its own sockets, and somebody may be told twice.
"""

import asyncio
from collections.abc import Collection

import structlog
from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.gateway.gateway import Gateway

log = structlog.get_logger(__name__)
SHARE_SECONDS = 3.0
FRESH_SECONDS = 10


class Sight:
    """One connection. What one process writes of a room is one value, which expires by itself."""

    def __init__(self, gateway: Gateway, url: str) -> None:
        self._gateway = gateway
        self._redis = Redis.from_url(
            url,
            socket_timeout=2,
            socket_connect_timeout=1,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )

    async def keep(self) -> None:
        """Tell the other processes, where there may be any. Runs for ever."""
        while not self._gateway.database.is_ours_alone:
            try:
                await self._share()
            except (RedisError, OSError) as error:
                log.warning("sight_without_redis", error=type(error).__name__)
            await asyncio.sleep(SHARE_SECONDS)

    async def of(self, rooms: Collection[str]) -> set[tuple[str, str]]:
        """Who has the page of one of these rooms in sight, as (room, user)."""
        here = {(room, user) for room, people in self._here().items() if room in rooms for user in people}
        if self._gateway.database.is_ours_alone or not rooms:
            return here
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for room in rooms:
                    pipe.smembers(_key(room))
                replies = await pipe.execute()
        except (RedisError, OSError):
            return here
        return here | {(room, user) for room, people in zip(rooms, replies, strict=True) for user in people}

    async def close(self) -> None:
        """Give the connection back."""
        await self._redis.aclose()

    async def _share(self) -> None:
        async with self._redis.pipeline(transaction=False) as pipe:
            for room, people in self._here().items():
                pipe.sadd(_key(room), *people)
                pipe.expire(_key(room), FRESH_SECONDS)
            await pipe.execute()

    def _here(self) -> dict[str, set[str]]:
        people: dict[str, set[str]] = {}
        for socket in self._gateway.sockets.open:
            if socket.in_sight and not socket.actor.is_guest:
                for room, _ in socket.watching:
                    people.setdefault(room, set()).add(socket.actor.user_id)
        return people


def _key(room: str) -> str:
    return f"livesell:sight:{room}"
