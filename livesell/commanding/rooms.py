"""What the gateway must be told of an app: how a room is read, and who may."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from livesell.access.actor import Actor
from livesell.ledger.position import Position
from livesell.ledger.turn import Refused
from livesell.wire.envelope import Event


class Snapshot(NamedTuple):
    """Everything that is the same for every newcomer, in JSON, and position and hash at which it is true."""

    position: Position
    body: str
    hash: str


class Entrance(NamedTuple):
    """What a reader who may come in finds of her own, in JSON, and the show's position at which both were true.

    `silent_until`: she may not speak before this moment, in ms.
    """

    position: Position
    mine: str
    silent_until: int = 0


class Reading(Protocol):
    """Reads rooms. Called in a reader's thread, inside one moment."""

    def enter(self, actors: Sequence[Actor], room_id: str, ledger: str) -> list[Entrance | Refused]:
        """What each of them finds of her own, or why she may not come in; in few queries, however many they are."""

    def public(self, room_ids: Sequence[str]) -> set[str]:
        """Those of these rooms that everybody may read, in one query."""

    def snapshot(self, room_id: str, ledger: str) -> Snapshot:
        """The part that all share; raises `Refused` where there is no such room."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What the hub must know of a type of event; see `livesell.wire.envelope.Event`."""

    urgent: bool
    redacts: str | None
    concerns: str | None
    redacts_all_of: str | None = None


def traits_of(events: tuple[type[Event], ...]) -> dict[str, Traits]:
    """The traits by the type's name."""
    return {
        event.model_fields["type"].default: Traits(
            event.urgent, event.redacts, event.concerns, event.redacts_all_of
        )
        for event in events
    }


def ledger_name(room_id: str, which: str) -> str:
    """The name of a room's ledger: `show` or `desk`."""
    return f"room.{room_id}" if which == "show" else f"room.{room_id}.desk"
