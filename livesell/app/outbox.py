"""The outbox at work: notifications are made of what ledgers tell, decided and sent. Runs in every process.

Claims go first: each step is a short transaction for a page of people, and between two of them others write.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError

from livesell.access.actor import Actor
from livesell.app.sight import Sight
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.outbound import cursor, deciding, keeping, mailing, sending
from livesell.outbound.mailing import Letter
from livesell.outbound.push.keys import vapid
from livesell.outbound.push.posting import Poster
from livesell.outbound.sending import Outcome, Sending
from rooms.models.rooms import Room
from rooms.permissions import readers

log = structlog.get_logger(__name__)
Step = Callable[[], Awaitable[None]]
EVERY_SECONDS = 1.0
GAP_SECONDS = 0.02
"""Between two pages, in which whoever waits for the database has it."""
THREADS = 16
BACK_MS = 600_000
"""How far back a process looks that has just begun."""
FORGET_SECONDS = 3_600


async def tell(gateway: Gateway) -> None:
    """Read on, decide and send, about once a second. Runs for ever."""
    sight = Sight(gateway, settings.REDIS_URL)
    post = ThreadPoolExecutor(THREADS, "outbox")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_steadily(partial(_make, gateway, sight)))
            group.create_task(_steadily(Due(gateway).look))
            group.create_task(_steadily(partial(_send, gateway, post)))
            group.create_task(_steadily(partial(_forget, gateway), FORGET_SECONDS))
            group.create_task(sight.keep())
    finally:
        post.shutdown(wait=False, cancel_futures=True)
        await sight.close()


async def _steadily(step: Step, every: float = EVERY_SECONDS) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await step()
        except (DatabaseError, InterfaceError) as error:  # also a transaction that the database ended
            log.warning("outbox_waits", error=type(error).__name__)
        except Exception:  # a fault of ours in one step ends no other
            log.exception("outbox_step_failed")


async def _make(gateway: Gateway, sight: Sight) -> None:
    """Make notifications of what is new, and decide what is due."""
    for ledger_id in await gateway.database.read(cursor.ahead):
        await _pages(gateway, partial(cursor.advance, ledger_id))
    while rooms := await gateway.database.read(partial(deciding.rooms_due, now_ms())):
        seen = await sight.of(rooms)
        if not await gateway.database.write(partial(deciding.decide, now_ms(), seen)):
            return
        await asyncio.sleep(GAP_SECONDS)


class Due:
    """Whom the time tells. Begins anew with each process: what was told is told once."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._since = 0

    async def look(self) -> None:
        """What has fallen due since the last look; the first time, all that is not over."""
        now = now_ms()
        await self._gateway.database.write(partial(cursor.tell_due, self._since or now - BACK_MS, now))
        self._since = now


async def _send(gateway: Gateway, post: ThreadPoolExecutor) -> None:
    """Send what is due, a page at a time."""
    while leased := await gateway.database.write(partial(sending.lease, now_ms())):
        due = await gateway.database.read(partial(sending.written, leased, now_ms()))
        loop = asyncio.get_running_loop()
        outcomes = await asyncio.gather(*(loop.run_in_executor(post, deliver, one) for one in due))
        await gateway.database.write(partial(sending.settle, outcomes, now_ms()))
        await asyncio.sleep(GAP_SECONDS)


async def _forget(gateway: Gateway) -> None:
    await _pages(gateway, partial(keeping.forget_page, now_ms()))


async def _pages(gateway: Gateway, page: Callable[[], bool]) -> None:
    """One page after another, until there is none left."""
    more = True
    while more:
        more = await gateway.database.write(page)
        await asyncio.sleep(GAP_SECONDS)


def deliver(one: Sending) -> Outcome:
    """Send it, and say what came of it. Waits for others' servers."""
    if isinstance(one.job, Letter):
        return Outcome(one, ok=mailing.send(one.job))
    posted = poster().post(one.job)
    return Outcome(one, posted.ok, posted.gone, posted.refused, posted.again_ms)


@cache
def poster() -> Poster:
    """What sends pushes for this process."""
    return Poster(vapid(), settings.LIVESELL_PUSH_SERVICES, loopback=settings.LIVESELL_PUSH_LOOPBACK)


def may_read(room_id: str, user_ids: Collection[str], now: int) -> Collection[str]:
    """Those of these people who may read the room's show; nobody is told of a rehearsal."""
    if not Room.objects.filter(pk=room_id, rehearsal_of=None).exists():
        return ()
    found = readers([_reader(one) for one in user_ids], room_id, desk=False, now=now)
    return {one.user_id for one in found if not isinstance(one, Refused)}


def _reader(user_id: str) -> Actor:
    return Actor(user_id, "")
