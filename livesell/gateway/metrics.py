"""What one process measures of its sockets, feeds and turns: plain numbers, worked out when they are asked for."""

import resource
import time
from typing import NamedTuple

from livesell.gateway.gateway import Gateway

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Kind(NamedTuple):
    """How a number is to be read: `counter` only grows, `gauge` is what it is now."""

    type: str
    help: str


KINDS: dict[str, Kind] = {
    "sockets": Kind("gauge", "open sockets"),
    "feeds": Kind("gauge", "ledgers followed by this process"),
    "deliveries": Kind("counter", "facts sent, times those who got them"),
    "frames": Kind("counter", "frames that carried them"),
    "resets": Kind("counter", "viewers who were given a fresh snapshot because they fell out of the ring"),
    "closed": Kind("counter", "sockets that the server closed"),
    "slowest_facts": Kind("gauge", "how many facts the slowest viewer is behind the tip of her ledger"),
    "ring_fill": Kind("gauge", "how full the fullest ring is, from 0 to 1"),
    "commands": Kind("counter", "commands decided"),
    "turns": Kind("counter", "turns in which they were decided"),
    "turns_at_most": Kind("counter", "turns of at most `le` commands"),
    "commands_waiting": Kind("gauge", "commands that wait for a turn"),
    "arrivals_waiting": Kind("gauge", "people who wait to come in"),
    "clock_parked": Kind("gauge", "commands of the clock's that failed too often and are not tried any more"),
    "clock_deferred": Kind("gauge", "commands of the clock's that failed and are tried again later"),
    "loop_lag_seconds": Kind("gauge", "the worst lateness of the event loop in the last ten seconds"),
    "cpu_seconds": Kind("counter", "processor time of this process, user and system"),
    "resident_bytes": Kind("gauge", "memory of this process, its highest so far"),
    "up_seconds": Kind("gauge", "how long ago this process began to serve"),
}
_began = time.monotonic()
Number = tuple[str, dict[str, str], float]
"""Name, labels, value."""


def measured(gateway: Gateway) -> list[Number]:
    """All of it, now."""
    hub, sizes, usage = gateway.hub, gateway.dispatch.batch_sizes, resource.getrusage(resource.RUSAGE_SELF)
    feeds = tuple(hub.feeds.values())
    plain = {
        "sockets": len(gateway.sockets.open),
        "feeds": len(feeds),
        "deliveries": hub.counters.deliveries,
        "frames": hub.counters.frames,
        "resets": hub.counters.resets,
        "slowest_facts": max(
            (feed.ring.tip - one.cursor for feed in feeds for one in feed.viewers), default=0
        ),
        "ring_fill": max((feed.ring.fill for feed in feeds), default=0.0),
        "commands": sum(size * turns for size, turns in sizes.items()),
        "turns": sum(sizes.values()),
        "commands_waiting": gateway.dispatch.waiting,
        "arrivals_waiting": gateway.arriving,
        "clock_parked": sum(gateway.deferred.values()),
        "clock_deferred": len(gateway.deferred) - sum(gateway.deferred.values()),
        "loop_lag_seconds": gateway.pulse.lag,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "resident_bytes": usage.ru_maxrss * 1024,
        "up_seconds": time.monotonic() - _began,
    }
    numbers: list[Number] = [(name, {}, float(value)) for name, value in plain.items()]
    numbers += [("closed", {"code": str(code)}, float(count)) for code, count in hub.counters.closed.items()]
    return numbers + [
        (
            "turns_at_most",
            {"le": str(most)},
            float(sum(turns for size, turns in sizes.items() if size <= most)),
        )
        for most in BATCHES
    ]
