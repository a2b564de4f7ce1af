"""`make faults`: sales in which things die again and again, and an audience that times what it sees. JSON on stdout.

Bounded: a few minutes. Ends with 1 when a judge finds anything, with the findings in what is printed.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.faults import troubles
from tests.faults.sale import Sale, Trouble
from tests.support import people, postgresql, rush, shows
from tests.support.history import History
from tests.support.people import Person
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server
from tests.support.watching import Audience, Delay

BUYERS = 200
OFTEN = (40, 120, 200, 280, 360)
SELDOM = (40, 250)
SECONDS = 180.0
"""A sale that is not over by then has found something: what is unanswered is a finding."""
IDLE_SECONDS = 60.0
Report = dict[str, Any]


def on_postgresql(database: PostgreSQL) -> dict[str, Trouble]:
    """What befalls a server of three processes."""
    return {
        "web processes die": troubles.a_worker_dies(OFTEN),
        "a web process freezes": troubles.a_worker_freezes(SELDOM, seconds=9),
        "postgresql dies": troubles.the_database_dies(database, SELDOM),
        "postgresql freezes": troubles.the_database_freezes(database, SELDOM),
        "valkey dies": troubles.valkey_dies(OFTEN),
        "everything dies on postgresql": troubles.everything_dies(SELDOM),
    }


async def sell(server: Server, name: str, trouble: Trouble, seed: int) -> Report:
    """One sale in trouble."""
    began = time.monotonic()
    sale = await asyncio.to_thread(Sale.of, server, f"Host{seed}", BUYERS, seed=seed)
    verdict = await sale.run(trouble, seconds=SECONDS)
    took = {"seconds": round(time.monotonic() - began, 1)}
    return {"trouble": name, **verdict.figures, **took, "findings": verdict.findings}


async def watch(server: Server, hana: Person) -> list[Report]:
    """How long the last viewer of three processes waits for a line: in health, in trouble, and after long silence."""
    show = await asyncio.to_thread(shows.live, hana)
    talkers = await asyncio.to_thread(rush.crowd, server, 60, "Talker")
    audience = await Audience.of(server, show.room, talkers, History())
    reports = [await _heard(audience, "in health", 20)]
    _signal_valkey(server, signal.SIGKILL)
    reports.append(await _heard(audience, "valkey just died", 10))
    reports.append(await _heard(audience, "valkey is back", 20))
    _signal_valkey(server, signal.SIGSTOP)
    reports.append(await _heard(audience, "valkey hangs", 10))
    reports.append(await _heard(audience, "valkey was replaced", 20))
    await _stay(audience, IDLE_SECONDS)
    reports.append(await _heard(audience, f"after {IDLE_SECONDS:.0f} s without a word", 10))
    await audience.leave()
    return reports


async def _heard(audience: Audience, when: str, times: int) -> Report:
    delays: Sequence[Delay] = [await audience.hear() for _ in range(times)]
    sights = sorted(delay.sight for delay in delays)
    return {
        "when": when,
        "lines": times,
        "answered_after_ms_max": round(max(delay.answer for delay in delays) * 1000),
        "seen_after_ms_p50": round(sights[len(sights) // 2] * 1000),
        "seen_after_ms_max": round(sights[-1] * 1000),
    }


async def _stay(audience: Audience, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(min(10.0, until - time.monotonic()))
        for viewer in audience.viewers:
            await viewer.ask({"type": "session.ping"})


def _signal_valkey(server: Server, number: int) -> None:
    if pid := server.valkey():
        os.kill(pid, number)


@contextmanager
def serving(url: str = "", workers: int = 1) -> Iterator[Server]:
    """A server for the time of some rounds."""
    server = Server(database_url=url, workers=workers)
    try:
        yield server.start()
    finally:
        server.kill()


async def run(rounds: int, wanted: Callable[[str], bool]) -> dict[str, list[Report]]:
    """Every trouble, as often as asked."""
    database = postgresql.start()
    sights: list[Report] = []
    with serving(database.fresh(), workers=3) as server:
        if wanted("watch"):
            sights = await watch(server, await asyncio.to_thread(people.sign_up, server.url, "Hana"))
        sales = await _rounds(server, rounds, wanted, on_postgresql(database))
    with serving() as server:
        on_sqlite = {"everything dies on sqlite": troubles.everything_dies(SELDOM)}
        return {"sales": sales + await _rounds(server, rounds, wanted, on_sqlite), "sights": sights}


async def _rounds(
    server: Server, rounds: int, wanted: Callable[[str], bool], all_troubles: dict[str, Trouble]
) -> list[Report]:
    chosen = [(name, trouble) for name, trouble in all_troubles.items() if wanted(name)] * rounds
    return [await sell(server, name, trouble, seed) for seed, (name, trouble) in enumerate(chosen)]


def main() -> int:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a trouble's name, or 'watch'")
    options = parser.parse_args()
    found = asyncio.run(run(options.rounds, lambda name: options.only in name))
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 1 if any(report["findings"] for report in found["sales"]) else 0


if __name__ == "__main__":
    sys.exit(main())
