"""What a process has sent since it began: counted by its feeds, read by its metrics."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counters:
    """`deliveries` are facts times viewers; a frame may carry many. `resets`: viewers who fell out of a ring."""

    deliveries: int = 0
    frames: int = 0
    resets: int = 0
    closed: Counter[int] = field(default_factory=Counter)
