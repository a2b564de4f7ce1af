"""Who is told of which fact: what a feature declares of it. `livesell.outbound` keeps it and tells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.utils.functional import Promise

from livesell.wire.envelope import Event

Words = Mapping[str, str | int | None]
Mailed = Literal["now", "digest", "off", "without_push"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a room's ledger, as the rules are asked about it. `at` in ms. `known`: what was looked up for the facts
    that are read together with it."""

    room_id: str
    ledger: str
    offset: int
    at: int
    event: Any
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """What one person is told. `about`: the thing; what is told later of the same thing takes its place on a device.

    `path`: the page it leads to. `at`: when, in ms; None: at once. `until`: it is of no use any more.
    """

    user_id: str
    about: str
    path: str
    words: Words = field(default_factory=dict)
    at: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that is to be told at `now`: what `AlertKind.still` is asked about."""

    id: int
    user_id: str
    room_id: str
    about: str
    at: int
    words: Words
    now: int


class Thing(NamedTuple):
    """Something that a mail shows with its picture: an address on this server, or empty."""

    title: str
    text: str
    picture: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What one click in a mail ends where that is less than the kind: of whom and about what, at a moment in ms.

    `label`: what the page calls it.
    """

    label: Callable[[str], str]
    end: Callable[[str, str, int], None]


def _all_of(those: Sequence[Waiting]) -> Iterable[Waiting]:
    return those


def _as_kept(words: Words) -> Words:
    return words


def _none(_words: Words) -> Sequence[Thing]:
    return ()


@dataclass(frozen=True, slots=True)
class AlertKind:
    """A kind of notification: what people switch on and off by its name.

    `says`, `more`: title and text, with the names of `words` in it. `label`: what the page of choices calls it.
    `urgent`: goes before the others. `in_room`: the page of its room shows it: who has that in sight is not told twice.
    `despite_ban`: concerns what is hers, or a ban itself. `push`, `mail`: what holds until she chooses.
    `still`: those of them that are true still; it is asked just before they are told. `wording`: the words as a person
    reads them, in the language that is active. `things`: what a mail shows of it besides. `way_out`: what one click in
    a mail ends; None: mails of the kind.
    """

    name: str
    label: str | Promise
    says: str | Promise
    more: str | Promise = ""
    urgent: bool = False
    in_room: bool = False
    despite_ban: bool = False
    push: Literal["now", "off"] = "now"
    mail: Mailed = "without_push"
    still: Callable[[Sequence[Waiting]], Iterable[Waiting]] = _all_of
    wording: Callable[[Words], Words] = _as_kept
    things: Callable[[Words], Sequence[Thing]] = _none
    way_out: WayOut | None = None


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Whom a kind of fact tells. `whom` is asked with a fact, a user's id and how many: it answers those behind that
    id, in the order of their ids, as many at most. One that concerns few people may answer with all of them.

    `only`: a part of the JSON without which such a fact concerns nobody, so that it need not be read.
    """

    kind: AlertKind
    event: type[Event]
    whom: Callable[[Fact, str, int], Sequence[Alert]]
    only: str = ""


@dataclass(frozen=True, slots=True)
class DueAlert:
    """An alert that no fact makes but the time. `offset`: of the fact in the room's show that it is about; without a
    room a number of its own, so that it is told once."""

    room_id: str
    offset: int
    alert: Alert


@dataclass(frozen=True, slots=True)
class DueRule:
    """Whom the time tells. `find` answers with what falls due behind one moment and until another, in ms; both lie
    `ahead` of now."""

    kind: AlertKind
    ahead: int
    find: Callable[[int, int], Sequence[DueAlert]]
