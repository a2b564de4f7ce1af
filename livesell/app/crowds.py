"""Counts the new accounts of one address or one browser that want the same thing, and has the desk told.

Kept for minutes: in this process, and, where there may be others, in Redis, by which once a second each hears whom the
others have seen. Without Redis each counts what comes to it. What is lost costs a notice and nothing more.
"""

import asyncio
import json
from collections.abc import Callable
from itertools import islice

import structlog
from django.conf import settings
from redis.exceptions import RedisError

from chat.frames.messages import PostMessage
from livesell.access import sources
from livesell.access.actor import SYSTEM
from livesell.commanding.dispatch import Answered
from livesell.gateway.gateway import Gateway
from livesell.ledger.answers import Answer
from livesell.ledger.turn import PendingCommand
from livesell.presence.sightings import Sightings
from livesell.wire.envelope import Command
from livesell.wire.ids import derived_id
from rooms.desk.newcomers import NOTICE, NoticeNewcomers
from rooms.frames.auctions import BuyNow, PlaceBid
from rooms.frames.claims import PlaceClaim
from rooms.frames.giveaways import EnterGiveaway
from rooms.rules import newcomers as rules

log = structlog.get_logger(__name__)
EXCHANGE_SECONDS = 1.0
AT_ONCE = 1_000
"""Pairs of a source and a thing wanted in one exchange."""
MOST = 10_000
"""Pairs of a source and a thing wanted that are remembered; the oldest is forgotten."""
Place = tuple[str, str, str]
"""A room, a thing wanted in it, and a source."""
Tell = Callable[[str, str, NoticeNewcomers], None]


class Crowds:
    """Who came from where lately. `tell` is given a room, the notice's id and the notice."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._seen: dict[Place, dict[str, int]] = {}
        self._untold: dict[Place, NoticeNewcomers] = {}
        """Where somebody came whom the other processes have not heard of."""
        self._is_down = False

    def __call__(self, room_id: str, pending: PendingCommand, answer: Answer) -> None:
        """Count who asked, if her account is new, it was done, and she may be one of many."""
        where = pending.arrival.sources if pending.arrival else ()
        now = pending.arrival.at if pending.arrival else 0
        if not where or not rules.is_fresh(pending.actor.since, now) or not answer.ok:
            return
        if wanted := _wanted(pending.frame, answer):
            for source in where:
                place = (room_id, wanted.wanted, source)
                self._untold[place] = wanted
                self._count(place, wanted, pending.actor.user_id, now)
                if len(self._untold) > MOST:
                    del self._untold[next(iter(self._untold))]

    async def exchange(self, sightings: Sightings) -> None:
        """Tell the other processes whom this one has seen, and count whom they have seen there."""
        told = dict(islice(self._untold.items(), AT_ONCE))
        for place in told:
            del self._untold[place]
        here = {":".join(place): self._seen.get(place, {}) for place in told}
        try:
            found = await sightings.exchange(here) if here else {}
        except (RedisError, OSError) as error:
            self._untold = told | self._untold
            if not self._is_down:
                log.warning("newcomers_without_redis", error=type(error).__name__)
            self._is_down = True
            return
        self._is_down = False
        for (place, wanted), seen in zip(told.items(), found.values(), strict=True):
            for user_id, at in sorted(seen.items(), key=lambda one: one[1]):
                self._count(place, wanted, user_id, at)

    def _count(self, place: Place, wanted: NoticeNewcomers, user_id: str, now: int) -> None:
        self._seen[place], many = rules.arrived(self._seen.pop(place, {}), user_id, now)
        if len(self._seen) > MOST:
            del self._seen[next(iter(self._seen))]
        if many is not None:
            notice_id = derived_id(*place, str(many), str(now // rules.WITHIN))
            self._tell(place[0], notice_id, wanted.model_copy(update={"accounts": many}))


def watch(gateway: Gateway) -> Answered:
    """What the gateway calls with each command that was decided."""
    if not gateway.database.is_ours_alone:
        sources.share(settings.SECRET_KEY)
    return Crowds(lambda room, key, notice: _tell(gateway, room, key, notice))


async def share(gateway: Gateway) -> None:
    """Where there may be other processes, hear once a second whom they have seen. Runs for ever."""
    crowds = gateway.answered
    if gateway.database.is_ours_alone or not isinstance(crowds, Crowds):
        await asyncio.Event().wait()
        return
    sightings = Sightings(settings.REDIS_URL, within_ms=rules.WITHIN)
    try:
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            await crowds.exchange(sightings)
    finally:
        await sightings.close()


def _tell(gateway: Gateway, room_id: str, key: str, notice: NoticeNewcomers) -> None:
    gateway.dispatch.act(SYSTEM, key, room_id, notice, NOTICE)


def _wanted(frame: Command, answer: Answer) -> NoticeNewcomers | None:
    """What a command that was done asked for, if many may want it; a chat word by what it was taken for."""
    if isinstance(frame, PlaceBid | BuyNow):
        return NoticeNewcomers(what="bids", wanted=frame.auction_id, accounts=1)
    if isinstance(frame, EnterGiveaway):
        return NoticeNewcomers(what="entries", wanted=frame.giveaway_id, accounts=1)
    if isinstance(frame, PlaceClaim) or (
        isinstance(frame, PostMessage) and '"kind":"claimed"' in answer.json
    ):
        read = json.loads(f"{{{answer.json}}}")
        claim = (read["aside"] or read["fact"]["event"]).get("claim")
        return NoticeNewcomers(what="claims", wanted=claim["item_id"], accounts=1) if claim else None
    return None
