"""The shared cache: counters of the rate limits, on the same Redis as everything fleeting.

Redis may vanish (design P9). Then each process counts for itself until it is back: limits get looser by the number of
processes, and nobody is locked out of signing in.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

Method = TypeVar("Method", bound=Callable[..., Any])


def _or_local(name: str) -> Any:
    shared = getattr(RedisCache, name)

    @functools.wraps(shared)
    def call(self: "SharedCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return shared(self, *args, **kwargs)
        except RedisError:
            return getattr(self.local, name)(*args, **kwargs)

    return call


class SharedCache(RedisCache):
    """Redis while it answers, this process's memory while it does not."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        plain = {key: value for key, value in params.items() if key != "OPTIONS"}
        self.local = LocMemCache("shared-cache-fallback", plain)

    add = _or_local("add")
    get = _or_local("get")
    set = _or_local("set")
    touch = _or_local("touch")
    delete = _or_local("delete")
    get_many = _or_local("get_many")
    has_key = _or_local("has_key")
    incr = _or_local("incr")
    set_many = _or_local("set_many")
    delete_many = _or_local("delete_many")
    clear = _or_local("clear")
