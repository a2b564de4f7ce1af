"""`make siege`: a show with honest buyers, in peace and while a handful of accounts do everything at once that was ever
found to hurt (`tests/load/besiegers.py`). The aim: the buyers' p99 is at most twice that in peace.

In one run on one server: half of the peace, the siege, the other half. JSON on stdout.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from typing import Any

import uvloop

from livesell.operate import valkey
from tests.load import aside
from tests.load.bench import Load, cpu, our_postgresql, prepare, tell
from tests.load.swarm import percentile
from tests.load.traffic import TRAFFIC
from tests.support.server import ROOT, Server

BUYERS = 60
A_SECOND = 60
"""Commands of all buyers together: a lively show, each of them once a second."""
ATTACKERS = 5
AIM = 2.0
SHIPPED_RATE = "1200 in 60s"
"""The other load tools raise it, since all of their people come from this machine."""


async def stretch(load: Load, seconds: float) -> dict[str, Any]:
    """Buyers at an even pace for so long; how long each answer took counts from when it was due."""
    load.reset()
    before, began = cpu(load.server), time.perf_counter()
    for number in range(int(seconds * A_SECOND)):
        due = began + number / A_SECOND
        while (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        turn, who = divmod(number, len(load.sockets))
        load.ask(
            load.sockets[who], TRAFFIC["mixed"](load.stalls[0], turn + who), load.stalls[0].show.room, due
        )
    await load.quiet(20)
    took, after = time.perf_counter() - began, cpu(load.server)
    return {
        "took": list(load.took),
        "unanswered": len(load.sent),
        "closed": sum(socket.closed for socket in load.sockets),
        "cores_used": round(sum(after[name] - before.get(name, 0) for name in after) / took, 2),
    }


def told(*stretches: dict[str, Any]) -> dict[str, Any]:
    """The figures of some stretches together."""
    took = [one for each in stretches for one in each["took"]]
    return {
        "commands": len(took),
        "unanswered": sum(each["unanswered"] for each in stretches),
        "closed": stretches[-1]["closed"],
        "p50_ms": round(percentile(took, 0.5) * 1000, 1),
        "p99_ms": round(percentile(took, 0.99) * 1000, 1),
        "worst_ms": round(max(took) * 1000, 1),
        "cores_used": [each["cores_used"] for each in stretches],
    }


class Besiegers:
    """The attackers' process: they get `ready`, `go` for a room, and tell what they were answered."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def ready(self, seconds: float) -> None:
        crowd = await asyncio.to_thread(
            aside.run, self._server, "tests.support.crowd", str(ATTACKERS), "Otto"
        )
        words = [sys.executable, "-m", "tests.load.besiegers", self._server.url, str(seconds)]
        words.append(valkey.url(self._server.data))
        self._process = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**20
        )
        self._tell(json.dumps(crowd))
        if await self._line() != b"ready\n":
            raise RuntimeError("the attackers do not come")

    def go(self, room: str) -> None:
        self._tell(room)

    async def answers(self) -> Any:
        found = json.loads(await self._line())
        await self._process.wait()
        return found

    def _tell(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(words.encode() + b"\n")

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        return await self._process.stdout.readline()


async def measure(database: str, seconds: float) -> dict[str, Any]:
    """Peace, siege, peace on one server with one worker and nothing changed."""
    url = our_postgresql().fresh() if database == "postgresql" else ""
    server = Server(database_url=url, LIVESELL_ADDRESS_RATE=SHIPPED_RATE).start()
    try:
        enemy = Besiegers(server)
        await enemy.ready(seconds)  # before anybody is there: a socket that says nothing for long is closed
        load = await prepare(server, BUYERS, watching=BUYERS, stock=int(seconds * A_SECOND))
        before = await stretch(load, seconds / 2)
        loaded = os.getloadavg()[0]
        enemy.go(load.stalls[0].show.room)
        during, answers = await stretch(load, seconds), await enemy.answers()
        after = await stretch(load, seconds / 2)
    finally:
        server.kill()
    quiet, attacked = told(before, after), told(during)
    found = {
        "quiet": quiet,
        "attacked": attacked,
        "p99_attacked_over_quiet": round(attacked["p99_ms"] / quiet["p99_ms"], 2),
        "aim": AIM,
        "machine": {"cores": os.cpu_count(), "load_average_before_the_siege": round(loaded, 1)},
        "attackers_cores_used": round(answers["cpu_seconds"] / seconds, 2),
        "attacks": answers["answers"],
    }
    return tell(database, found)


async def run(databases: list[str], seconds: float) -> dict[str, Any]:
    """One siege on each."""
    return {database: await measure(database, seconds) for database in databases}


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    sys.stdout.write(json.dumps(uvloop.run(run(options.databases, options.seconds)), indent=2) + "\n")


if __name__ == "__main__":
    main()
