"""`make bench`: durable claims, bids and mixed commands a second, on one hot item and spread over fifty rooms, through
the whole path socket -> acknowledgement.

Each is measured twice in the same run on each database: with one transaction a command (the baseline) and as
shipped, in turns; then at an even thousand a second. Then the drop: many buyers, one claim each, within one second.
Everything is on: tickets, rates, ids kept with their answer, chained events, fan-out to those who watch. JSON on
stdout.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle
from typing import Any

import uvloop

from tests.load import aims, aside
from tests.load.arrivals import arrivals
from tests.load.door import rush
from tests.load.rest import rest
from tests.load.swarm import REPLY_ID, Socket, open_all, percentile
from tests.load.traffic import TRAFFIC, Stall, Traffic, stalls
from tests.support import postgresql
from tests.support.server import Server

TICKS = os.sysconf("SC_CLK_TCK")
EACH = 10
"""Claims a buyer may place at once; see the table of commands."""
EVEN = 1_000
"""Commands a second of an evening that goes well."""


@dataclass
class Load:
    """Buyers with open sockets in a live show."""

    server: Server
    stalls: list[Stall]
    sockets: list[Socket]
    sent: dict[bytes, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    refused: int = 0
    on_reply: Any = None

    def heard(self, socket: Socket, frame: bytes) -> None:
        """Note how long an answer took."""
        found = REPLY_ID.search(frame)
        began = self.sent.pop(found.group(1), None) if found else None
        if began is not None:
            self.took.append(time.perf_counter() - began)
            self.refused += b'"ok":false' in frame
            if self.on_reply:
                self.on_reply(socket)

    def ask(self, socket: Socket, body: dict[str, Any], room: str | None, due: float | None = None) -> None:
        """Send one request, due now or a moment ago."""
        request_id = secrets.token_hex(8)
        self.sent[request_id.encode()] = due or time.perf_counter()
        socket.send(json.dumps({"id": request_id, "room": room, "body": body}).encode())

    async def quiet(self, seconds: float = 60) -> None:
        """Until everything is answered."""
        deadline = time.monotonic() + seconds
        while self.sent and time.monotonic() < deadline:
            await asyncio.sleep(0.005)

    def reset(self) -> None:
        """Forget what was measured."""
        self.took.clear()
        self.refused = 0


async def prepare(server: Server, buyers: int, watching: int, stock: int, rooms: int = 1) -> Load:
    """Live shows, each with that stock, and so many buyers at their doors, of whom some watch."""
    load = Load(server, await asyncio.to_thread(stalls, server, rooms, stock), [])
    tickets = await asyncio.to_thread(aside.run, server, "tests.load.tickets", str(buyers))

    def greet(number: int, socket: Socket) -> None:
        load.ask(socket, {"type": "session.hello", "ticket": tickets[number]}, None)

    load.sockets = await open_all(server.port, buyers, load.heard, greet)
    await load.quiet()
    for socket, stall in zip(load.sockets[:watching], cycle(load.stalls), strict=False):
        load.ask(socket, {"type": "room.join"}, stall.show.room)
    await load.quiet()
    await asyncio.sleep(1)
    load.reset()
    return load


async def closed_loop(load: Load, each: int, traffic: Traffic) -> dict[str, Any]:
    """Every buyer asks again as soon as she is answered."""
    left = dict.fromkeys(load.sockets, each)
    at = dict(zip(load.sockets, cycle(load.stalls), strict=False))

    def again(socket: Socket) -> None:
        if left[socket]:
            left[socket] -= 1
            load.ask(socket, traffic(at[socket], left[socket]), at[socket].show.room)

    load.on_reply = again
    before, began = cpu(load.server), time.perf_counter()
    for socket in load.sockets:
        again(socket)
    await load.quiet(120)
    took, after = time.perf_counter() - began, cpu(load.server)
    load.on_reply = None
    return report(load, took, {name: after[name] - before.get(name, 0) for name in after})


async def paced(load: Load, count: int, per_second: float, traffic: Traffic) -> dict[str, Any]:
    """So many commands at an even pace, whatever the server does; how long each takes counts from when it is due."""
    at = dict(zip(load.sockets, cycle(load.stalls), strict=False))
    before, began = cpu(load.server), time.perf_counter()
    for number in range(count):
        due = began + number / per_second
        while time.perf_counter() < due:
            await asyncio.sleep(0.001)
        turn, who = divmod(number, len(load.sockets))
        socket = load.sockets[who]
        load.ask(socket, traffic(at[socket], turn), at[socket].show.room, due)
    sent = time.perf_counter() - began
    await load.quiet()
    took, after = time.perf_counter() - began, cpu(load.server)
    used = {name: after[name] - before.get(name, 0) for name in after}
    return report(load, took, used) | {
        "all_sent_after_s": round(sent, 3),
        "all_answered_after_s": round(took, 3),
    }


def report(load: Load, took: float, used: dict[str, float]) -> dict[str, Any]:
    """The figures of one measurement."""
    count = len(load.took)
    return {
        "commands": count,
        "unanswered": len(load.sent),
        "refused": load.refused,
        "seconds": round(took, 3),
        "commands_per_second": round(count / took),
        "p50_ms": round(percentile(load.took, 0.5) * 1000, 1),
        "p99_ms": round(percentile(load.took, 0.99) * 1000, 1),
        "server_cpu_us_per_command": round(used["server"] / count * 1e6),
        "database_cpu_us_per_command": round(used["database"] / count * 1e6),
    }


def cpu(server: Server) -> dict[str, float]:
    """Seconds of CPU used so far by the web processes, and by PostgreSQL if it is there."""
    return {
        "server": sum(map(_cpu_of, server.workers())),
        "database": sum(map(_cpu_of, our_postgresql().pids())) if server.env["DATABASE_URL"] else 0.0,
    }


@cache
def our_postgresql() -> postgresql.PostgreSQL:
    """One PostgreSQL for the whole run."""
    return postgresql.start()


def _cpu_of(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / TICKS


@contextlib.contextmanager
def serving(database: str, batch: int) -> Iterator[Server]:
    """A server with one worker, on a core of its own where there are two."""
    url = our_postgresql().fresh() if database == "postgresql" else ""
    server = Server(database_url=url, LIVESELL_TURN_BATCH=str(batch)).start()
    try:
        if (os.cpu_count() or 1) > 1:
            for pid in server.workers():
                os.sched_setaffinity(pid, {0})
            os.sched_setaffinity(0, {1})
        yield server
    finally:
        server.kill()


def tell(what: str, found: dict[str, Any]) -> dict[str, Any]:
    """Progress, for whoever waits."""
    sys.stderr.write(f"{what}: {json.dumps(found)}\n")
    return found


async def measure(
    database: str, batch: int, buyers: int, each: int, kind: str = "claims", rooms: int = 1
) -> dict[str, Any]:
    """One kind of traffic in a closed loop."""
    with serving(database, batch) as server:
        stock = buyers * each // 2 // rooms
        load = await prepare(server, buyers, watching=min(50, buyers), stock=stock, rooms=rooms)
        what = f"{database}, {kind} in {rooms} rooms, at most {batch} commands a turn"
        return tell(what, await closed_loop(load, each, TRAFFIC[kind]))


async def compare(database: str, buyers: int, rounds: int, kind: str, rooms: int) -> dict[str, Any]:
    """The median of some pairs: one transaction a command, and turns; these machines are noisy."""
    pairs = []
    for _ in range(rounds):
        baseline = await measure(database, 1, buyers, EACH, kind, rooms)
        turns = await measure(database, 256, buyers, EACH, kind, rooms)
        ratio = turns["commands_per_second"] / baseline["commands_per_second"]
        pairs.append({"baseline": baseline, "turns": turns, "ratio": round(ratio, 1)})
    pairs.sort(key=lambda pair: pair["ratio"])
    return {"median": pairs[len(pairs) // 2], "ratios": [pair["ratio"] for pair in pairs]}


async def measure_drop(database: str, buyers: int) -> dict[str, Any]:
    """The drop, everybody watching."""
    with serving(database, 256) as server:
        load = await prepare(server, buyers, watching=buyers, stock=100)
        found = await paced(load, buyers, buyers, TRAFFIC["claims"])
        return tell(f"{database}, the drop", found)


async def measure_even(database: str, buyers: int, kind: str, rooms: int) -> dict[str, Any]:
    """A thousand commands a second, as long as the rates of so many buyers allow it."""
    with serving(database, 256) as server:
        count = buyers * (EACH - 1)
        load = await prepare(server, buyers, watching=min(50, buyers), stock=count, rooms=rooms)
        found = await paced(load, count, EVEN, TRAFFIC[kind])
        return tell(f"{database}, {EVEN} {kind} a second in {rooms} rooms", found)


async def measure_rush(database: str, people: int) -> dict[str, Any]:
    """Tickets for everybody, at the door and through the chain."""
    with serving(database, 256) as server:
        return tell(f"{database}, tickets", await rush(server, people, cpu))


async def run_rest(databases: list[str]) -> Any:
    """Requests of the REST interface, on the fast path and through the chain."""
    found: dict[str, Any] = {}
    for database in databases:
        with serving(database, 256) as server:
            found[database] = tell(f"{database}, REST", await rest(server, cpu))
    return found


async def measure_arrivals(database: str, people: int, items: int) -> dict[str, Any]:
    """First visits to a live room of so many items."""
    with serving(database, 256) as server:
        return tell(f"{database}, arrivals", await arrivals(server, people, items, cpu))


async def run_arrivals(databases: list[str], people: int, items: list[int]) -> Any:
    """A server of its own for each number of items."""
    return {
        database: [await measure_arrivals(database, people, count) for count in items]
        for database in databases
    }


async def run_rush(databases: list[str], people: int, rounds: int) -> Any:
    """As many rounds as asked for, each with a server of its own."""
    return {database: [await measure_rush(database, people) for _ in range(rounds)] for database in databases}


async def run(databases: list[str], kinds: list[str], spread: list[int], buyers: int, rounds: int) -> Any:
    """All measurements: each kind of traffic, in one room and spread over many; and the drop."""
    found: dict[str, Any] = {}
    for database in databases:
        found[database] = {
            f"{kind} in {rooms}": await compare(database, buyers, rounds, kind, rooms)
            | {"even": await measure_even(database, buyers, kind, rooms)}
            for kind in kinds
            for rooms in spread
        }
        if "claims" in kinds:
            found[database]["drop"] = await measure_drop(database, buyers * 4)
    return found


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--traffic", nargs="*", default=list(TRAFFIC), choices=list(TRAFFIC))
    parser.add_argument("--rooms", nargs="*", type=int, default=[1, 50], help="spread over so many")
    parser.add_argument("--buyers", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tickets", action="store_true", help="what a ticket costs in a rush, and only that")
    parser.add_argument("--arrivals", action="store_true", help="what a first visit costs, and only that")
    parser.add_argument("--rest", action="store_true", help="what a REST request costs, and only that")
    parser.add_argument("--items", nargs="*", type=int, default=[30, 500], help="in the room of the arrivals")
    parser.add_argument("--check", action="store_true", help="fail where a row misses its aim, and name it")
    options = parser.parse_args()
    if options.arrivals:
        found = uvloop.run(run_arrivals(options.databases, options.buyers, options.items))
    elif options.rest:
        found = uvloop.run(run_rest(options.databases))
    elif options.tickets:
        found = uvloop.run(run_rush(options.databases, options.buyers * 4, options.rounds))
    else:
        found = uvloop.run(
            run(options.databases, options.traffic, options.rooms, options.buyers, options.rounds)
        )
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    if options.check and (
        short := aims.shortfalls(found, aims.ARRIVALS if options.arrivals else aims.COMMANDS)
    ):
        sys.exit("\n".join(short))


if __name__ == "__main__":
    main()
