"""What is kept for a time only, once a day and soon after a start. Words are erased: removed ones after
`LIVESELL_REMOVED_TEXT_DAYS`, all after `LIVESELL_TEXT_DAYS`, if that is set. What commands were answered is forgotten
after `LIVESELL_ANSWER_DAYS`: nobody asks again after so long; acts of moderation and notes of people, after
`LIVESELL_MODERATION_DAYS`, if that is set; with what browsers somebody signed in, after a year;
files of personal data, after seven days."""

import asyncio
from functools import partial

import structlog
from django.conf import settings
from django.db import connections

from chat.moderation import forgetting
from livesell.accounts import devices
from livesell.app.personal import exporting
from livesell.gateway.gateway import Gateway
from livesell.ledger import answers, texts
from livesell.ledger.clock import now_ms
from livesell.ledger.texts import Retention
from livesell.ledger.turn import UNREACHABLE

log = structlog.get_logger(__name__)
SOON_SECONDS = 5
EVERY_SECONDS = 24 * 3_600
DAY_MS = 86_400_000
SHORTEST_MODERATION_DAYS = 60
"""Twice as long as an act may be appealed."""


async def erase_old_texts(gateway: Gateway) -> None:
    """Erase what is due. Runs for ever."""
    await asyncio.sleep(SOON_SECONDS)
    while True:
        try:
            await _once(gateway, due(now_ms()))
            await gateway.database.write(partial(devices.forget, now_ms()))
            await asyncio.to_thread(_forget_exports)  # deletes files: not in the thread that sales wait for
            await _forget_answers(gateway, now_ms() - settings.LIVESELL_ANSWER_DAYS * DAY_MS)
            await _forget_moderation(gateway, now_ms())
        except UNREACHABLE as error:
            log.warning("texts_not_erased", error=type(error).__name__)
        await asyncio.sleep(EVERY_SECONDS)


def _forget_exports() -> None:
    try:
        exporting.forget_old(now_ms())
    finally:
        connections.close_all()


def due(now: int) -> Retention:
    """What the settings say of now."""
    days: int | None = settings.LIVESELL_TEXT_DAYS
    said_before = None if days is None else now - days * DAY_MS
    return Retention(now - settings.LIVESELL_REMOVED_TEXT_DAYS * DAY_MS, said_before)


async def _once(gateway: Gateway, retention: Retention) -> None:
    after: int | None = 0
    while after is not None:
        after = await gateway.database.write(partial(texts.erase_page, after, retention))
        await asyncio.sleep(0.1)  # sales go first


async def _forget_answers(gateway: Gateway, before: int) -> None:
    after: int | None = 0
    while after is not None:
        after = await gateway.database.write(partial(answers.forget_page, after, before))
        await asyncio.sleep(0.1)


def moderation_before(now: int) -> int | None:
    """Before which moment acts and notes are forgotten, by the settings; None where they are kept."""
    days: int | None = settings.LIVESELL_MODERATION_DAYS
    return None if days is None else now - max(days, SHORTEST_MODERATION_DAYS) * DAY_MS


async def _forget_moderation(gateway: Gateway, now: int) -> None:
    before = moderation_before(now)
    if before is None:
        return
    after: str | None = ""
    while after is not None:
        after = await gateway.database.write(partial(forgetting.forget_page, after, before, now))
        await asyncio.sleep(0.1)
    more = True
    while more:
        more = await gateway.database.write(partial(forgetting.forget_notes, before))
        await asyncio.sleep(0.1)
