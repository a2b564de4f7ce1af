"""Mails that turns wrote down go out a few seconds later. A slow mail server holds nothing else up."""

import asyncio
from functools import partial

import structlog

from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from rooms.checkout import mails

log = structlog.get_logger(__name__)
EVERY_SECONDS = 3


async def send_mails(gateway: Gateway) -> None:
    """Take what is to be sent, and send it. Runs for ever."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            taken = await gateway.database.write(partial(mails.take, now_ms()))
            went = [await asyncio.to_thread(mails.send, one) for one in taken]
            back = [one.id for one, sent in zip(taken, went, strict=True) if not sent]
            if back:
                log.warning("mails_not_sent", mails=len(back))
                await gateway.database.write(partial(mails.give_back, back, now_ms()))
        except UNREACHABLE as error:
            log.warning("letters_not_read", error=type(error).__name__)
