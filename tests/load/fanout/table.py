"""The figures as tables for people, in Markdown."""

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Found = dict[str, Any]
Rounds = list[Found]
BEGIN, END = "<!-- bench-fanout -->", "<!-- /bench-fanout -->"


def write(path: Path, found: Found) -> None:
    """Put the tables into the file: between its marks if it has them, instead of everything otherwise."""
    text = path.read_text() if path.exists() else ""
    tables = "\n\n".join(MODES[mode](found[mode]) for mode in MODES if found.get(mode))
    if BEGIN in text and END in text:
        before, rest = text.split(BEGIN, 1)
        tables = f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.split(END, 1)[1]}"
    else:
        tables += "\n"
    path.write_text(tables)


def middle(rounds: Rounds, *path: str) -> float | None:
    """The median of one figure."""
    values = _values(rounds, path)
    return statistics.median(values) if values else None


def spread(rounds: Rounds, *path: str, digits: int = 1) -> str:
    """The median with the least and the most."""
    values = _values(rounds, path)
    if not values:
        return "–"
    told = f"{statistics.median(values):,.{digits}f}"
    return f"{told} ({min(values):,.{digits}f}–{max(values):,.{digits}f})" if len(values) > 1 else told


def plain(rounds: Rounds, *path: str, digits: int = 0) -> str:
    """The median alone."""
    value = middle(rounds, *path)
    return "–" if value is None else f"{value:,.{digits}f}"


def _values(rounds: Rounds, path: Sequence[str]) -> list[float]:
    found = []
    for one in rounds:
        value: Any = one
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            found.append(float(value))
    return found


def doubts(rounds: Rounds) -> str:
    """What makes these rounds doubtful, in words."""
    said = [one["failed"] for one in rounds if "failed" in one]
    for one in rounds:
        for part in one.values():
            if isinstance(part, dict):
                said += part.get("doubts", [])
                if part.get("disorder"):
                    said.append(f"{part['disorder']} out of order")
    return "; ".join(dict.fromkeys(said))


def grid(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with its heading."""
    lines = [f"### {title}", "", f"| {' | '.join(heads)} |", f"|---|{'--:|' * (len(heads) - 1)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def each(found: Found, row: Callable[[str, str, Rounds], list[str]]) -> list[list[str]]:
    """A row for every server and key."""
    return [
        row(server["name"], key, rounds)
        for server in found.values()
        for key, rounds in server["rounds"].items()
    ]


def against(found: Found, *path: str) -> dict[str, str]:
    """Each server's figure as a multiple of the first one's."""
    medians = {
        server["name"]: middle(rounds, *path)
        for server in found.values()
        for rounds in server["rounds"].values()
    }
    first = next(iter(medians.values()))
    return {name: f"{value / first:.1f}" if first and value else "–" for name, value in medians.items()}


def room(found: Found) -> str:
    """One room, paced and at its maximum, and how it was filled."""
    times = against(found, "paced", "cpu_us")

    def paced(name: str, key: str, rounds: Rounds) -> list[str]:
        cells = [f"{name}", spread(rounds, "paced", "cpu_us"), times[name]]
        cells += [
            plain(rounds, "paced", "frames_per_delivery", digits=2),
            plain(rounds, "paced", "rate", digits=1),
        ]
        cells += [_pair(rounds, "paced", "p50_ms", "p99_ms"), plain(rounds, "paced", "last_p99_ms")]
        return [*cells, plain(rounds, "paced", "undelivered"), doubts(rounds)]

    def most(name: str, key: str, rounds: Rounds) -> list[str]:
        cells = [
            name,
            spread(rounds, "saturated", "cpu_us"),
            plain(rounds, "saturated", "deliveries_per_second"),
        ]
        cells += [
            plain(rounds, "saturated", "core", digits=2),
            _pair(rounds, "saturated", "p50_ms", "p99_ms"),
        ]
        cells += [spread(rounds, "connecting", "kb"), plain(rounds, "connecting", "per_second")]
        return [*cells, plain(rounds, "connecting", "cpu_us"), plain(rounds, "connecting", "failed")]

    key = next((key for server in found.values() for key in server["rounds"]), "")
    latency = ["p50 / p99 ms", "last viewer p99 ms"]
    coming = ["KB/connection", "connects/s", "CPU µs each", "failed"]
    return "\n\n".join(
        [
            grid(
                f"{key} viewers, half load",
                [
                    "server",
                    "CPU µs/delivery",
                    "× ours",
                    "frames/delivery",
                    "messages/s",
                    *latency,
                    "undelivered",
                    "",
                ],
                each(found, paced),
            ),
            grid(
                f"{key} viewers: eight messages always on their way; memory; coming in",
                ["server", "CPU µs/delivery", "deliveries/s", "cores used", "p50 / p99 ms", *coming],
                each(found, most),
            ),
        ]
    )


def hot(found: Found) -> str:
    """The hot room."""
    times = against(found, "paced", "cpu_us")

    def row(name: str, key: str, rounds: Rounds) -> list[str]:
        cells = [name, spread(rounds, "paced", "cpu_us", digits=2), times[name]]
        cells += [
            plain(rounds, "paced", "core", digits=2),
            plain(rounds, "paced", "frames_per_delivery", digits=3),
        ]
        cells += [_pair(rounds, "paced", "p50_ms", "p99_ms"), plain(rounds, "paced", "last_p99_ms")]
        return [*cells, plain(rounds, "paced", "undelivered"), doubts(rounds)]

    heads = ["server", "CPU µs/delivered message", "× ours", "cores used", "frames/delivery", "p50 / p99 ms"]
    heads += ["last viewer p99 ms", "not delivered in time", ""]
    return grid("The hot room: 200 messages a second to 2,000 viewers", heads, each(found, row))


def storm(found: Found) -> str:
    """Everybody at once."""

    def row(name: str, key: str, rounds: Rounds) -> list[str]:
        cells = [name, plain(rounds, "connecting", "ready"), plain(rounds, "connecting", "failed")]
        cells += [
            plain(rounds, "connecting", "retries"),
            spread(rounds, "connecting", "per_second", digits=0),
        ]
        cells += [
            spread(rounds, "connecting", "cpu_us", digits=0),
            plain(rounds, "connecting", "per_core_second"),
        ]
        return [
            *cells,
            _pair(rounds, "connecting", "p50_ms", "p99_ms"),
            plain(rounds, "connecting", "kb", digits=1),
        ]

    heads = ["server", "came in", "failed", "retries", "a second", "CPU µs each", "a second of a whole core"]
    heads += ["p50 / p99 ms", "KB/connection", "first failure"]
    return grid(
        "The storm: all at once (ours: ticket, greeting, join with snapshot)", heads, each(found, row)
    )


def stalled(found: Found) -> str:
    """Those who never read."""

    def row(name: str, key: str, rounds: Rounds) -> list[str]:
        cells = [
            name,
            plain(rounds, "seconds"),
            plain(rounds, "more_mb"),
            plain(rounds, "beside", "stalled_closed"),
        ]
        cells += [_pair(rounds, "alone", "p50_ms", "p99_ms"), _pair(rounds, "beside", "p50_ms", "p99_ms")]
        cells += [plain(rounds, "alone", "cpu_us", digits=2), plain(rounds, "beside", "cpu_us", digits=2)]
        return [*cells, plain(rounds, "beside", "undelivered"), doubts(rounds)]

    heads = ["server", "seconds", "MiB more", "closed", "p50 / p99 ms without them", "with them"]
    heads += ["CPU µs/delivery without", "with", "undelivered", ""]
    return grid("1,000 sockets that never read, beside 1,000 that do, in a hot room", heads, each(found, row))


def growth(found: Found) -> str:
    """The cost of a delivery as the room grows."""
    keys = list(dict.fromkeys(key for server in found.values() for key in server["rounds"]))

    def row(server: Found) -> list[str]:
        cells = [plain(server["rounds"].get(key, []), "paced", "cpu_us", digits=1) for key in keys]
        return [server["name"], *cells, plain(server["rounds"].get(keys[-1], []), "paced", "last_p99_ms")]

    heads = ["CPU µs/delivery at N =", *keys, "last viewer p99 ms at the largest"]
    return grid("Growth", heads, [row(server) for server in found.values()])


def _pair(rounds: Rounds, part: str, low: str, high: str) -> str:
    return f"{plain(rounds, part, low)} / {plain(rounds, part, high)}"


MODES: dict[str, Callable[[Found], str]] = {
    "room": room,
    "hot": hot,
    "storm": storm,
    "stalled": stalled,
    "growth": growth,
}
