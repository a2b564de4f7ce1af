"""A turn: one transaction in which a batch of a room's commands is decided in order.

Lock the ledger row, look the ids up, let each command decide against one state, write everything in
bulk, commit. Whoever decides inside a turn reasons as if she were alone in the room. A paused process
does not hold the room: the connection's settings end a wait for the lock after one second, a statement
after three, an idle transaction after one.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

import structlog
from django.db import InterfaceError, OperationalError, transaction

from livesell.access.actor import SYSTEM, Actor
from livesell.access.arrivals import Arrival
from livesell.ledger import answers, rows, texts
from livesell.ledger.answers import Answer
from livesell.ledger.head import Head, Lock, Words, Written, lock_head
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Event
from livesell.wire.fingerprint import BY_ID_ALONE, fingerprint

log = structlog.get_logger(__name__)
UNREACHABLE = (OperationalError, InterfaceError)
"""What the database raises when it is late or gone: the outcome is unknown."""
ENDED = frozenset({"25P03", "25P04", "25006"})
"""PostgreSQL's states for ends that Django counts as faults of ours: we stood still too long inside a turn, between two
statements or in the middle of a pipeline, and were disconnected; or it may not be written any more, because another
server has taken over."""


class Refused(Exception):
    """Raised by whoever decides: the command changes nothing, and why; in ms, when another one may be asked."""

    def __init__(self, code: Code, detail: str | None = None, *, retry_after_ms: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.retry_after_ms = retry_after_ms


class Unit(Protocol):
    """Rows that a turn loads once and writes back once, in bulk."""

    def __init__(self, turn: "Turn") -> None: ...

    def save(self) -> None: ...


UnitT = TypeVar("UnitT", bound=Unit)


@dataclass(frozen=True, slots=True)
class Handler:
    """What a kind of command does: who may, and what runs.

    Both are called inside a turn and either return or raise `Refused`. A `bulk` handler keeps to units
    and refuses before it changes anything; any other may use models freely. `refused` may record that a command was
    refused, once nothing of it is left.
    """

    allow: Callable[["Turn", Any], None]
    run: Callable[["Turn", Any], "Recorded"]
    bulk: bool = False
    refused: Callable[["Turn", Any, Refused], None] | None = None


@dataclass(frozen=True, slots=True)
class PendingCommand:
    """A command that waits for its turn. `id` is its client's; with the actor it names the command for ever.

    `arrival`: when and over which way it came in, where a client sent it; the turn's own moment otherwise.
    """

    actor: Actor
    id: str
    frame: Command
    handler: Handler
    arrival: Arrival | None = None

    @property
    def fingerprint(self) -> str:
        """What the command asks, so that an id cannot be used for two; see `livesell.wire.fingerprint`.

        The server's own ids are made of what they do, so its commands are known by the id alone.
        """
        return BY_ID_ALONE if self.actor == SYSTEM else fingerprint(self.frame)


class Recorded(NamedTuple):
    """A fact of this turn, and whether it stands in the desk's ledger.

    `private` is told to nobody but the actor: JSON that travels in the reply, as `aside` (`answers.done`), and again
    when she asks again.
    """

    written: Written | None
    desk: bool
    private: str | None = None


QUIET = Recorded(None, desk=False)
"""Done, and no fact: what changed is the actor's own secret, or the clock's. The answer says `ok` and no more."""


class Told(NamedTuple):
    """A fact as readers get it, and the hash of the chain after it."""

    type: str
    wire: str
    hash: str


class News(NamedTuple):
    """What a turn added to one ledger; `previous` is the hash before the first fact.

    `show_offset`: where the show stands after the turn, so that nobody is told of the desk who was put out of it.
    """

    name: str
    epoch: str
    first: int
    previous: str
    hash: str
    facts: list[Told]
    show_offset: int = 0


@dataclass(slots=True)
class Outcome:
    """The answers of a batch, in its order, and the news for those who watch."""

    answers: list[Answer] = field(default_factory=list)
    news: list[News] = field(default_factory=list)


class Turn:
    """The state one batch is decided against. It lives for one transaction, under the lock of `show`."""

    def __init__(self, show: Head, now: int, batch: Sequence[PendingCommand], lock: Lock) -> None:
        self.room_id = show.name.removeprefix("room.")
        self.now = max(now, show.at)
        self.actor = batch[0].actor
        self.arrival = Arrival(self.now)
        self.actors = sorted({pending.actor.user_id for pending in batch})
        self.heads = {False: show}
        self._started = {False: show.hash}
        self._marks = {False: show.mark()}
        self._pending = batch
        self._lock = lock
        self._units: dict[type[Unit], Unit] = {}

    def use(self, kind: type[UnitT]) -> UnitT:
        """The turn's one unit of that kind, made at first use."""
        unit = self._units.get(kind)
        if unit is None:
            unit = self._units[kind] = kind(self)
        assert isinstance(unit, kind)
        return unit

    def asked(self, name: str) -> list[Any]:
        """Every value that a command of this batch holds in the field `name`, so that one query loads them all."""
        return sorted({value for pending in self._pending if (value := getattr(pending.frame, name, None))})

    def record(
        self, event: Event, *, text: str | None = None, salt: str = "", desk: bool = False
    ) -> Recorded:
        """Write a fact, in the public ledger or the desk's; a text is kept apart from it, under its salt."""
        words = Words(salt, text, self.actor.user_id) if text is not None else None
        return self.record_words(event, words, desk=desk)

    def record_words(self, event: Event, words: Words | None, *, desk: bool = False) -> Recorded:
        """As `record`, where the words are somebody else's, or those of an earlier fact."""
        kind: str = getattr(event, "type")  # noqa: B009 - every event has one, its literal differs
        body = event.model_dump_json()
        written = self._head(desk).write(kind, body, at=self.now, actor_id=self.actor.user_id, words=words)
        return Recorded(written, desk)

    def hide_all_of(self, author_id: str, kinds: Sequence[str], by: int) -> int:
        """Hide all that somebody has said in public facts of those types, in this turn too; how many texts."""
        show = self.heads[False]
        here = show.hide_all_of(author_id, kinds, self.now, by)
        return here + texts.hide_all_of(show.name, author_id, kinds, self.now, by)

    def next_offset(self) -> int:
        """Where the next public fact will stand."""
        return self.heads[False].offset + 1

    def new_salt(self) -> str:
        """A salt for one text."""
        return secrets.token_hex(16)

    @contextmanager
    def acting_as(self, actor: Actor) -> Iterator[None]:
        """What is done inside is done by somebody else than who asked: what waited is said by its author."""
        asked, self.actor = self.actor, actor
        try:
            yield
        finally:
            self.actor = asked

    def settle(self) -> None:
        """Write the units back and forget them: what reads next reads the tables."""
        for unit in self._units.values():
            unit.save()
        self._units.clear()

    def run(self, pending: PendingCommand) -> Answer:
        """Decide one command; its answer."""
        self.actor = pending.actor
        self.arrival = pending.arrival or Arrival(self.now)
        self._marks = {desk: head.mark() for desk, head in self.heads.items()}
        try:
            recorded = self._bulk(pending) if pending.handler.bulk else self._alone(pending)
        except Refused as refusal:
            for desk, head in self.heads.items():
                head.back_to(self._marks[desk])
            if pending.handler.refused:
                pending.handler.refused(self, pending.frame, refusal)
            return answers.refused(refusal.code, refusal.detail, refusal.retry_after_ms)
        written = recorded.written
        fact, offset = (written.fact, written.offset) if written else (None, None)
        return answers.done(fact, desk=recorded.desk, private=recorded.private, offset=offset)

    def save(self) -> list[News]:
        """Write everything; the news to publish after the commit."""
        self.settle()
        for head in self.heads.values():
            head.save()
        return [self._news(desk) for desk, head in self.heads.items() if head.written]

    def _bulk(self, pending: PendingCommand) -> Recorded:
        pending.handler.allow(self, pending.frame)
        return pending.handler.run(self, pending.frame)

    def _alone(self, pending: PendingCommand) -> Recorded:
        self.settle()
        try:
            with transaction.atomic():
                recorded = self._bulk(pending)
                self.settle()
                return recorded
        finally:
            self._units.clear()

    def _head(self, desk: bool) -> Head:
        if desk not in self.heads:
            head = self._lock(self.heads[False].name + answers.DESK)
            assert head is not None, "a room has a desk from its first day"
            self.heads[desk], self._started[desk], self._marks[desk] = head, head.hash, head.mark()
        return self.heads[desk]

    def _news(self, desk: bool) -> News:
        head = self.heads[desk]
        facts = [Told(one.type, one.wire, one.hash) for one in head.written]
        first, shown = head.written[0].offset, self.heads[False].offset
        return News(head.name, head.epoch, first, self._started[desk], head.hash, facts, shown)


def decide(name: str, batch: Sequence[PendingCommand], *, now: int, lock: Lock = lock_head) -> Outcome:
    """Decide the commands in order, and commit. When this returns, what it answers is durable.

    A database that did not answer in time or went away raises one of `UNREACHABLE`: the outcome is then
    unknown, and asking again with the same ids is safe. A command that fails otherwise is parted from
    its neighbours by halving the batch, and answered `internal`.
    """
    if not batch:
        return Outcome()
    try:
        return _decide_together(name, batch, now, lock)
    except UNREACHABLE:
        raise
    except Exception as error:
        if getattr(error.__cause__, "sqlstate", None) in ENDED:
            raise OperationalError(str(error)) from error
        if len(batch) == 1:
            log.exception("command_failed", ledger=name, command=type(batch[0].frame).__name__)
            return Outcome([answers.refused(Code.INTERNAL)])
    half = len(batch) // 2
    first, second = (decide(name, part, now=now, lock=lock) for part in (batch[:half], batch[half:]))
    return Outcome(first.answers + second.answers, first.news + second.news)


def _decide_together(name: str, batch: Sequence[PendingCommand], now: int, lock: Lock) -> Outcome:
    with transaction.atomic():
        head = lock(name)
        if head is None:
            return Outcome([answers.refused(Code.NOT_FOUND)] * len(batch))
        turn = Turn(head, now, batch, lock)
        given = answers.Given(head, [pending.id for pending in batch])
        outcome = Outcome(
            [
                given.answer(
                    pending.actor.user_id, pending.id, pending.fingerprint, partial(turn.run, pending)
                )
                for pending in batch
            ]
        )
        with rows.together():
            outcome.news = turn.save()
            given.save(turn.now)
        return outcome
