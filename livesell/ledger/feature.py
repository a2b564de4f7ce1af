"""A feature is declared once: one value a noun says everything that the server must know of it.

The tables of commands and events, the snapshots, what the clock looks for, and what follows from a ban, a role or a
deleted room are made of these values. `settings.FEATURES` names the tuple of them all, as `ROOT_URLCONF` names the
addresses.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from livesell.access.buckets import Rate, rate
from livesell.ledger.sql import Sql
from livesell.ledger.telling import AlertRule, DueRule
from livesell.ledger.turn import Handler, Recorded, Turn
from livesell.wire.envelope import Command, Event


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of commands: the frame, how often, who may, what runs.

    `may_wait`: for some milliseconds, where a room has much of it, so that one turn decides several.
    """

    frame: type[Command]
    rate: Rate
    handler: Handler
    may_wait: bool = False

    @property
    def type(self) -> str:
        """The command's name on the wire."""
        name: str = self.frame.model_fields["type"].default
        return name


def command(
    frame: type[Command],
    *,
    often: str,
    allow: Callable[[Turn, Any], None],
    run: Callable[[Turn, Any], Recorded],
    bulk: bool = False,
    may_wait: bool = False,
) -> Row:
    """One row. `bulk`: keeps to units of the turn, so that many share one statement a table. `may_wait`: see `Row`."""
    return Row(frame, rate(often), Handler(allow, run, bulk), may_wait)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the clock does to one kind of thing: the word its ids begin with, the command, the field that names the
    thing in it (none: the room alone), the handler.

    `sql` finds what is due at a moment as (room_id, id, due_at). `ahead`: it is looked for so many ms early, and falls
    to the moment. `first`: it is told before anything else is done that is due.
    """

    word: str
    frame: type[Command]
    field: str
    handler: Handler
    sql: Sql
    ahead: int = 0
    first: bool = False

    def command(self, thing: str) -> Command:
        """The command about that thing."""
        return self.frame.model_validate({self.field: thing} if self.field else {})


class ReadContext:
    """One reading of a room, inside one moment, for these users. What several parts need is read once, by `use`."""

    def __init__(self, room_id: str, users: list[str] | None = None) -> None:
        self.room_id = room_id
        self.users = users or []
        self._shared: dict[type[Shared], Shared] = {}

    def use(self, kind: "type[SharedT]") -> "SharedT":
        """The one of that kind, read at first use."""
        found = self._shared.get(kind)
        if found is None:
            found = self._shared[kind] = kind(self)
        assert isinstance(found, kind)
        return found


class Shared(Protocol):
    """What several parts of a snapshot need."""

    def __init__(self, context: ReadContext) -> None: ...


SharedT = TypeVar("SharedT", bound=Shared)


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a snapshot, the same for every reader."""

    name: str
    type: Any
    read: Callable[[ReadContext], Any]
    about: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OwnPart:
    """A field of what is a reader's own. `read` finds it for all users at once, by their ids; others have `nothing`."""

    name: str
    type: Any
    read: Callable[[ReadContext], Mapping[str, Any]]
    nothing: Any
    about: str | None = None


def _nothing(*_: object) -> None:
    """What most features do when somebody goes."""


@dataclass(frozen=True, slots=True)
class Feature:
    """All of one noun.

    `on_leave`: somebody was put out of the room, so what she did as a visitor goes. `on_ban`: she was banned, so what
    she offers goes too, after all that. `on_role`: she has another role. `on_end`: a party of the room ended.
    `on_words_gone`: the words at an offset of the show were taken out, or others stand for them, so what repeats them
    goes. `on_all_words_gone`: nothing is served any more of what somebody has said. `purge`: delete the rows of a room;
    it may be called twice. Those of later features are deleted first, since they may stand on those of earlier ones.
    `alerts`: who is told of which of its events, also when her page is closed; `alerts_due`: who is told by the time.
    """

    commands: tuple[Row, ...] = ()
    clock: tuple[Deadline, ...] = ()
    show_events: tuple[type[Event], ...] = ()
    desk_events: tuple[type[Event], ...] = ()
    snapshot: tuple[Part, ...] = ()
    desk: tuple[Part, ...] = ()
    mine: tuple[OwnPart, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    alerts_due: tuple[DueRule, ...] = ()
    on_leave: Callable[[Turn, str], None] = _nothing
    on_ban: Callable[[Turn, str], None] = _nothing
    on_role: Callable[[Turn, str, str], None] = _nothing
    on_end: Callable[[Turn, str], None] = _nothing
    on_words_gone: Callable[[Turn, int], None] = _nothing
    on_all_words_gone: Callable[[Turn, str], None] = _nothing
    purge: Callable[[str], None] = _nothing


@cache
def features() -> tuple[Feature, ...]:
    """All features of this server, in the order in which what follows from an act happens."""
    found: Iterable[Feature] = import_string(settings.FEATURES)
    return tuple(found)


def after_leave(turn: Turn, user_id: str) -> None:
    """Do what follows when somebody is put out of the room."""
    for feature in features():
        feature.on_leave(turn, user_id)


def after_ban(turn: Turn, user_id: str) -> None:
    """Do what follows from a ban."""
    after_leave(turn, user_id)
    for feature in features():
        feature.on_ban(turn, user_id)


def after_role(turn: Turn, user_id: str, role: str) -> None:
    """Do what follows from another role."""
    for feature in features():
        feature.on_role(turn, user_id, role)


def after_end(turn: Turn, party_id: str) -> None:
    """Do what follows when a party ended."""
    for feature in features():
        feature.on_end(turn, party_id)


def after_words_gone(turn: Turn, offset: int) -> None:
    """Do what follows when the words at an offset of the show are served no more."""
    for feature in features():
        feature.on_words_gone(turn, offset)


def after_all_words_gone(turn: Turn, user_id: str) -> None:
    """Do what follows when nothing is served any more of what somebody has said."""
    for feature in features():
        feature.on_all_words_gone(turn, user_id)


def purge(room_id: str) -> None:
    """Delete everything in the room but the room."""
    for feature in reversed(features()):
        feature.purge(room_id)
