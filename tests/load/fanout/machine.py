"""Processes as the kernel counts them: time, memory, cores. Linux."""

import os
import resource
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, CLIENT_CORE = 0, 1
STOLEN = 0.03
"""The share of stolen time above which a round is flagged."""

AWAKE = Path("/dev/cpu_dma_latency")
_apart = False


def keep_apart() -> None:
    """From now on servers and clients are held to cores of their own, where there are two."""
    global _apart  # noqa: PLW0603 - one switch of the command line
    _apart = (os.cpu_count() or 1) > 1
    pin([os.getpid()], CLIENT_CORE)


@contextmanager
def awake() -> Iterator[bool]:
    """While inside, cores that have nothing to do wait without halting, if that is allowed: Linux, by its PM QoS.

    To wake a halted virtual core takes the sender an exit to the host: a write cost 16 us then, and 6 us when the other
    core happened to be busy. As it is, every server pays the same whatever else the machine does.
    """
    try:
        promise = AWAKE.open("wb", buffering=0)
    except OSError:
        yield False
        return
    with promise:
        promise.write(struct.pack("i", 0))
        yield True


def pin(pids: Sequence[int], core: int) -> None:
    """Hold every thread of these processes to one core, if that is wanted."""
    for pid in pids if _apart else ():
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(ProcessLookupError):  # threads come and go
                os.sched_setaffinity(int(task.name), {core})


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time used so far by these processes, their finished children included; in steps of 10 ms."""
    return sum(map(_cpu_seconds, pids))


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / TICKS


def resident_kb(pids: Sequence[int]) -> int:
    """Resident memory of these processes. What the kernel keeps for their sockets is not in it."""
    return sum(
        int(line.split()[1])
        for pid in pids
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmRSS:")
    )


def allow_sockets(count: int) -> int:
    """Raise the limit of open files to hold so many sockets; what is allowed in the end."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = min(count, hard) if hard != resource.RLIM_INFINITY else count
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed


@dataclass(frozen=True)
class Moment:
    """Counters at one moment; two of them make a window."""

    at: float
    pids: tuple[int, ...]
    server: float
    stolen: int
    ticks: int

    def until(self, later: "Moment") -> dict[str, float]:
        """What happened in between: seconds, CPU seconds, the share of the machine's time that was
        stolen, and whether the server's processes are others now, which makes their CPU seconds worthless."""
        ticks = later.ticks - self.ticks
        return {
            "seconds": later.at - self.at,
            "server_cpu": later.server - self.server,
            "replaced": float(self.pids != later.pids),
            "stolen": (later.stolen - self.stolen) / ticks if ticks else 0.0,
        }


def moment(server: Sequence[int]) -> Moment:
    """The counters of these processes and of the machine, now."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return Moment(time.monotonic(), tuple(server), cpu_seconds(server), fields[7], sum(fields))
