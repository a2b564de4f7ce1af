"""Whether those who are needed at a live party are there: seen by the sockets of all processes, judged by the rules of
selling, told by the clock's own commands. Without Redis nobody is judged.
"""

import asyncio

import structlog
from django.conf import settings

from livesell.access.actor import SYSTEM
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import UNREACHABLE
from livesell.presence.attendance import EXCHANGE_SECONDS, Attendance
from livesell.wire.envelope import Command
from rooms.frames.parties import ContinueParty
from rooms.parties import outages
from rooms.parties.outages import InterruptParty, LiveParty
from rooms.rules.outages import cause_now

log = structlog.get_logger(__name__)


async def watch(gateway: Gateway) -> None:
    """Look about every two seconds. Runs for ever."""
    attendance = Attendance(settings.REDIS_URL)
    try:
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            try:
                stages = await gateway.database.read(outages.stages)
            except UNREACHABLE as error:
                log.warning("stages_not_read", error=type(error).__name__)
                continue
            if stages:
                await look(gateway, attendance, stages)
    finally:
        await attendance.close()


async def look(gateway: Gateway, attendance: Attendance, stages: list[LiveParty]) -> None:
    """Say who is here, learn who is elsewhere, and tell what follows."""
    here = _here(gateway)
    needed = {one.room_id: here.get(one.room_id, set()) & (one.hosts | one.bidders) for one in stages}
    ages = await attendance.exchange(needed)
    if ages is None:
        return
    now = now_ms()
    seen = {room: {who: now - age for who, age in people.items()} for room, people in ages.items()}
    await asyncio.gather(*(_judge(gateway, one, seen[one.room_id], now) for one in stages))


async def _judge(gateway: Gateway, stage: LiveParty, seen: dict[str, int], now: int) -> None:
    cause = cause_now(seen, stage.hosts, stage.bidders, stage.percent, stage.since, now)
    frame: Command
    if cause and not stage.interrupted_by:
        frame, handler = InterruptParty(party_id=stage.party_id, cause=cause), outages.INTERRUPT
    elif not cause and stage.interrupted_by in ("host", "bidders"):
        frame, handler = ContinueParty(party_id=stage.party_id), outages.CONTINUE
    else:
        return
    command_id = f"attending-{stage.party_id}-{now // 1000}"
    await gateway.dispatch.act(SYSTEM, command_id, stage.room_id, frame, handler)


def _here(gateway: Gateway) -> dict[str, set[str]]:
    """Who watches which room by a socket of this process."""
    people: dict[str, set[str]] = {}
    for socket in gateway.sockets.open:
        for room, _ in socket.watching:
            people.setdefault(room, set()).add(socket.actor.user_id)
    return people
