"""Equivalence: snapshot before + facts = snapshot after.

What the server did is kept beside the stories: the facts of each, and what changed by them. The snapshots
before and after go into a build folder, where the tests of the pages find and replay them. Ids, random hashes
and the like are put in order, so that the files say the same in every run.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livesell.app.protocol import Fact, Mine
from livesell.app.snapshots import desk, show
from livesell.wire.ids import ID_PATTERN
from tests.support import changes
from tests.support.turns import Room

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "scenarios"
"""What is kept: for each story its facts, and its changes as `tests.support.changes` has them."""
BUILT = ROOT / "build" / "scenarios"
"""What is made anew by each run: the same with the whole snapshots, before and after."""
KINDS = {
    "room": "r",
    "party": "p", "parties": "p", "party_id": "p", "coming": "p",
    "item": "t", "items": "t", "item_id": "t", "on_air": "t", "before": "t", "asked": "t",
    "variants": "v", "variant_id": "v",
    "claim": "c",
    "giveaway": "w", "giveaways": "w", "giveaway_id": "w", "entered": "w",
    "auction": "a", "auctions": "a", "offers": "a", "auction_id": "a", "leader": "n",
    "order_id": "o", "invite": "l", "invite_id": "l", "arrivals_id": "l",
    "questions": "q", "question_id": "q", "upvoted": "q", "copy_of": "t",
    "poll": "l", "poll_id": "l",
    "term": "f", "terms": "f", "term_id": "f",
    "held": "h", "held_id": "h", "waiting": "h", "waited_id": "h", "waited_ids": "h", "taken_by": "n",
    "pictures": "g", "cover": "g",
    "user": "n", "user_id": "n", "seller": "n", "buyer": "n", "author": "n", "by": "n",
    "giver": "n", "wanted": "t", "entrant": "n", "winner": "n", "winners": "n", "loser": "n", "passed_over": "n",
    "acts": "m", "act_id": "m", "appeal": "e", "appeals": "e", "act_by": "n", "undone_by": "n",
    "evasions": "x", "flag": "x", "flag_id": "x", "banned": "n",
    "reports": "z", "report_ids": "z", "mentions": "n",
    "raid": "l", "raid_id": "l", "arrival": "l", "person": "n", "room_id": "r",
    "on_stage": "n", "seller_id": "n", "stand_in_id": "n",
}  # fmt: skip
"""The letter in the ids of what stands under a key; `id` counts as the key of the object around it."""

DIGESTS = {"text_hash", "mark", "commitment", "list_hash", "seed"}
"""What is random, or comes of something random."""


@dataclass
class Scenario:
    """One act, as a client sees it that was there before."""

    room: Room
    user: str | None = None
    before: dict[str, Any] = field(default_factory=dict)
    facts: list[dict[str, Any]] = field(default_factory=list)
    after: dict[str, Any] = field(default_factory=dict)


Story = Callable[[Room], Scenario]
STORIES: dict[str, Story] = {}


def story(name: str) -> Callable[[Story], Story]:
    """Names a scenario; the file is called so too."""

    def register(tell: Story) -> Story:
        assert name not in STORIES
        STORIES[name] = tell
        return tell

    return register


@contextmanager
def verify(room: Room, user: str | None) -> Iterator[Scenario]:
    """What happens inside is seen by that user, or by a guest: the show before, the facts, the show after."""
    scenario = Scenario(room, room.actor(user).user_id if user else None, before=seen(room, user))
    start = room.offset()
    yield scenario
    scenario.facts = [checked(fact) for fact in room.facts(after=start)]
    scenario.after = seen(room, user)


@contextmanager
def verify_desk(room: Room) -> Iterator[Scenario]:
    """The same for the desk."""
    scenario = Scenario(room, before=seen_desk(room))
    start = room.offset("desk")
    yield scenario
    scenario.facts = [checked(fact) for fact in room.facts("desk", after=start)]
    scenario.after = seen_desk(room)


def seen(room: Room, user: str | None) -> dict[str, Any]:
    """What somebody who joins now is given, by the functions of the server."""
    snapshot = show(room.id)
    entrance = room.entrance(user)
    mine = Mine.model_validate_json(entrance.mine) if user else None
    return {
        "snapshot": snapshot.model_dump(mode="json"),
        "mine": mine.model_dump(mode="json") if mine else None,
    }


def seen_desk(room: Room) -> dict[str, Any]:
    """The desk as staff find it."""
    return desk(room.id).model_dump(mode="json")


def checked(fact: dict[str, Any]) -> dict[str, Any]:
    """The fact, if it is of a declared shape."""
    Fact.model_validate_json(json.dumps(fact))
    return fact


def whole(name: str, scenario: Scenario) -> dict[str, Any]:
    """The scenario with both its snapshots, in order."""
    told: dict[str, Any] = {"name": name}
    if "acts" not in scenario.before:
        told["user"] = scenario.user
    told |= {"before": scenario.before, "facts": scenario.facts, "after": scenario.after}
    tidy: dict[str, Any] = Tidy(told).value
    return tidy


def build(told: dict[str, Any]) -> None:
    """Writes it where the tests of the pages read it; at once or not at all, since several may write and read."""
    BUILT.mkdir(parents=True, exist_ok=True)
    file = BUILT / f"{told['name']}.json"
    half = file.with_suffix(f".{os.getpid()}")
    half.write_text(_compact(told), encoding="utf-8")
    half.replace(file)


def kept(told: dict[str, Any]) -> str:
    """The text of the file that is kept of it: a line a fact and a line a change."""
    facts = [_compact(fact) for fact in told["facts"]]
    changed = changes.between(told["before"], told["after"]).items()
    lines = [f"{_compact(path)}: {_compact(change)}" for path, change in changed]
    user = f' "user": {_compact(told["user"])},\n' if "user" in told else ""
    return f'{{\n{user} "facts": [{_lines(facts)}],\n "changes": {{{_lines(lines)}}}\n}}\n'


def _lines(each: list[str]) -> str:
    return "\n  " + ",\n  ".join(each) + "\n " if each else ""


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def is_seen(told: dict[str, Any]) -> bool:
    """True if anything can be seen of it, besides that time went on."""
    return _timeless(told["before"]) != _timeless(told["after"])


def _timeless(side: dict[str, Any]) -> dict[str, Any]:
    mine = side.get("mine")
    return side | {"mine": mine | {"offset": 0}} if mine else side


def next_party(room: Room, title: str = "Saturday finds") -> str:
    """A draft whose id comes after those of all earlier ones: within one millisecond ids are in no order."""
    time.sleep(0.003)
    return room.draft(title)


class Tidy:
    """JSON with its ids numbered by kind, and its random hashes made plain.

    Parties are numbered in the order of their ids, since that is their order in a snapshot; everything
    else in the order of appearance.
    """

    def __init__(self, whole: dict[str, Any]) -> None:
        self._ids: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        found = list(_ids("", "", whole))
        for _, party in sorted(one for one in found if one[0] == "p"):
            self._name("p", party)
        for kind, value in found:
            self._name(kind, value)
        self.value = self._tidied("", whole)

    def _name(self, kind: str, value: str) -> None:
        if value not in self._ids:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self._ids[value] = f"0{kind}{self._numbers[kind]:024}"

    def _tidied(self, key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: self._tidied(inner, one) for inner, one in value.items()}
        if isinstance(value, list):
            return [self._tidied(key, one) for one in value]
        if key in DIGESTS and value is not None:
            return "0" * 64
        return self._ids.get(value, value) if isinstance(value, str) else value


def _ids(key: str, around: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every id in there with its kind, in the order of appearance."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _ids(inner, key, one)
    elif isinstance(value, list):
        for one in value:
            yield from _ids(key, around, one)
    elif isinstance(value, str) and re.fullmatch(ID_PATTERN, value):
        yield KINDS[around if key == "id" else key], value
