"""`--check`: what a run found, held against what we aim at; each row that falls short is named, and the run fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Aim:
    """No more, or no less, than this, where `path` leads in the JSON of a run; `*` stands for every name or place.

    `over`: the figure is divided by the one that this path leads to, beside it.
    """

    path: str
    most: float | None = None
    least: float | None = None
    over: str = ""

    def is_met(self, figure: float) -> bool:
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)


ARRIVALS = (
    Aim("*/*/guests/page/cpu_ms", most=0.5),
    Aim("*/*/signed in/page/cpu_ms", most=3.0),
    Aim("*/*/*/files/cpu_ms", most=0.15, over="files"),
    Aim("*/*/healthz, ten times/cpu_ms", most=3.0),
    Aim("*/*/guests/socket and join/cpu_ms", most=0.4),
    Aim("*/*/*/socket and join/bytes", most=20_000),
    Aim("*/*/guests/whole visit/cpu_ms", most=3.0),
    Aim("*/*/guests/whole visit/bytes", most=80_000),
)
COMMANDS = (
    Aim("*/* in 1/median/turns/commands_per_second", least=5_000),
    Aim("*/* in 50/median/turns/commands_per_second", least=5_000),
    Aim("*/* in 1/even/p99_ms", most=60),
    Aim("*/* in 50/even/p99_ms", most=60),
    Aim("*/* in 1/even/server_cpu_us_per_command", most=300),
    Aim("*/* in 50/even/server_cpu_us_per_command", most=500),
    Aim("*/drop/all_answered_after_s", most=2.0),
    Aim("*/drop/unanswered", most=0),
)


def shortfalls(found: Any, aims: tuple[Aim, ...]) -> list[str]:
    """A line for each row that misses its aim."""
    return [
        f"{name}: {figure:g}, aimed at {'at most' if aim.most is not None else 'at least'} "
        f"{aim.most if aim.most is not None else aim.least:g}"
        for aim in aims
        for name, figure in _figures(found, aim)
        if not aim.is_met(figure)
    ]


def _figures(found: Any, aim: Aim) -> Iterator[tuple[str, float]]:
    *way, last = aim.path.split("/")
    for name, row in _rows(found, way, ""):
        if isinstance(row, dict) and last in row:
            yield f"{name}{last}", row[last] / (row[aim.over] if aim.over else 1)


def _rows(found: Any, way: list[str], name: str) -> Iterator[tuple[str, Any]]:
    if not way:
        yield name, found
        return
    step, *rest = way
    those = dict(enumerate(found)) if isinstance(found, list) else found if isinstance(found, dict) else {}
    for key, one in those.items():
        if step in ("*", str(key)) or (step.startswith("* ") and str(key).endswith(step[1:])):
            yield from _rows(one, rest, f"{name}{key} / ")
