"""`make raid`: five hundred fresh accounts say two thousand lines in ten seconds in a show that goes on.

In one run on one server: a quiet stretch, the raid with one press of the shield in it, and a quiet stretch again. The
honest buyers claim at an even pace all the while. They have bought here before, so the shield lets them. Beside it, how
long a moderator's act takes to everybody's screen, over two workers, also while Valkey is dead. JSON on stdout.
"""

import argparse
import asyncio
import json
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import uvloop

from tests.load import aside
from tests.load.bench import Load, cpu, our_postgresql, tell
from tests.load.swarm import REPLY_ID, Socket, open_all, percentile
from tests.load.traffic import stalls
from tests.support import shows
from tests.support.client import Client
from tests.support.server import Server, without_valkey

BUYERS, RAIDERS = 60, 500
CLAIMS_A_SECOND = 40
LINES, RAID_SECONDS = 2_000, 10.0
PRESSED_AFTER = 3.0
"""Seconds until somebody has understood and presses."""
ACTS, ACTS_A_SECOND = 30, 0.9
STAY = 8
"""Every viewer says that she is there once in so many acts."""
WORDS = (
    "go away, all of you, number {}",
    "this shop cheats: www.cheap-{}.example",
    "RAID RAID RAID {}",
    "عودوا إلى بيوتكم {}",
)


class Viewer(Socket):
    """One that looks for words in what it is pushed, and says when it has them."""

    wanted = b""
    on_seen: Callable[["Viewer"], None]
    _tail = b""

    def data_received(self, data: bytes) -> None:
        if Viewer.wanted and Viewer.wanted in self._tail + data:
            Viewer.on_seen(self)
        self._tail = data[-len(Viewer.wanted) :]
        super().data_received(data)


class Raiders:
    """What those who raid were answered, by the second in which they said it."""

    def __init__(self) -> None:
        self.sent: dict[bytes, float] = {}
        self.by_second: dict[int, Counter[str]] = {}

    def heard(self, _socket: Socket, frame: bytes) -> None:
        found = REPLY_ID.search(frame)
        began = self.sent.pop(found.group(1), None) if found else None
        if began is not None:
            self.by_second.setdefault(int(began), Counter())[outcome(json.loads(frame))] += 1

    def say(self, socket: Socket, room: str, number: int, at: float) -> None:
        request_id = f"raid-{number:08}"
        self.sent[request_id.encode()] = at
        body = {"type": "message.post", "text": WORDS[number // RAIDERS].format(number)}
        socket.send(json.dumps({"id": request_id, "room": room, "body": body}).encode())


def outcome(reply: Any) -> str:
    """What became of a line: said, held, or the code of its refusal."""
    if not reply["ok"]:
        return str(reply["error"]["code"])
    return "said" if reply["fact"] else "held"


async def prepare(server: Server, stock: int = 9_000) -> tuple[Load, list[Socket]]:
    """A live show, its buyers, who have bought here before, and those who will raid it. All of them watch."""
    load = Load(server, await asyncio.to_thread(stalls, server, 1, stock), [])
    tickets = await asyncio.to_thread(aside.run, server, "tests.load.tickets", str(BUYERS + RAIDERS))

    def greet(number: int, socket: Socket) -> None:
        load.ask(socket, {"type": "session.hello", "ticket": tickets[number]}, None)

    sockets = await open_all(server.port, len(tickets), load.heard, greet, kind=Viewer)
    await load.quiet()
    show = load.stalls[0].show
    for socket in sockets:
        load.ask(socket, {"type": "room.join"}, show.room)
    await load.quiet()
    load.sockets = sockets[:BUYERS]
    await buy(load)
    return load, sockets[BUYERS:]


async def buy(load: Load) -> None:
    """Each buyer claims one and confirms it."""
    show, claimed = load.stalls[0].show, dict[Socket, str]()

    def heard(socket: Socket, frame: bytes) -> None:
        load.heard(socket, frame)
        reply = json.loads(frame)
        if reply.get("ok") and reply.get("fact"):
            claimed[socket] = reply["fact"]["event"]["claim"]["id"]

    for socket in load.sockets:
        socket._on_frame = heard
        load.ask(socket, shows.claim(show.variant), show.room)
    await load.quiet()
    for socket, claim_id in list(claimed.items()):
        load.ask(socket, {"type": "claim.confirm", "claim_id": claim_id}, show.room)
    await load.quiet()
    for socket in load.sockets:
        socket._on_frame = load.heard
    if len(claimed) < len(load.sockets) or load.refused:
        raise RuntimeError("not all of them have bought")


async def claims(load: Load, seconds: float) -> dict[str, Any]:
    """Claims at an even pace for so long; how long each answer took counts from when it was due."""
    load.reset()
    show, before, began = load.stalls[0].show, cpu(load.server), time.perf_counter()
    for number in range(int(seconds * CLAIMS_A_SECOND)):
        due = began + number / CLAIMS_A_SECOND
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        load.ask(load.sockets[number % BUYERS], shows.claim(show.variant), show.room, due)
    await load.quiet(30)
    took, after = time.perf_counter() - began, cpu(load.server)
    return {
        "claims": len(load.took),
        "refused": load.refused,
        "unanswered": len(load.sent),
        "p50_ms": round(percentile(load.took, 0.5) * 1000, 1),
        "p99_ms": round(percentile(load.took, 0.99) * 1000, 1),
        "cores_used": round(sum(after[name] - before.get(name, 0) for name in after) / took, 2),
    }


async def raid(load: Load, raiders: list[Socket]) -> dict[str, Any]:
    """Everybody says four lines, at an even pace; after some seconds the shield is raised."""
    room, told, began = load.stalls[0].show.room, Raiders(), time.perf_counter()
    for socket in raiders:
        socket._on_frame = told.heard
    press = asyncio.create_task(pressed(load))
    for number in range(LINES):
        if (wait := began + number * RAID_SECONDS / LINES - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        told.say(raiders[number % len(raiders)], room, number, time.perf_counter() - began)
    while told.sent and time.perf_counter() - began < 60:
        await asyncio.sleep(0.05)
    return {
        "all_answered_after_s": round(time.perf_counter() - began, 1),
        "unanswered": len(told.sent),
        "shield": await press,
        "lines_by_second": {str(second): dict(count) for second, count in sorted(told.by_second.items())},
    }


async def pressed(load: Load) -> dict[str, float]:
    """When the shield was raised, and how long that took, over HTTPS."""
    await asyncio.sleep(PRESSED_AFTER)
    began = time.perf_counter()
    await asyncio.to_thread(load.stalls[0].show.do, "shield.raise")
    return {
        "pressed_after_s": PRESSED_AFTER,
        "answered_after_ms": round((time.perf_counter() - began) * 1000),
    }


def desk(staff: Client, load: Load) -> dict[str, Any]:
    """How many facts came to the desk, by their type."""
    facts = staff.facts[f"{load.stalls[0].show.room}.desk"]
    return dict(Counter(fact["event"]["type"] for fact in facts))


async def at_the_desk(server: Server, load: Load) -> Client:
    """The host's own socket, at the desk."""
    host = await Client(server, load.stalls[0].show.host).come()
    await host.join(load.stalls[0].show.room, "desk")
    return host


async def measure_raid(database: str, seconds: float) -> dict[str, Any]:
    """Quiet, raid, quiet on one server with one worker."""
    url = our_postgresql().fresh() if database == "postgresql" else ""
    server = Server(database_url=url).start()
    try:
        load, raiders = await prepare(server)
        staff = await at_the_desk(server, load)
        before = await claims(load, seconds)
        loaded = os.getloadavg()[0]
        raided = asyncio.create_task(raid(load, raiders))
        during = await claims(load, RAID_SECONDS)
        lines, seen = await raided, desk(staff, load)
        after = await claims(load, seconds)
    finally:
        server.kill()
    quiet = max(before["p99_ms"], after["p99_ms"])
    found = {
        "quiet": [before, after],
        "raided": during,
        "p99_raided_over_quiet": round(during["p99_ms"] / quiet, 2),
        "raid": lines,
        "desk": seen,
        "machine": {"cores": os.cpu_count(), "load_average_before_the_raid": round(loaded, 1)},
    }
    return tell(f"{database}, raid", found)


async def acts(load: Load, host: Client, viewers: list[Socket]) -> dict[str, Any]:
    """A moderator takes lines out, one after another; how long until the last of the viewers has each."""
    room = load.stalls[0].show.room
    last: list[float] = []
    for offset in await said(load):
        began = time.perf_counter()
        frame = {"type": "message.remove", "message_offset": offset, "reason_code": "spam"}
        seen = Seen(offset, viewers)
        answer = await host.ask(frame, room)
        if not answer["ok"]:
            raise RuntimeError(f"the act was refused: {answer['error']}")
        await seen.by_all()
        last.append(seen.at - began)
        for viewer in viewers[len(last) % STAY :: STAY]:  # who says nothing for long is taken for gone
            load.ask(viewer, {"type": "session.ping"}, None)
        await asyncio.sleep(max(0.0, began + 1 / ACTS_A_SECOND - time.perf_counter()))
    return {
        "acts": len(last),
        "viewers": len(viewers),
        "closed": sum(viewer.closed for viewer in viewers),
        "last_screen_p50_ms": round(percentile(last, 0.5) * 1000, 1),
        "last_screen_worst_ms": round(max(last) * 1000, 1),
    }


class Seen:
    """Who has seen that a line was taken out, and when the last one has."""

    def __init__(self, offset: int, viewers: list[Socket]) -> None:
        self.at = 0.0
        self._missing = set(viewers)
        Viewer.wanted = f'"type":"message.removed","message_offset":{offset},'.encode()
        Viewer.on_seen = staticmethod(self._by)

    def _by(self, viewer: Viewer) -> None:
        self._missing.discard(viewer)
        self.at = time.perf_counter()

    async def by_all(self) -> None:
        """Until everybody has who is there still."""
        async with asyncio.timeout(60):
            while any(not viewer.closed for viewer in self._missing):
                await asyncio.sleep(0.01)


async def said(load: Load) -> list[int]:
    """A line by each of the buyers, as many as there are acts; their offsets."""
    room, offsets, refused = load.stalls[0].show.room, list[int](), list[str]()

    def heard(socket: Socket, frame: bytes) -> None:
        load.heard(socket, frame)
        reply = json.loads(frame)
        if reply["kind"] == "reply" and reply["ok"]:
            offsets.append(reply["fact"]["offset"])
        elif reply["kind"] == "reply":
            refused.append(reply["error"]["code"])

    for socket in [one for one in load.sockets if not one.closed][:ACTS]:
        socket._on_frame = heard
        load.ask(socket, {"type": "message.post", "text": f"How large is it? {secrets.token_hex(8)}"}, room)
    await load.quiet()
    if len(offsets) < ACTS / 2:
        raise RuntimeError(f"{len(offsets)} lines were said, the others refused: {refused}")
    await asyncio.sleep(1)
    return offsets


async def measure_acts() -> dict[str, Any]:
    """Two workers, who learn of each other's turns by Valkey, or by asking once a second."""
    server = Server(database_url=our_postgresql().fresh(), workers=2).start()
    try:
        load, raiders = await prepare(server)
        viewers = [*load.sockets, *raiders]
        host = await at_the_desk(server, load)
        found = {"with Valkey": tell("acts", await acts(load, host, viewers))}
        async with without_valkey(server):
            found["without Valkey"] = tell("acts without Valkey", await acts(load, host, viewers))
    finally:
        server.kill()
    return found


async def run(databases: list[str], seconds: float) -> dict[str, Any]:
    """A raid on each, then the acts."""
    found = {database: await measure_raid(database, seconds) for database in databases}
    return found | {"acts to the last screen": await measure_acts()}


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=10, help="of each quiet stretch")
    options = parser.parse_args()
    sys.stdout.write(json.dumps(uvloop.run(run(options.databases, options.seconds)), indent=2) + "\n")


if __name__ == "__main__":
    main()
