"""Where platform and apps are put together: what the gateway of this server serves."""

import asyncio
from collections.abc import Sequence
from functools import partial
from weakref import WeakKeyDictionary

from django.conf import settings

from livesell.access.actor import Actor
from livesell.accounts.people import is_operator
from livesell.app import attendance, crowds, fence, metrics, outbox, rehearsal_player, snapshots
from livesell.app.features import COMMANDS, DESK_EVENTS, SHOW_EVENTS
from livesell.app.personal import chore as personal
from livesell.app.retention import erase_old_texts
from livesell.app.timekeeping import Timekeeper
from livesell.commanding.rooms import Entrance, Snapshot, ledger_name
from livesell.gateway.gateway import Gateway, Shape, always
from livesell.ledger import answers, read
from livesell.ledger.answers import Answer
from livesell.ledger.clock import now_ms
from livesell.ledger.head import create_ledgers
from livesell.ledger.turn import Handler, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import LAST_MS, Command
from livesell.wire.ids import derived_id
from rooms import room
from rooms.membership.rows import public_rooms
from rooms.permissions import may_open, readers
from rooms.rehearsals import rehearsals
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import MAX_OWNED, OpenRoom, owned
from rooms.rules.roles import Standing

CHORES = (
    attendance.watch,
    outbox.tell,
    rehearsal_player.rehearse,
    metrics.report,
    fence.keep,
    erase_old_texts,
    crowds.share,
    personal.keep,
)
_gateways: WeakKeyDictionary[asyncio.AbstractEventLoop, Gateway] = WeakKeyDictionary()


class Rooms:
    """Reads rooms for the gateway; see `livesell.commanding.rooms.Reading`."""

    def enter(self, actors: Sequence[Actor], room_id: str, ledger: str) -> list[Entrance | Refused]:
        tip = read.tip(ledger_name(room_id, "show"))  # where standings change, also those that open the desk
        if tip is None:
            return [Refused(Code.NOT_FOUND) for _ in actors]
        found = readers(actors, room_id, desk=ledger == "desk", now=now_ms())
        people = (
            [one for one in found if isinstance(one, Standing) and one.user_id] if ledger == "show" else []
        )
        own = snapshots.mine(room_id, people, tip.offset)
        written = {
            key: whose.model_dump_json() for key, whose in {id(one): one for one in own.values()}.items()
        }
        mine = {who: written[id(whose)] for who, whose in own.items()}
        return [
            one
            if isinstance(one, Refused)
            else Entrance(tip.position, mine.get(one.user_id, "null"), _silent_until(one))
            for one in found
        ]

    def public(self, room_ids: Sequence[str]) -> set[str]:
        return public_rooms(room_ids)

    def snapshot(self, room_id: str, ledger: str) -> Snapshot:
        tip = read.tip(ledger_name(room_id, ledger))
        if tip is None:
            raise Refused(Code.NOT_FOUND)
        found = snapshots.desk(room_id) if ledger == "desk" else snapshots.show(room_id)
        return Snapshot(tip.position, found.model_dump_json(), tip.hash)


def _silent_until(own: Standing) -> int:
    """When she may speak again, in ms: of a warning nobody can say, and her standing changes when she has read it."""
    return LAST_MS if own.warned else own.muted_until or 0


async def _chores(gateway: Gateway) -> None:
    """Each by itself: what breaks one does not hold the others up."""
    async with asyncio.TaskGroup() as group:
        group.create_task(always(Timekeeper(gateway).run))
        for chore in CHORES:
            group.create_task(always(partial(chore, gateway)))


async def open_room(actor: Actor, command_id: str, frame: OpenRoom) -> tuple[str, Answer]:
    """Open a room: its id, which follows from who asks and under which id, and the answer."""
    room_id = derived_id(actor.user_id, command_id)
    if actor.is_guest:
        return room_id, answers.refused(Code.SIGN_IN)
    live = gateway()
    if code := await live.database.read(partial(_why_no_room, actor, room_id)):
        return room_id, answers.refused(code)
    await live.database.write(
        partial(create_ledgers, ledger_name(room_id, "show"), ledger_name(room_id, "desk"))
    )
    return room_id, await live.dispatch.act(actor, command_id, room_id, frame, OPEN)


async def open_rehearsal(actor: Actor, command_id: str, frame: OpenRehearsal) -> Answer:
    """Open the room beside, in which a party is rehearsed; the answer."""
    live = gateway()
    room_id = derived_id(actor.user_id, command_id)
    if actor.is_guest:
        return answers.refused(Code.SIGN_IN)
    if code := await live.database.read(partial(_why_no_rehearsal, actor, frame.party_id, room_id)):
        return answers.refused(code)
    await live.database.write(
        partial(create_ledgers, ledger_name(room_id, "show"), ledger_name(room_id, "desk"))
    )
    return await live.dispatch.act(actor, command_id, room_id, frame, rehearsals.OPEN_REHEARSAL)


def _why_no_rehearsal(actor: Actor, party_id: str, room_id: str) -> Code | None:
    """Who asks again for one that she has is answered as the first time."""
    if read.tip(ledger_name(room_id, "show")) is not None:
        return None
    return rehearsals.why_not(actor, party_id, now_ms())


def _why_no_room(actor: Actor, room_id: str) -> Code | None:
    """Who asks again for the last one she may have is answered as the first time."""
    if not _may_have_rooms(actor):
        return Code.FORBIDDEN
    is_known = read.tip(ledger_name(room_id, "show")) is not None
    return Code.LIMIT if owned(actor.user_id) >= MAX_OWNED and not is_known else None


def _may_have_rooms(actor: Actor) -> bool:
    return settings.LIVESELL_ROOM_CREATION == "everyone" or is_operator(actor.user_id)


def _may_open_room(turn: Turn, frame: Command) -> None:
    may_open(turn, frame)
    if not _may_have_rooms(turn.actor):
        raise Refused(Code.FORBIDDEN)


OPEN = Handler(_may_open_room, room.open_room)


def gateway() -> Gateway:
    """The gateway of the running event loop, made at first use."""
    loop = asyncio.get_running_loop()
    if loop not in _gateways:
        shape = Shape(COMMANDS, (*SHOW_EVENTS, *DESK_EVENTS), Rooms(), _chores, crowds.watch)
        _gateways[loop] = Gateway(
            shape,
            redis_url=settings.REDIS_URL,
            batch=settings.LIVESELL_TURN_BATCH,
            handshakes=settings.LIVESELL_ADDRESS_RATE,
            compresses=settings.LIVESELL_DEFLATE,
        )
    return _gateways[loop]
