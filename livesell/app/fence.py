"""Noticing a database that went back in time: what was committed last is also written down outside of it.

Each process keeps the heads of the ledgers it wrote to last, in small files: in the data folder, which tells of a
database that was put back alone; in a folder beside it (`LIVESELL_FENCE`), which tells of a whole data folder; and in
Redis, where it is not our own, which tells of both. On start, and every few seconds, they are compared with the
database. Where one is missing there, every ledger begins a new life (`livesell.ledger.lives`).

What it cannot notice: a machine whose every disk and Redis went back together; the last tenth of a second before a
process was killed, or the last seconds before the power went; and what is in no ledger, such as accounts.
"""

import asyncio
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog
from django.conf import settings
from pydantic import TypeAdapter, ValidationError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from livesell.gateway.gateway import Gateway
from livesell.ledger import lives
from livesell.ledger.lives import Seen
from livesell.ledger.turn import UNREACHABLE

log = structlog.get_logger(__name__)
PAUSE_SECONDS = 0.1
COMPARE_SECONDS = 5.0
KEY = "livesell:fence"
WHY = "the database went back in time"
HEADS = TypeAdapter(list[Seen])


async def keep(gateway: Gateway) -> None:
    """Write down what this process commits, and look back now and then. Runs for ever."""
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_write(gateway))
            group.create_task(_compare(gateway))
    finally:
        _write_files(list(gateway.heads.values()))


def look_back() -> Seen | None:
    """Compare all that was written down with the database, and begin new lives if it went back. Then what was lost."""
    written = list(_written())
    lost = lives.first_lost(written)
    if lost:
        _renew(lost, written)
    return lost


def highest_life() -> int:
    """The highest number of a life that was written down."""
    return max((lives.life(seen.epoch) for seen in _written()), default=0)


def places() -> list[Path]:
    """The folders in which it is written down, made if need be; those that cannot be are left out."""
    data: Path = settings.DATA
    outside = (
        Path(settings.LIVESELL_FENCE) if settings.LIVESELL_FENCE else data.with_name(f".{data.name}.fence")
    )
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    elsewhere = Path("~/.local/state/livesell").expanduser() / mark  # the tilde stays where nobody has a home
    return [*_usable(data / "fence"), *(_usable(outside) or _usable(elsewhere))]


async def _write(gateway: Gateway) -> None:
    while True:
        await gateway.went_on.wait()
        gateway.went_on.clear()
        heads = list(gateway.heads.values())
        await asyncio.to_thread(_write_files, heads)
        if not settings.LIVESELL_EMBEDDED_REDIS:
            await asyncio.to_thread(_write_redis, heads)
        await asyncio.sleep(PAUSE_SECONDS)


async def _compare(gateway: Gateway) -> None:
    while True:
        await asyncio.sleep(COMPARE_SECONDS)
        heads = list(gateway.heads.values())
        try:
            if heads and (lost := await gateway.database.read(partial(lives.first_lost, heads))):
                await gateway.database.write(partial(_renew, lost, heads))
                gateway.heads.clear()
        except UNREACHABLE as error:
            log.warning("fence_not_compared", error=type(error).__name__)


def _renew(lost: Seen, written: list[Seen]) -> None:
    lives.renew(
        f"{WHY}: {lost.name} had offset {lost.offset}", above=max(lives.life(one.epoch) for one in written)
    )
    log.error("database_went_back", ledger=lost.name, offset=lost.offset, epochs="all new")


def _write_files(heads: list[Seen]) -> None:
    text = HEADS.dump_json(heads)
    for place in places() if heads else ():
        file = place / f"{os.uname().nodename}-{os.getpid()}.json"
        draft = file.with_suffix(".draft")
        try:
            draft.write_bytes(text)
            draft.replace(file)
        except OSError as error:
            log.warning("fence_not_written", place=str(place), error=error.strerror)


def _write_redis(heads: list[Seen]) -> None:
    with suppress(RedisError, OSError), _redis() as redis:
        redis.hset(KEY, f"{os.uname().nodename}-{os.getpid()}", HEADS.dump_json(heads).decode())


def _written() -> Iterator[Seen]:
    texts = [file.read_bytes() for place in places() for file in sorted(place.glob("*.json"))]
    if not settings.LIVESELL_EMBEDDED_REDIS:
        with suppress(RedisError, OSError), _redis() as redis:
            texts += redis.hgetall(KEY).values()
    for text in texts:
        with suppress(ValidationError):  # half written when the power went: nothing can be told from it
            yield from HEADS.validate_json(text)


def _redis() -> "Redis":
    return Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )


def _usable(folder: Path) -> list[Path]:
    """The folder, if it is ours alone: what stands where others may write may be theirs."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.lstat()
    except OSError:
        return []
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
    return [folder] if ours else []
