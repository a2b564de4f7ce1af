"""Rehearsals at work: what their script says, through the commands that everybody uses; and then nothing of them."""

import asyncio
from collections.abc import Awaitable
from functools import partial

import structlog

from chat.frames.messages import PostMessage
from livesell.app.features import COMMANDS
from livesell.commanding.rooms import ledger_name
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.head import forget
from livesell.ledger.turn import UNREACHABLE
from livesell.wire.envelope import Command
from rooms.frames.claims import PlaceClaim, ReleaseClaim
from rooms.rehearsals import purge, rehearsals
from rooms.rules.rehearsals import Act, Seen, act

log = structlog.get_logger(__name__)
HANDLERS = {row.frame: row.handler for row in COMMANDS}


async def rehearse(gateway: Gateway) -> None:
    """Look once a second what is to be done. Several processes do it once: the ids are those of the script."""
    last = ""
    while True:
        await asyncio.sleep(1)
        try:
            playing = await gateway.database.read(partial(rehearsals.on, last))
            last = playing[-1][0] if playing else ""
            for room, party in playing:
                await _alone(room, play(gateway, room, party, now_ms() // 1000))
            for room in await gateway.database.read(partial(purge.stale, now_ms())):
                await _alone(room, gateway.database.write(partial(forget_room, room)))
        except UNREACHABLE as error:
            log.warning("rehearsals_not_read", error=type(error).__name__)


async def _alone(room: str, work: Awaitable[None]) -> None:
    """What goes wrong in one rehearsal does not touch the others."""
    try:
        await work
    except UNREACHABLE:
        raise
    except Exception:
        log.exception("rehearsal_failed", room=room)


async def play(gateway: Gateway, room: str, party: str, second: int) -> None:
    """The act of this second in one rehearsal, if there is one."""
    people, offered, held = await gateway.database.read(partial(rehearsals.seen, room, party))
    done = act(party, second, list(people), offered, held)
    if done is None:
        return
    frame = _command(done, offered)
    await gateway.dispatch.act(people[done.who], f"script-{second}", room, frame, HANDLERS[type(frame)])


def forget_room(room: str) -> None:
    """Delete a rehearsal that was shut. Its room goes last: until then it is found again."""
    forget(ledger_name(room, "show"), ledger_name(room, "desk"))
    purge.forget(room)


def _command(done: Act, offered: list[Seen]) -> Command:
    if done.what == "say":
        return PostMessage(text=done.about)
    if done.what == "give_back":
        return ReleaseClaim(claim_id=done.about)
    (wanted,) = (one for one in offered if one.variant_id == done.about)
    return PlaceClaim(variant_id=wanted.variant_id, price_version=wanted.price_version)
