"""`make frozen`: what a room is answered while one of two workers stands still in the middle of a turn.

PostgreSQL ends a turn that says nothing for a second (`database_url.IDLE_MS`); with five seconds as a control. JSON on
stdout: answers a second of the other worker, by the time since the first was stopped.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import uvloop

from livesell.operate.database_url import IDLE_MS
from tests.load.bench import Load, our_postgresql, prepare, tell
from tests.load.swarm import Socket
from tests.load.traffic import TRAFFIC
from tests.support.server import Server

BUYERS = 400
A_SECOND = 300
BEFORE, AFTER = 3.0, 8.0
STOPPED = 4.0
"""Seconds; less than those after which the supervisor replaces a worker."""
BIN = 0.5
HELD = 0.3
"""A turn that is still open after so many seconds is that of who stands still."""
IN_A_TURN = (
    "SELECT pid, xact_start FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = %s"
)


def limited(url: str, idle_ms: int) -> str:
    """The same database, whose turns may say nothing for so long."""
    limits = {
        "statement_timeout": 3000,
        "lock_timeout": 1000,
        "idle_in_transaction_session_timeout": idle_ms,
    }
    words = quote(" ".join(f"-c {name}={value}" for name, value in limits.items()))
    return f"{url}{'&' if '?' in url else '?'}options={words}"


def sockets_of(pid: int, load: Load) -> set[Socket]:
    """Those of the buyers that this worker has taken."""
    links = (str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir())
    inodes = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ports = {int(row[2].rpartition(":")[2], 16) for row in rows if row[9] in inodes}
    return {socket for socket in load.sockets if socket.port in ports}


def stop_in_a_turn(pid: int, url: str) -> float:
    """Stop a worker while it holds the room: when."""
    name = url.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as watcher:

        def in_a_turn() -> set[Any]:
            return set(watcher.execute(IN_A_TURN, [name]).fetchall())

        for _ in range(2_000):
            began = time.perf_counter()
            os.kill(pid, signal.SIGSTOP)
            if in_a_turn() and (held := in_a_turn()):
                time.sleep(HELD)
                if held & in_a_turn():
                    return began
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.003)
    raise RuntimeError("the worker was never met in a turn")


async def around(load: Load, url: str) -> dict[str, Any]:
    """Commands at an even pace, and the answers of the other worker by the half second since the stop.

    The worker with fewer buyers is stopped; they hear nothing until it goes on, whatever the database does.
    """
    answered: list[float] = []
    of_worker = {pid: sockets_of(pid, load) for pid in load.server.workers()}
    pid = min(of_worker, key=lambda one: len(of_worker[one]))
    others = set(load.sockets) - of_worker[pid]

    def heard(socket: Socket) -> None:
        if socket in others:
            answered.append(time.perf_counter())

    load.on_reply = heard
    stopping: asyncio.Task[float] | None = None
    began, number = time.perf_counter(), 0
    while time.perf_counter() < began + BEFORE + AFTER:
        due = began + number / A_SECOND
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        turn, who = divmod(number, len(load.sockets))
        load.ask(load.sockets[who], TRAFFIC["mixed"](load.stalls[0], turn), load.stalls[0].show.room, due)
        number += 1
        if stopping is None and time.perf_counter() > began + BEFORE:
            stopping = asyncio.create_task(asyncio.to_thread(stop_in_a_turn, pid, url))
            stopping.add_done_callback(
                lambda _: asyncio.get_running_loop().call_later(STOPPED, os.kill, pid, signal.SIGCONT)
            )
    await load.quiet(20)
    assert stopping is not None
    stopped = await stopping
    bins = range(int((AFTER - 2) / BIN))
    rates = {
        place * BIN: sum(place * BIN <= at - stopped < (place + 1) * BIN for at in answered) / BIN
        for place in bins
    }
    normal = sum(began + 1 <= at < began + BEFORE for at in answered) / (BEFORE - 1)
    silent = sum(BIN for rate in rates.values() if rate < normal / 10)
    return {
        "buyers_at_the_other_worker": len(others),
        "before": round(normal),
        "answers_a_second_since_the_stop": {f"{since:g}": round(rate) for since, rate in rates.items()},
        "seconds_below_a_tenth": silent,
        "unanswered": len(load.sent),
    }


async def measure(idle_ms: int) -> dict[str, Any]:
    """One stop, on a server of its own."""
    url = our_postgresql().fresh()
    server = Server(database_url=limited(url, idle_ms), workers=2).start()
    try:
        load = await prepare(server, BUYERS, watching=20, stock=9_000)
        return tell(f"{idle_ms} ms", await around(load, url))
    finally:
        for pid in server.workers():
            os.kill(pid, signal.SIGCONT)
        server.kill()


async def run(rounds: int) -> dict[str, Any]:
    """As shipped and the control, by turns."""
    found: dict[str, Any] = {"load_average": os.getloadavg()[0], str(IDLE_MS): [], "5000": []}
    for _ in range(rounds):
        for idle_ms in (IDLE_MS, 5_000):
            found[str(idle_ms)].append(await measure(idle_ms))
    return found


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    sys.stdout.write(json.dumps(uvloop.run(run(parser.parse_args().rounds)), indent=2) + "\n")


if __name__ == "__main__":
    main()
