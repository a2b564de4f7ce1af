"""Where a reader stands, and what an offered piece of the ledger means to her. Pure."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Position:
    """The last event a reader has: `offset` in one life (`epoch`) of the ledger."""

    epoch: str
    offset: int


class Step(Enum):
    """What to do with events that begin at some offset."""

    DELIVER = "deliver"
    SKIP = "skip"
    FILL = "fill"
    RESET = "reset"


def step(tip: Position, epoch: str, first: int, last: int) -> Step:
    """Whether events `first`..`last` go on from `tip`, are known already, leave a gap, or are of another life."""
    if epoch != tip.epoch:
        return Step.RESET
    if last <= tip.offset:
        return Step.SKIP
    return Step.DELIVER if first <= tip.offset + 1 else Step.FILL


def may_resume(asked: Position, tip: Position, most: int) -> bool:
    """Whether a reader at `asked` can be given exactly what she missed: same life, not ahead, not too far behind."""
    return asked.epoch == tip.epoch and 0 <= tip.offset - asked.offset <= most
