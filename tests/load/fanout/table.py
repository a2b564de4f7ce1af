"""The figures as tables for people, in Markdown."""

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Found = dict[str, Any]
Rounds = list[Found]
Cell = Callable[[Rounds], str]
"""What a column says of the rounds of one server."""
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


def spread(*path: str, digits: int = 1) -> Cell:
    """The median with the least and the most."""

    def cell(rounds: Rounds) -> str:
        values = _values(rounds, path)
        if not values:
            return "–"
        told = f"{statistics.median(values):,.{digits}f}"
        return f"{told} ({min(values):,.{digits}f}–{max(values):,.{digits}f})" if len(values) > 1 else told

    return cell


def plain(*path: str, digits: int = 0) -> Cell:
    """The median alone."""

    def cell(rounds: Rounds) -> str:
        value = middle(rounds, *path)
        return "–" if value is None else f"{value:,.{digits}f}"

    return cell


def latency(part: str) -> Cell:
    """p50 and p99 of all."""
    low, high = plain(part, "p50_ms"), plain(part, "p99_ms")
    return lambda rounds: f"{low(rounds)} / {high(rounds)}"


def times(found: Found, *path: str) -> Cell:
    """A figure as a multiple of the first server's."""
    first = next((middle(rounds, *path) for one in found.values() for rounds in one["rounds"].values()), None)

    def cell(rounds: Rounds) -> str:
        value = middle(rounds, *path)
        return f"{value / first:.2f}" if first and value else "–"

    return cell


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
                said += [part["first_failure"]] if part.get("first_failure") else []
                said += [f"{part['disorder']} out of order"] if part.get("disorder") else []
    return "; ".join(dict.fromkeys(said))


def grid(title: str, found: Found, columns: dict[str, Cell]) -> str:
    """A table with its heading: a row for every server, and for each size of its room."""
    heads = ["server", *columns, ""]
    lines = [f"### {title}", "", f"| {' | '.join(heads)} |", f"|---|{'--:|' * len(columns)}---|"]
    for server in found.values():
        for key, rounds in server["rounds"].items():
            name = f"{server['name']}; {key} viewers" if len(server["rounds"]) > 1 else server["name"]
            row = [name, *(cell(rounds) for cell in columns.values()), doubts(rounds)]
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def room(found: Found) -> str:
    """One room, paced and at its maximum, and how it was filled."""
    viewers = next((key for server in found.values() for key in server["rounds"]), "")
    paced = {
        "CPU µs/delivery": spread("paced", "cpu_us"),
        "× ours": times(found, "paced", "cpu_us"),
        "frames/delivery": plain("paced", "frames_per_delivery", digits=2),
        "messages/s": plain("paced", "rate", digits=1),
        "p50 / p99 ms": latency("paced"),
        "last viewer p99 ms": plain("paced", "last_p99_ms"),
        "undelivered": plain("paced", "undelivered"),
    }
    saturated = {
        "CPU µs/delivery": spread("saturated", "cpu_us"),
        "deliveries/s": plain("saturated", "deliveries_per_second"),
        "cores used": plain("saturated", "core", digits=2),
        "p50 / p99 ms": latency("saturated"),
        "KB/connection": spread("connecting", "kb"),
        "connects/s": plain("connecting", "per_second"),
        "CPU µs each": plain("connecting", "cpu_us"),
        "failed": plain("connecting", "failed"),
    }
    return "\n\n".join(
        (
            grid(f"{viewers} viewers, half load", found, paced),
            grid(
                f"{viewers} viewers, always eight messages on their way; memory; coming in", found, saturated
            ),
        )
    )


def hot(found: Found) -> str:
    """The hot room."""
    columns = {
        "CPU µs/delivered message": spread("paced", "cpu_us", digits=2),
        "× ours": times(found, "paced", "cpu_us"),
        "cores used": plain("paced", "core", digits=2),
        "frames/delivery": plain("paced", "frames_per_delivery", digits=3),
        "p50 / p99 ms": latency("paced"),
        "last viewer p99 ms": plain("paced", "last_p99_ms"),
        "not delivered in time": plain("paced", "undelivered"),
    }
    return grid("The hot room: 200 messages a second to 2,000 viewers", found, columns)


def storm(found: Found) -> str:
    """Everybody at once."""
    columns = {
        "came in": plain("connecting", "ready"),
        "failed": plain("connecting", "failed"),
        "retries": plain("connecting", "retries"),
        "a second": spread("connecting", "per_second", digits=0),
        "CPU µs each": spread("connecting", "cpu_us", digits=0),
        "a second of a whole core": plain("connecting", "per_core_second"),
        "p50 / p99 ms": latency("connecting"),
        "KB/connection": plain("connecting", "kb", digits=1),
    }
    return grid("The storm: all at once (ours: ticket, greeting, join with snapshot)", found, columns)


def stalled(found: Found) -> str:
    """Those who never read."""
    columns = {
        "seconds": plain("seconds"),
        "MiB more": plain("more_mb"),
        "closed": plain("beside", "stalled_closed"),
        "p50 / p99 ms without them": latency("alone"),
        "with them": latency("beside"),
        "CPU µs/delivery without": plain("alone", "cpu_us", digits=2),
        "with": plain("beside", "cpu_us", digits=2),
        "undelivered": plain("beside", "undelivered"),
    }
    return grid("1,000 sockets that never read, beside 1,000 that do, in a hot room", found, columns)


def still(found: Found) -> str:
    """Those who are only there."""
    columns = {
        "CPU µs a viewer and second": spread("cpu_us_a_second"),
        "cores used": plain("core", digits=3),
        "with ten viewers": plain("core_of_few", digits=3),
    }
    viewers = next((key for server in found.values() for key in server["rounds"]), "")
    return grid(f"{viewers} viewers of a room in which nobody says anything", found, columns)


def workers(found: Found) -> str:
    """The same room by one process and by two, and what goes through the databases beside."""
    columns = {
        "CPU µs/delivery, all processes": spread("paced", "cpu_us"),
        "frames/delivery": plain("paced", "frames_per_delivery", digits=2),
        "p50 / p99 ms": latency("paced"),
        "PostgreSQL µs/message": plain("paced", "helpers_us_per_message", "PostgreSQL"),
        "Valkey µs/message": plain("paced", "helpers_us_per_message", "Valkey"),
        "undelivered": plain("paced", "undelivered"),
    }
    viewers = " and ".join(dict.fromkeys(key for server in found.values() for key in server["rounds"]))
    return grid(f"Several processes: {viewers} viewers, half load, all processes on one core", found, columns)


def growth(found: Found) -> str:
    """The cost of a delivery as the room grows."""
    keys = list(dict.fromkeys(key for server in found.values() for key in server["rounds"]))
    heads = ["CPU µs/delivery at N =", *keys, *(f"last viewer p99 ms at {key}" for key in keys[-1:])]
    lines = ["### Growth", "", f"| {' | '.join(heads)} |", f"|---|{'--:|' * (len(heads) - 1)}"]
    cost, last = plain("paced", "cpu_us", digits=1), plain("paced", "last_p99_ms")
    for server in found.values():
        rounds = [server["rounds"].get(key, []) for key in keys]
        cells = [server["name"], *map(cost, rounds), *map(last, rounds[-1:])]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


MODES: dict[str, Callable[[Found], str]] = {
    "room": room,
    "hot": hot,
    "storm": storm,
    "still": still,
    "stalled": stalled,
    "growth": growth,
    "workers": workers,
}
