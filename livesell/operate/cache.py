"""The shared cache: counters of the rate limits, on the same Redis as everything fleeting.

Redis may vanish (design P9). Then each process counts for itself until it is back: limits get looser by the number of
processes, and nobody is locked out of signing in. What stands in Redis is JSON under a signature that names its key:
whoever can write there, and does not know our secret, has written nothing.
"""

import functools
import json
from collections.abc import Mapping
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.core.signing import BadSignature, Signer
from redis.exceptions import RedisError

MISSING = object()


class Sealed:
    """What Django's client calls its serializer; sealing happens above it, where the key is known."""

    def dumps(self, sealed: str) -> bytes:
        return sealed.encode()

    def loads(self, stored: bytes) -> bytes:
        return stored


class _SealedCache(RedisCache):
    """Redis with signed JSON in it. What cannot be read, or was signed for another key, is not there."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**params.get("OPTIONS", {}), "serializer": Sealed}})

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return bool(super().add(key, self._seal(key, value, version), timeout, version))

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        super().set(key, self._seal(key, value, version), timeout, version)

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        value = self._open(key, super().get(key, None, version), version)
        return default if value is MISSING else value

    def get_many(self, keys: Any, version: Any = None) -> dict[str, Any]:
        found = {
            key: self._open(key, stored, version) for key, stored in super().get_many(keys, version).items()
        }
        return {key: value for key, value in found.items() if value is not MISSING}

    def set_many(self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        sealed = {key: self._seal(key, value, version) for key, value in data.items()}
        return super().set_many(sealed, timeout, version)

    # By reading and writing: Redis can neither count nor judge what is signed.
    incr = BaseCache.incr
    has_key = BaseCache.has_key

    def _seal(self, key: str, value: Any, version: Any) -> str:
        return self._signer(key, version).sign(json.dumps(value, separators=(",", ":")))

    def _open(self, key: str, stored: bytes | None, version: Any) -> Any:
        try:
            return json.loads(self._signer(key, version).unsign((stored or b"").decode()))
        except (BadSignature, ValueError):
            return MISSING

    def _signer(self, key: str, version: Any) -> Signer:
        return Signer(salt=f"livesell.cache:{self.make_key(key, version)}")


def _or_local(name: str) -> Any:
    shared = getattr(_SealedCache, name)

    @functools.wraps(shared)
    def call(self: "SharedCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return shared(self, *args, **kwargs)
        except RedisError:
            return getattr(self.local, name)(*args, **kwargs)

    return call


class SharedCache(_SealedCache):
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
