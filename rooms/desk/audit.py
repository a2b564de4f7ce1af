"""Refused commands of the staff, told on the desk: who tried what. So many a minute: nobody fills the ledger by it.

Here, too, the notices of the desk are read.
"""

import json

from livesell.ledger import read
from livesell.ledger.shown import shown
from livesell.ledger.turn import Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.events.rooms import CommandRefused, NewcomersNoticed, Notice

TOLD = (Code.FORBIDDEN, Code.STOCK_TAKEN)
"""A role that somebody does not have; stock that would be less than what is held and sold."""
REFUSED = "command.refused"
MINUTE = 60_000
SHOWN = 100
NOTICES: dict[str, type[CommandRefused | NewcomersNoticed]] = {
    REFUSED: CommandRefused,
    "newcomers.noticed": NewcomersNoticed,
}
OF_ONE, OF_ALL = 5, 30
"""How many are told within a minute of one person, and of a room."""


def refused(turn: Turn, frame: Command, refusal: Refused) -> None:
    """Tell the desk, unless enough was told of her, or of everybody, within the last minute."""
    if refusal.code not in TOLD or turn.actor.is_system:
        return
    told = _told_lately(turn)
    if len(told) >= OF_ALL or told.count(turn.actor.user_id) >= OF_ONE:
        return
    kind: str = getattr(frame, "type")  # noqa: B009 - every command has one, its literal differs
    turn.record(CommandRefused(user=turn.actor.person, command=kind, code=refusal.code.value), desk=True)


def _told_lately(turn: Turn) -> list[str]:
    """Of whom it was told within the last minute, in this turn too."""
    stored = [one.wire for one in read.last(f"room.{turn.room_id}.desk", [REFUSED], most=OF_ALL)]
    desk = turn.heads.get(True)
    fresh = [one.wire for one in desk.written if one.type == REFUSED] if desk else []
    facts = [json.loads(wire) for wire in (*stored, *fresh)]
    return [fact["event"]["user"]["id"] for fact in facts if fact["at"] > turn.now - MINUTE]


def notices(room_id: str) -> list[Notice]:
    """What the desk should look at: the last hundred, oldest first."""
    return shown(read.last(f"room.{room_id}.desk", list(NOTICES), most=SHOWN), _notice)


def _notice(stored: read.Stored) -> Notice:
    event = read.recalled(NOTICES[stored.type], stored)
    return Notice.model_validate({"offset": stored.offset, "at": read.moment_of(stored), "event": event})
