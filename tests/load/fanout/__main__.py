"""`make bench-fanout`: our server beside its peers, on this machine, in this run. JSON on stdout.

Servers run on one core, the client and the databases on another. Rounds go through all servers in turn, so that
what the machine does in the meantime falls on all alike; of the rounds the median is told, with the least and the most.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.load.fanout import machine, modes, profile, table
from tests.load.fanout.naive import Naive
from tests.load.fanout.native import Floor, Nchan, Node, SocketIo
from tests.load.fanout.ours import Arriving, Ours, Stock
from tests.load.fanout.peer import Peer

SERVERS: dict[str, Callable[[], Peer]] = {
    "livesell": Ours,
    "livesell-postgresql": lambda: Ours(database="postgresql"),
    "livesell-postgresql-2": lambda: Ours(database="postgresql", workers=2),
    "livesell-tickets": Arriving,
    "livesell-stock": Stock,
    "nchan": lambda: Nchan("nchan"),
    "ws": lambda: Node("Node ws", "ws.mjs"),
    "socketio": lambda: SocketIo("socket.io", "socketio.mjs"),
    "daphne-pubsub": lambda: Naive("RedisPubSubChannelLayer"),
    "daphne": lambda: Naive("RedisChannelLayer"),
    "floor": lambda: Floor("C floor: send() in a loop"),
}
QUICK = ["livesell", "nchan", "daphne", "floor"]
GROWS = {"livesell", "livesell-postgresql", "livesell-postgresql-2", "nchan", "ws", "floor"}
"""Servers measured at every N; the cost of a naive one takes minutes to show there."""
STORM, STORM_OF_PEERS = 4_000, 1_000
SPARE = 2_000
"""Files a server and the client need beside their sockets."""


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All that was asked for: mode → server → rounds."""
    found: dict[str, Any] = {mode: {} for mode in options.modes}
    peers = {name: SERVERS[name]() for name in options.servers}
    for name, peer in list(peers.items()):
        if why := peer.missing():
            tell(f"{peer.name}: left out, {why}")
            del peers[name]
    for number in range(options.rounds):
        for mode in options.modes:
            for name, peer in peers.items():
                for key, trial in trials(mode, name, peer, options, number):
                    tell(f"round {number + 1}, {mode}, {peer.name} {key}")
                    into = found[mode].setdefault(name, {"name": peer.name, "rounds": {}})["rounds"]
                    into.setdefault(key, []).append(attempt(trial))
    return found


def trials(
    mode: str, name: str, peer: Peer, options: argparse.Namespace, number: int
) -> list[tuple[str, Callable[[], modes.Figures]]]:
    """What one mode does to one server in one round. What is long is done in the first round only."""
    if name == "livesell-tickets":
        return [("", lambda: modes.storm(peer, STORM_OF_PEERS))] if mode == "storm" and not number else []
    if name == "livesell-stock" and not options.named:
        return []
    ours, processes = name.startswith("livesell"), name.startswith("livesell-postgresql")
    if mode == "workers" and processes:
        return [
            (str(count), partial(modes.room, peer, count, options.seconds, saturated=False))
            for count in options.workers_at
        ]
    if processes and not options.named:
        return []
    each_round: dict[str, tuple[str, Callable[[], modes.Figures]]] = {
        "room": (str(options.n), lambda: modes.room(peer, options.n, options.seconds)),
        "hot": ("", lambda: modes.hot(peer, options.seconds)),
        "still": (str(options.n), lambda: modes.still(peer, options.n)),
    }
    if mode in each_round and (mode == "room" or not name.startswith("daphne")):
        return [each_round[mode]]
    if mode == "storm" and (ours or not number) and not (options.quick and name.startswith("daphne")):
        return [("", lambda: modes.storm(peer, STORM if ours else STORM_OF_PEERS))]
    if mode == "stalled" and ours and not number:
        return [("", lambda: modes.stalled(peer, options.stalled_seconds))]
    if mode == "growth" and name in GROWS and not number:
        return [
            (str(count), partial(modes.room, peer, count, options.seconds, saturated=False))
            for count in options.growth
        ]
    return []


def attempt(trial: Callable[[], modes.Figures]) -> modes.Figures:
    """What a trial found; a server that fails does not take the run down with it."""
    try:
        return trial()
    except (RuntimeError, OSError) as error:
        tell(f"  failed: {error}")
        return {"failed": str(error)}


def tell(what: str) -> None:
    """Progress, for whoever waits."""
    sys.stderr.write(f"{what}\n")


def asked() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make bench-fanout", description=__doc__)
    parser.add_argument("--servers", nargs="+", choices=SERVERS, default=None)
    parser.add_argument("--modes", nargs="+", choices=table.MODES, default=list(table.MODES))
    parser.add_argument("--n", type=int, default=1_000, help="viewers of the room")
    parser.add_argument("--growth", type=int, nargs="*", default=[200, 1_000, 4_000, 10_000])
    parser.add_argument("--workers-at", type=int, nargs="*", default=[200, 1_000])
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--stalled-seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="a glance: four servers, one round, no growth")
    parser.add_argument("--table", type=Path, help="write the tables there, between the marks if it has them")
    parser.add_argument("--profile", type=Path, help="leave profiles in this folder (py-spy)")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.stalled_seconds = 1, 2, 10
        options.modes = [mode for mode in options.modes if mode not in ("growth", "stalled", "still")]
    options.named = bool(options.servers)
    options.servers = options.servers or (QUICK if options.quick else list(SERVERS))
    return options


def main() -> None:
    """Measure and print."""
    options = asked()
    most = max([options.n, *options.growth, STORM, modes.HOT_VIEWERS]) + SPARE
    if (allowed := machine.allow_sockets(most)) < most:
        tell(f"only {allowed} open files are allowed here: the largest rooms will miss some viewers")
    if options.profile and (why := profile.into(options.profile)):
        tell(why)
    machine.keep_apart()
    with machine.awake() as awake:
        if not awake:
            tell(
                "idle cores may halt here (that needs root): wake-ups are part of the figures, and they vary"
            )
        found = {"python": platform.python_version(), "kernel": platform.release(), "awake": awake}
        found |= measure(options)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    if options.table:
        table.write(options.table, found)


if __name__ == "__main__":
    main()
