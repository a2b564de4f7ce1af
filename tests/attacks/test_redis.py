"""Whoever can write into Redis runs no code of ours and takes nothing down."""

import asyncio
import os
import pickle
from pathlib import Path

import httpx
import pytest
from django.core.cache import cache
from redis import Redis

from livesell.operate import valkey
from tests.support import folders, shows
from tests.support.client import Client
from tests.support.people import PASSWORD, sign_up
from tests.support.server import Server


class Trap:
    """Unpickling it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def overwrite(redis: "Redis", value: bytes) -> list[bytes]:
    """Every key that is there holds `value`, by its own type; the keys."""
    keys: list[bytes] = redis.keys("*")
    for key in keys:
        left = redis.ttl(key)
        if redis.type(key) == b"hash":
            redis.hset(key, mapping=dict.fromkeys((*redis.hkeys(key), b"forged"), value))
        else:
            redis.set(key, value)
        redis.expire(key, max(int(left), 60))
    return keys


def sign_in(server: Server, email: str, password: str) -> int:
    body = {"email": email, "password": password}
    return httpx.post(f"{server.url}/_allauth/app/v1/auth/login", json=body).status_code


def all_is_well(server: Server) -> None:
    assert sign_in(server, "otto@example.org", "wrong") == 400
    assert httpx.get(f"{server.url}/metrics").status_code == 200
    assert httpx.get(f"{server.url}/readyz").json()["ok"]


@pytest.fixture
def _clear(valkey: str) -> None:
    cache.clear()


@pytest.mark.attack("A106")
@pytest.mark.usefixtures("_clear")
def test_the_cache_does_not_unpickle(valkey: str) -> None:
    trap = folders.fresh() / "sprung"
    redis = Redis.from_url(valkey)
    cache.set("limit", [1.5, 0.5], 60)
    assert cache.get("limit") == [1.5, 0.5]

    assert overwrite(redis, pickle.dumps(Trap(trap)))

    assert cache.get("limit", "nothing") == "nothing"
    assert cache.get_many(["limit"]) == {}
    assert "limit" not in cache
    assert not trap.exists()
    pickle.loads(pickle.dumps(Trap(trap)))  # noqa: S301 - the control: this is what would have happened
    assert trap.exists()


@pytest.mark.attack("A106")
@pytest.mark.usefixtures("_clear")
@pytest.mark.parametrize("value", [b"7", b"null", b'{"a": 1}', b"[1.0]", b"\x80\xff", b"[" * 5000, b""])
def test_what_is_not_signed_is_not_there(valkey: str, value: bytes) -> None:
    cache.set("limit", [1.0], 60)

    overwrite(Redis.from_url(valkey), value)

    assert cache.get("limit", []) == []


@pytest.mark.attack("A106")
@pytest.mark.usefixtures("_clear")
def test_a_signed_value_is_not_believed_under_another_key(valkey: str) -> None:
    redis = Redis.from_url(valkey)
    cache.set("limit-of-otto", [], 60)
    cache.set("limit-of-ben", [1.0, 2.0], 60)
    otto, ben = cache.make_key("limit-of-otto"), cache.make_key("limit-of-ben")

    redis.set(ben, redis.get(otto) or b"")

    assert cache.get("limit-of-ben") is None


@pytest.mark.attack("A106")
async def test_a_server_whose_redis_is_filled_with_pickles_works_on(server: Server) -> None:
    trap = folders.fresh() / "sprung"
    redis = Redis.from_url(valkey.url(server.data))
    hana = sign_up(server.url, "Hana")
    show = shows.live(hana)
    ben = await Client(server).come()
    await ben.join(show.room)
    assert sign_in(server, hana.email, PASSWORD) == 200
    await ben.expect_frame("presence")

    for value in (pickle.dumps(Trap(trap)), b"\xff\x00", b"7", b"9" * 6000, b"null"):
        keys = overwrite(redis, value)
        assert any(b"cache" in key for key in keys)
        await asyncio.to_thread(all_is_well, server)
    said = shows.do(hana, show.room, "message.post", text="here")

    assert said["ok"]
    await ben.expect("message.posted", show.room)
    assert not trap.exists()
    assert "Traceback" not in server.output
    await ben.leave()


@pytest.mark.attack("A107")
@pytest.mark.parametrize("how", ["wide", "link", "file"])
def test_a_folder_for_the_socket_that_somebody_else_prepared_is_refused(how: str) -> None:
    deep = folders.fresh() / ("x" * 120)
    deep.mkdir(mode=0o700)
    folder = valkey.socket_path(deep).parent
    folder.rmdir()
    if how == "wide":
        folder.mkdir()
        folder.chmod(0o777)
    elif how == "link":
        folder.symlink_to(folders.fresh())
    else:
        folder.touch()

    with pytest.raises(valkey.CannotStart, match=folder.name):
        valkey.ensure(deep)
    with pytest.raises(valkey.CannotStart, match=folder.name):
        valkey.url(deep)
    folder.chmod(0o700) if how == "wide" else folder.unlink()


@pytest.mark.attack("A107")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_folder_for_the_socket_of_another_user_is_refused() -> None:
    deep = folders.fresh() / ("x" * 120)
    deep.mkdir(mode=0o700)
    folder = valkey.socket_path(deep).parent
    os.chown(folder, 65534, 65534)

    with pytest.raises(valkey.CannotStart, match="another user"):
        valkey.ensure(deep)
