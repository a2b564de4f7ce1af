"""`make restart`: what a restart costs those who are there: the server stopped with SIGTERM and started again at once,
or its worker changed with SIGHUP.

Somebody who was connected comes back as soon as her socket ends and tries again every 10 ms; beside her a connection is
opened every 5 ms, to see for how long none is taken. JSON on stdout, medians of the rounds, in milliseconds.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx

from livesell.client.connection import LOST
from tests.support.client import Client
from tests.support.server import Server, children, cpu

SOCKETS = 5
"""Others who are connected, and are told to come back."""


class Knocking:
    """Opens a connection every 5 ms; notes when one was refused."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.refused: list[float] = []

    async def run(self) -> None:
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.close()
            except OSError:
                self.refused.append(time.perf_counter())
            await asyncio.sleep(0.005)

    @property
    def shut_ms(self) -> float:
        """From the first refusal to the last."""
        return (self.refused[-1] - self.refused[0]) * 1000 if self.refused else 0.0


async def one(server: Server, restart: Callable[[Server], Awaitable[dict[str, float]]]) -> dict[str, float]:
    """One restart with people there."""
    clients = [await Client(server).come() for _ in range(SOCKETS)]
    knocking = Knocking(server.port)
    task = asyncio.create_task(knocking.run())
    began = time.perf_counter()
    restarting = asyncio.create_task(restart(server))
    await clients[0].closed()
    closed = time.perf_counter()
    while True:
        with suppress(*LOST, httpx.HTTPError):
            back = await Client(server).come()
            break
        await asyncio.sleep(0.01)
    welcome = time.perf_counter()
    parts = await restarting
    task.cancel()
    await back.leave()
    return {
        "sigterm_to_welcome": (welcome - began) * 1000,
        "closed_to_welcome": (welcome - closed) * 1000,
        "connections_refused_for": knocking.shut_ms,
        **parts,
    }


async def stop_and_start(server: Server) -> dict[str, float]:
    """SIGTERM, and `livesell serve` again as soon as it has ended."""
    began = time.perf_counter()
    await asyncio.to_thread(server.stop)
    stopped = time.perf_counter()
    await asyncio.to_thread(server.start)
    used = [cpu(pid) * 10 for pid in (server.pid, *server.workers())]
    return {"stop": (stopped - began) * 1000, "supervisor_cpu": used[0], "worker_cpu": used[1]}


async def change(server: Server) -> dict[str, float]:
    """SIGHUP, until the old worker is gone."""
    old = server.workers()
    os.kill(server.pid, signal.SIGHUP)
    while set(old) & set(children(server.pid)):
        await asyncio.sleep(0.005)
    return {}


WAYS = {"stop_and_start": stop_and_start, "change": change}


async def measure(way: str, rounds: int) -> dict[str, Any]:
    """So many restarts of one server with one worker on SQLite."""
    server = Server().start()
    try:
        await one(server, WAYS[way])  # the first compiles and fills caches
        found = [await one(server, WAYS[way]) for _ in range(rounds)]
    finally:
        server.kill()
    return {name: round(statistics.median(each[name] for each in found)) for name in found[0]}


async def run(ways: list[str], rounds: int) -> dict[str, Any]:
    """Each way by itself."""
    return {
        "load_average": os.getloadavg()[0],
        "rounds": rounds,
        **{way: await measure(way, rounds) for way in ways},
    }


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sys.stdout.write(json.dumps(asyncio.run(run(options.ways, options.rounds)), indent=2) + "\n")


if __name__ == "__main__":
    main()
