"""What is measured. Each mode starts a server, lets the swarm do something to it, and returns plain figures.

Of every window: the server's CPU time (user and system) by the deliveries that the client counted, beside it
what its databases and brokers used, and what the machine took away.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.load.fanout import machine, profile
from tests.load.fanout.peer import Peer
from tests.load.fanout.swarm import Swarm

Figures = dict[str, Any]
PACED = 40_000
"""Deliveries a second of the paced mode, about half of what one core of C can write; less where a server's own
maximum, measured just before, is below twice that."""
OUTSTANDING = 8
MOST = 400
"""Messages a second that publishers may say in the saturated mode."""
FEWEST, LONGEST = 8, 12.0
"""Messages a paced window holds at least, unless that takes longer than so many seconds."""
CALM = 1.0
"""Seconds after connecting, for what a server does when somebody has come."""
HOT, HOT_VIEWERS = 200, 2_000
STILL_SECONDS, SETTLING_SECONDS = 24, 14
"""Of a room in which nobody says anything: two of a client's pings, after all that a newcomer brings has passed."""
FEW = 10
SHORT_OF = 0.9
"""The client's share of its core above which a window measures the client."""


@dataclass
class Crowd:
    """A server with everybody in it."""

    peer: Peer
    swarm: Swarm
    connecting: Figures

    def _measured(self, what: str, trial: Callable[[], Figures]) -> Figures:
        """The client's figures of the trial beside the machine's."""
        aside, before = self._aside(), machine.moment(self.peer.servers())
        with profile.recording(self.peer, what):
            found = trial()
        window = before.until(machine.moment(self.peer.servers()))
        used = {name: seconds - aside[name] for name, seconds in self._aside().items()}
        per_message = {name: seconds / max(1, found["messages"]) * 1e6 for name, seconds in used.items()}
        return found | per_delivery(found, window) | {"helpers_us_per_message": per_message}

    def _aside(self) -> dict[str, float]:
        return {name: machine.cpu_seconds(pids) for name, pids in self.peer.helpers().items()}

    def paced(self, rate: float, seconds: float) -> Figures:
        return self._measured("paced", lambda: self.swarm.paced(rate, seconds)) | {"rate": rate}

    def closed(self, seconds: float) -> Figures:
        return self._measured("saturated", lambda: self.swarm.closed(OUTSTANDING, seconds))


def per_delivery(found: Figures, window: dict[str, float]) -> Figures:
    """A window's figures by delivery, and what makes it doubtful."""
    count = max(1, found["deliveries"])
    doubts = []
    if window["replaced"]:
        doubts.append("a server process died")
    if window["stolen"] > machine.STOLEN:
        doubts.append(f"{window['stolen']:.0%} of the time was stolen")
    if found["client_share"] > SHORT_OF:
        doubts.append("the client was at its limit")
    if found["refused"]:
        doubts.append(f"{found['refused']} messages were refused")
    if found["lost_sockets"]:
        doubts.append(f"{found['lost_sockets']} connections ended")
    return {
        "cpu_us": window["server_cpu"] / count * 1e6,
        "core": window["server_cpu"] / window["seconds"],
        "deliveries_per_second": found["deliveries"] / found["seconds"],
        "frames_per_delivery": found["frames"] / count,
        "disorder": found["gaps"] + found["backwards"],
        "stolen": window["stolen"],
        "doubts": doubts,
    }


@contextmanager
def crowd(
    peer: Peer, viewers: int, rate: float, *, at_once: int = 128, stalled: int = 0, comebacks: int = 0
) -> Iterator[Crowd]:
    """A server, its publishers connected and then its viewers."""
    publishers = peer.publishers_for(rate)
    try:
        talk = peer.open(viewers, publishers, comebacks=comebacks)
        with Swarm(talk, viewers, publishers, at_once=at_once, stalled=stalled) as swarm:
            swarm.connect("publishers")
            memory = machine.resident_kb(peer.servers())
            before = machine.moment(peer.servers())
            with profile.recording(peer, "connecting"):
                found = swarm.connect("viewers")
            window = before.until(machine.moment(peer.servers()))
            time.sleep(CALM)
            ready = max(1, found["ready"])
            found |= {
                "per_second": found["ready"] / found["seconds"],
                "cpu_us": window["server_cpu"] / ready * 1e6,
                "per_core_second": ready / max(0.01, window["server_cpu"]),
                "kb": (machine.resident_kb(peer.servers()) - memory) / ready,
                "stolen": window["stolen"],
            }
            yield Crowd(peer, swarm, found)
    finally:
        peer.close()


def room(peer: Peer, viewers: int, seconds: float, *, saturated: bool = True) -> Figures:
    """One room at its maximum and at half load."""
    with crowd(peer, viewers, max(PACED / viewers, MOST if saturated else 0)) as they:
        found: Figures = {"connecting": they.connecting}
        most = PACED
        if saturated:
            found["saturated"] = they.closed(seconds)
            most = 1e6 / found["saturated"]["cpu_us"] / 2 if found["saturated"]["cpu_us"] else PACED
        rate = min(PACED, most) / viewers
        found["paced"] = they.paced(rate, min(max(seconds, FEWEST / rate), LONGEST))
        return found


def hot(peer: Peer, seconds: float) -> Figures:
    """The hot room: more than any server writes one by one."""
    with crowd(peer, HOT_VIEWERS, HOT) as they:
        return {"connecting": they.connecting, "paced": they.paced(HOT, seconds)}


def storm(peer: Peer, viewers: int) -> Figures:
    """Everybody comes in the same moment."""
    with crowd(peer, viewers, 1, at_once=viewers) as they:
        return {"connecting": they.connecting}


def still(peer: Peer, viewers: int) -> Figures:
    """Everybody is there and nobody says anything: what one viewer more costs a second, and the server by itself."""
    cores = {}
    for count in (FEW, viewers):
        with crowd(peer, count, 0):
            time.sleep(SETTLING_SECONDS)
            before = machine.moment(peer.servers())
            time.sleep(STILL_SECONDS)
            window = before.until(machine.moment(peer.servers()))
            cores[count] = window["server_cpu"] / window["seconds"]
    more = (cores[viewers] - cores[FEW]) / (viewers - FEW)
    return {"cpu_us_a_second": more * 1e6, "core": cores[viewers], "core_of_few": cores[FEW]}


def stalled(peer: Peer, seconds: float, viewers: int = 1_000) -> Figures:
    """A hot room, and the same beside as many who never read and come back when they are closed."""
    with crowd(peer, viewers, HOT) as they, _highest(peer) as alone_kb:
        alone = they.paced(HOT, min(seconds, 60))
    comebacks = int(seconds / 10) + 1
    with (
        crowd(peer, 2 * viewers, HOT, stalled=viewers, comebacks=comebacks) as they,
        _highest(peer) as beside_kb,
    ):
        beside = they.paced(HOT, seconds)
    more = (beside_kb["highest"] - beside_kb["first"]) - (alone_kb["highest"] - alone_kb["first"])
    return {"alone": alone, "beside": beside, "more_mb": more / 1024, "seconds": seconds}


@contextmanager
def _highest(peer: Peer) -> Iterator[dict[str, int]]:
    """The memory at the beginning, and the highest seen while inside."""
    pids = peer.servers()
    kb = {"first": machine.resident_kb(pids)}
    kb["highest"] = kb["first"]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.5):
            kb["highest"] = max(kb["highest"], machine.resident_kb(pids))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield kb
    finally:
        done.set()
        looking.join()
