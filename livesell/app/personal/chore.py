"""Files of personal data are made, and accounts erased, beside the sales. Runs in every process."""

import asyncio
from functools import partial

import structlog
from django.db import connections

from livesell.access.actor import Actor
from livesell.accounts.models import DataExport
from livesell.app.features import COMMANDS
from livesell.app.personal import erasing, exporting
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from rooms.frames.rooms import UnfollowRoom

log = structlog.get_logger(__name__)
EVERY_SECONDS = 5.0
UNFOLLOW = next(row.handler for row in COMMANDS if row.frame is UnfollowRoom)


async def keep(gateway: Gateway) -> None:
    """Make what was asked for, erase who is due. Runs for ever."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await _export(gateway)
            for user_id in await gateway.database.read(partial(erasing.due, now_ms())):
                await _erase_apart(gateway, user_id)
        except UNREACHABLE as error:
            log.warning("personal_data_waits", error=type(error).__name__)


async def _export(gateway: Gateway) -> None:
    while one := await gateway.database.write(partial(exporting.take, now_ms())):
        try:
            name = await asyncio.to_thread(_made, one)
        except UNREACHABLE:
            raise
        except (
            Exception
        ) as error:  # no room on the disk, or a row that cannot be written: again when the lease is over
            log.exception("export_not_made", error=type(error).__name__)
            return
        await gateway.database.write(partial(exporting.made, one, name, now_ms()))


def _made(one: DataExport) -> str:
    """In a thread of its own, since it may take long; it gives its connection back."""
    try:
        return exporting.make(one)
    finally:
        connections.close_all()


async def _erase_apart(gateway: Gateway, user_id: str) -> None:
    """One person. What fails with her is tried again later, and keeps nobody else waiting."""
    try:
        await _erase(gateway, user_id)
    except UNREACHABLE:
        raise
    except Exception:
        log.exception("erasure_failed")


async def _erase(gateway: Gateway, user_id: str) -> None:
    if await gateway.database.write(partial(erasing.was_given_back, user_id)):
        log.info("erasure_given_back")
        return
    for room_id in await gateway.database.read(partial(erasing.follows, user_id)):
        await gateway.dispatch.act(
            Actor(user_id, ""), f"erasure-{room_id}", room_id, UnfollowRoom(), UNFOLLOW
        )
    after: int | None = 0
    while after is not None:
        after = await gateway.database.write(partial(erasing.erase_words, user_id, after))
    await gateway.database.write(partial(erasing.finish, user_id, now_ms()))
