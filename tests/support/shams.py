"""Exported ledgers with giveaways in them: an honest one, and every way of cheating that somebody thought of.

Who cheats here also makes the chain anew, so that only what the facts mean can give her away; the few who
do not are those whom the chain betrays.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livesell.wire import chain
from livesell.wire.ids import derived_id
from rooms.rules import giveaways as rules

NAME, EPOCH = f"room.{derived_id('room')}", "0123456789abcdef"
SEED, OTHER_SEED = "5e" * 32, "0f" * 32
FIRST, SECOND = derived_id("first giveaway"), derived_id("second giveaway")
PEOPLE = ("ben", "bea", "otto", "olga", "pia", "rosa")
MINUTE = 60_000
Fact = dict[str, Any]


def person(name: str) -> dict[str, str]:
    return {"id": derived_id(name), "name": name.title()}


def opened(giveaway: str, seed: str, *, places: int, closes_at: int) -> Fact:
    view = {
        "id": giveaway,
        "party_id": derived_id("party"),
        "giver": person("sam"),
        "prize": "A jar of plum jam",
        "item_id": None,
        "variant_id": None,
        "eligible": "everyone",
        "places": places,
        "commitment": rules.commitment(seed),
        "closes_at": closes_at,
        "state": "open",
        "entrants": 0,
        "winners": [],
        "reason": None,
    }
    return {"type": "giveaway.opened", "giveaway": view}


def entered(giveaway: str, name: str) -> Fact:
    return {"type": "giveaway.entered", "giveaway_id": giveaway, "entrant": person(name)}


def banned(name: str) -> Fact:
    return {"type": "member.banned", "user_id": derived_id(name), "until": None}


def left(name: str) -> Fact:
    return {"type": "giveaway.left", "giveaway_id": FIRST, "user_id": derived_id(name), "reason": "banned"}


def closed(names: list[str], first: int, last: int) -> Fact:
    listed = rules.list_hash([derived_id(name) for name in names])
    bounds = {"first": first, "last": last}
    return {
        "type": "giveaway.closed",
        "giveaway_id": FIRST,
        "entrants": len(names),
        "list_hash": listed,
    } | bounds


def redrawn(loser: str, passed_over: list[str], winner: str | None) -> Fact:
    return {
        "type": "giveaway.redrawn",
        "giveaway_id": FIRST,
        "loser": person(loser),
        "reason": "no answer",
        "passed_over": [person(name) for name in passed_over],
        "winner": person(winner) if winner else None,
    }


def order() -> list[str]:
    """The names of those who are on the first list at its close, in the order of the draw."""
    names = [name for name in PEOPLE if name != "otto"]
    called = {derived_id(name): name for name in names}
    return [called[one] for one in rules.order(SEED, list(called))]


def honest() -> list[tuple[int, Fact]]:
    """Two giveaways, each fact with its moment: one is drawn and drawn again twice, the other is called off."""
    one, two, three, four, five = order()
    entries = [(1_000 + n, entered(FIRST, name)) for n, name in enumerate(PEOPLE)]
    called_off = {
        "type": "giveaway.cancelled",
        "giveaway_id": SECOND,
        "reason": "it broke",
        "reason_code": None,
        "seed": OTHER_SEED,
    }
    return [
        (0, {"type": "room.opened", "room": {"id": derived_id("room"), "title": "Attic", "about": ""}}),
        (500, opened(FIRST, SEED, places=2, closes_at=MINUTE)),
        *entries[:4],
        (2_000, opened(SECOND, OTHER_SEED, places=1, closes_at=2 * MINUTE)),
        (2_500, entered(SECOND, "bea")),
        (3_000, banned("otto")),
        (3_000, left("otto")),
        *((4_000 + at, entry) for at, entry in entries[4:]),
        (MINUTE + 10, closed([name for name in PEOPLE if name != "otto"], 3, 12)),
        (
            MINUTE + 10,
            {
                "type": "giveaway.drawn",
                "giveaway_id": FIRST,
                "seed": SEED,
                "winners": [person(one), person(two)],
            },
        ),
        (MINUTE + 5_000, banned(three)),
        (MINUTE + 6_000, redrawn(one, [three], four)),
        (MINUTE + 7_000, redrawn(two, [], five)),
        (MINUTE + 8_000, redrawn(five, [], None)),
        (MINUTE + 9_000, called_off),
    ]


ENTERED, OTTO_LEFT, CLOSED, DRAWN, REDRAWN = 2, 9, 12, 13, 15
"""Where these stand in the honest story: the first entry, that Otto is off the list, and what follows."""

Cheat = Callable[[list[list[Any]]], None]
"""Changes [moment, event] pairs."""


def _put(path: str, value: Any) -> Cheat:
    """`13.seed`: the field of the event at that place."""

    def cheat(story: list[list[Any]]) -> None:
        place, *keys = path.split(".")
        into = story[int(place)][1]
        for key in keys[:-1]:
            into = into[int(key) if key.isdigit() else key]
        last = keys[-1]
        into[int(last) if last.isdigit() else last] = value

    return cheat


def _at(place: int, moment: int) -> Cheat:
    return lambda story: story[place].__setitem__(0, moment)


def _add(place: int, moment: int, event: Fact) -> Cheat:
    return lambda story: story.insert(place, [moment, event])


def _drop(place: int) -> Cheat:
    return lambda story: story.__delitem__(place)


def _swap(one: int, other: int) -> Cheat:
    def cheat(story: list[list[Any]]) -> None:
        story[one][1], story[other][1] = story[other][1], story[one][1]

    return cheat


def _together(*cheats: Cheat) -> Cheat:
    def cheat(story: list[list[Any]]) -> None:
        for one in cheats:
            one(story)

    return cheat


def cheats() -> dict[str, tuple[Cheat, list[tuple[int, str]]]]:
    """Each by its name, with what is to be found: (offset, fault)."""
    one, two, *_, five = order()
    return {
        "nothing": (_together(), []),
        "another seed": (_put(f"{DRAWN}.seed", OTHER_SEED), [(14, "seed")]),
        "a seed that is none": (_put(f"{DRAWN}.seed", "ab"), [(14, "seed")]),
        "another promise": (_put("1.giveaway.commitment", rules.commitment(OTHER_SEED)), [(14, "seed")]),
        "another winner": (_put(f"{DRAWN}.winners.1", person(five)), [(14, "winners")]),
        "winners in another order": (_put(f"{DRAWN}.winners", [person(two), person(one)]), [(14, "winners")]),
        "a winner too few": (_put(f"{DRAWN}.winners", [person(one)]), [(14, "winners")]),
        "an entry left out": (_drop(ENTERED), [(12, "list")]),
        "entries in another order": (_swap(2, 3), [(13, "list")]),
        "another list": (_put(f"{CLOSED}.list_hash", rules.list_hash([])), [(13, "list")]),
        "another count": (_put(f"{CLOSED}.entrants", 4), [(13, "list")]),
        "an entry after its time": (_at(11, MINUTE), [(12, "late")]),
        "an entry after the close": (_add(DRAWN, MINUTE + 10, entered(FIRST, "mia")), [(14, "state")]),
        "a second entry": (_put("10.entrant", person("ben")), [(11, "twice")]),
        "an entry of one who is banned": (_put("10.entrant", person("otto")), [(11, "barred")]),
        "one who is banned and stays": (_drop(OTTO_LEFT), [(12, "list")]),
        "one who is banned and stays on the list": (
            _together(
                _drop(OTTO_LEFT),
                lambda story: story[CLOSED - 1].__setitem__(1, closed(list(PEOPLE), 3, 11)),
            ),
            [(12, "barred")],
        ),
        "another first entry": (_put(f"{CLOSED}.first", 4), [(13, "list")]),
        "one taken off without a cause": (
            _put(f"{OTTO_LEFT}.user_id", derived_id("bea")),
            [(10, "taken_off")],
        ),
        "a close before its time": (_at(CLOSED, MINUTE - 1), [(13, "early")]),
        "a draw without a list": (_drop(CLOSED), [(13, "state")]),
        "a draw that was never announced": (
            _put(f"{DRAWN}.giveaway_id", derived_id("no giveaway")),
            [(14, "unopened"), (16, "state")],
        ),
        "a redraw for a friend": (_put(f"{REDRAWN}.winner", person(five)), [(16, "redraw")]),
        "one passed over who may win": (_drop(14), [(15, "redraw")]),
        "one who lost already loses again": (_put("16.loser", person(one)), [(17, "redraw")]),
        "a redraw for nobody though somebody is left": (_put("16.winner", None), [(17, "redraw")]),
        "another seed for what was called off": (_put("18.seed", SEED), [(19, "seed")]),
        "an entry into what was called off": (
            _add(19, MINUTE + 9_500, entered(SECOND, "ben")),
            [(20, "state")],
        ),
    }


@dataclass(frozen=True)
class Export:
    """The lines of an export, and what is to be found in it."""

    name: str
    lines: list[str]
    faults: list[tuple[int, str]]


def exports() -> list[Export]:
    """The honest ledger, and one for each way of cheating."""
    return [Export(name, lines(cheated(cheat)), faults) for name, (cheat, faults) in cheats().items()]


def cheated(cheat: Cheat) -> list[list[Any]]:
    story = copy.deepcopy([list(one) for one in honest()])
    cheat(story)
    return story


def lines(story: list[list[Any]]) -> list[str]:
    """The story as `livesell export` prints a ledger."""
    told, previous = list[str](), chain.genesis(NAME, EPOCH)
    for offset, (at, event) in enumerate(story, 1):
        fact = chain.compose(offset, at, json.dumps(event, separators=(",", ":")))
        previous = chain.link(previous, fact)
        told.append(json.dumps({"fact": fact, "hash": previous}))
    head = {"ledger": NAME, "epoch": EPOCH, "offset": len(story), "hash": previous}
    return [json.dumps(head), *told]
