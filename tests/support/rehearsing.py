"""Rehearsals in turns: the room beside, and what the clock does there."""

from livesell.ledger.head import create_ledgers
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.rehearsals.rehearsals import OpenRehearsal
from tests.support.turns import Answer, Room


def beside(room: Room) -> Room:
    """A room that there is not yet."""
    other = Room(new_id(), room.cast, room.now)
    create_ledgers(other.ledger(), other.ledger("desk"))
    return other


def rehearse(room: Room, party: str, who: str = "hana") -> Room:
    """The room beside, with the party as a draft."""
    other = beside(room)
    answer = other.do(who, OpenRehearsal(party_id=party))
    assert answer.ok, answer.text
    return other


def by_the_clock(room: Room, kind: type[Command]) -> list[Answer]:
    """Everything of that kind that is due in the room."""
    found = [one for one in due.find(room.now) if one.room_id == room.id and isinstance(one.frame, kind)]
    return room.batch(
        *(room.ask("clock", one.frame, key=one.command_id, handler=one.handler) for one in found)
    )
