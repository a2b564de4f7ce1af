"""What simulated buyers do in a rehearsal: a script that the seed and the second write, always the same."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

LASTS = 4 * 60 * 60_000
EVERY_SECONDS = 3
NAMES = ("Rosa", "Yusuf", "Mei", "Oluwaseun", "Ida", "Tomas")
LINES = (
    "Hello from the back!",
    "Does it come in another colour?",
    "Lovely.",
    "How long does it take?",
    "What next?",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that can be claimed."""

    variant_id: str
    title: str
    price_version: int


@dataclass(frozen=True, slots=True)
class Act:
    """What one of them does: claim a variant, give a claim back, or say a line."""

    who: str
    what: Literal["claim", "give_back", "say"]
    about: str


def act(
    seed: str, second: int, people: Sequence[str], offered: Sequence[Seen], held: Mapping[str, Sequence[str]]
) -> Act | None:
    """The act of this second; None where there is none. Half are claims, a third are lines, a few give back."""
    if second % EVERY_SECONDS or not people:
        return None
    dice = random.Random(f"{seed}:{second}")
    who, chance = dice.choice(sorted(people)), dice.random()
    if chance < 0.5 and offered:
        return Act(who, "claim", dice.choice(offered).variant_id)
    if chance < 0.65 and held.get(who):
        return Act(who, "give_back", dice.choice(held[who]))
    return Act(who, "say", dice.choice(LINES))
