"""Whether the giveaways of an exported ledger were what they promised. Pure; the page in the browser says the same.

It reads facts in their order, from a giveaway's opening on, and believes nothing that it can compute.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from rooms.rules import giveaways as rules
from rooms.rules.roles import STAFF

Fault = Literal[
    "unopened", "late", "twice", "barred", "taken_off", "early", "list", "seed", "winners", "redraw", "state"
]
SAYS: dict[Fault, str] = {
    "unopened": "no such giveaway was opened",
    "late": "an entry after the announced time",
    "twice": "somebody entered twice",
    "barred": "somebody takes part who was shut out, or is of the staff",
    "taken_off": "somebody was taken off the list without a cause",
    "early": "it was closed before the announced time",
    "list": "the list that was frozen is not that of those who entered",
    "seed": "the seed is not the one that was promised",
    "winners": "these are not the winners of the draw",
    "redraw": "this is not the next in the order of the draw",
    "state": "it is not in a state in which this may happen",
}
SEED = re.compile(r"[0-9a-f]{64}")


class Found(NamedTuple):
    """Something is wrong with that giveaway, at that offset."""

    offset: int
    giveaway_id: str
    fault: Fault


@dataclass(slots=True)
class Followed:
    """A giveaway, as far as its facts have been read."""

    id: str
    commitment: str
    closes_at: int
    places: int
    sound: bool = True
    state: str = "open"
    entrants: dict[str, int] = field(default_factory=dict)
    """Those on the list, each with the offset of her entry, in that order."""
    order: list[str] = field(default_factory=list)
    reached: int = 0
    winners: list[str] = field(default_factory=list)


class Checker:
    """Reads one fact after the other. `found` is what was wrong, the first fault of each giveaway."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.giveaways: dict[str, Followed] = {}
        self._banned: dict[str, int | None] = {}
        self._staff: set[str] = set()
        self._fact: dict[str, Any] = {}

    def read(self, fact: dict[str, Any]) -> None:
        """The next fact: offset, moment, event."""
        self._fact, event = fact, fact["event"]
        kind = event["type"]
        if kind.startswith("member."):
            self._member(kind, event)
        elif kind == "giveaway.opened":
            view = event["giveaway"]
            fresh = Followed(view["id"], view["commitment"], view["closes_at"], view["places"])
            self._say(fresh, "state", fresh.id in self.giveaways)
            self.giveaways[fresh.id] = fresh
        elif kind.startswith("giveaway."):
            self._giveaway(kind.removeprefix("giveaway."), event)

    def _giveaway(self, verb: str, event: dict[str, Any]) -> None:
        one = self.giveaways.get(event["giveaway_id"])
        if one is None:
            self.found.append(Found(self._fact["offset"], event["giveaway_id"], "unopened"))
            return
        came_from = {"drawn": "closed", "redrawn": "drawn"}.get(verb, "open")
        self._say(one, "state", one.state != came_from)
        acts = {
            "entered": self._entered,
            "left": self._left,
            "closed": self._closed,
            "drawn": self._drawn,
            "redrawn": self._redrawn,
            "cancelled": self._cancelled,
        }
        acts[verb](one, event)

    def _entered(self, one: Followed, event: dict[str, Any]) -> None:
        who = event["entrant"]["id"]
        self._say(one, "late", self._fact["at"] >= one.closes_at)
        self._say(one, "twice", who in one.entrants)
        self._say(one, "barred", self._is_out(who))
        one.entrants[who] = self._fact["offset"]

    def _left(self, one: Followed, event: dict[str, Any]) -> None:
        who = event["user_id"]
        self._say(one, "taken_off", who not in one.entrants or not self._is_out(who))
        one.entrants.pop(who, None)

    def _closed(self, one: Followed, event: dict[str, Any]) -> None:
        self._say(one, "early", self._fact["at"] < one.closes_at)
        ids, offsets = list(one.entrants), list(one.entrants.values())
        frozen = [event[key] for key in ("entrants", "list_hash", "first", "last")]
        bounds = [offsets[0], offsets[-1]] if offsets else [None, None]
        self._say(one, "list", frozen != [len(ids), rules.list_hash(ids), *bounds])
        self._say(one, "barred", any(self._is_out(who) for who in one.entrants))
        one.state = "closed"

    def _drawn(self, one: Followed, event: dict[str, Any]) -> None:
        one.state = "drawn"
        one.winners = [winner["id"] for winner in event["winners"]]
        one.reached = len(one.winners)
        if self._kept(one, event["seed"]):
            one.order = rules.order(event["seed"], list(one.entrants))
            self._say(one, "winners", one.winners != one.order[: one.places])

    def _redrawn(self, one: Followed, event: dict[str, Any]) -> None:
        loser, winner = event["loser"]["id"], event["winner"] and event["winner"]["id"]
        told = ([who["id"] for who in event["passed_over"]], winner)
        due = rules.next_in(one.order, one.reached, self._is_out)
        self._say(one, "redraw", loser not in one.winners or told != due)
        one.reached += len(due.passed_over) + (due.winner is not None)
        chosen = [winner if who == loser else who for who in one.winners]
        one.winners = [who for who in chosen if who]

    def _cancelled(self, one: Followed, event: dict[str, Any]) -> None:
        one.state = "cancelled"
        self._kept(one, event["seed"])

    def _kept(self, one: Followed, seed: str) -> bool:
        """Whether the seed is the one that was promised."""
        kept = bool(SEED.fullmatch(seed)) and rules.commitment(seed) == one.commitment
        self._say(one, "seed", not kept)
        return kept

    def _member(self, kind: str, event: dict[str, Any]) -> None:
        who = event["user_id"]
        if kind == "member.banned":
            self._banned[who] = event["until"]
            self._staff.discard(who)
        elif kind == "member.unbanned":
            self._banned.pop(who, None)
        elif kind == "member.role_set" and event["role"] in STAFF:
            self._staff.add(who)
        elif kind in ("member.role_set", "member.left"):
            self._staff.discard(who)

    def _is_out(self, who: str) -> bool:
        until = self._banned.get(who, 0)
        return who in self._staff or until is None or self._fact["at"] < until

    def _say(self, one: Followed, fault: Fault, wrong: bool) -> None:
        """Report the first fault of a giveaway; what follows from it is nobody's news."""
        if wrong and one.sound:
            one.sound = False
            self.found.append(Found(self._fact["offset"], one.id, fault))


def check(facts: Iterable[dict[str, Any]]) -> Checker:
    """Everything that these facts, in their order, say of giveaways."""
    checker = Checker()
    for fact in facts:
        checker.read(fact)
    return checker
