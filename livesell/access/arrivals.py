"""When a command came in, and how far away its client is: what fairness about time is judged by. Pure."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

KEPT = 8
ENOUGH = 5
SPREAD, JITTER_SECONDS = 1.25, 0.03
"""Round trips agree that differ by no more than that part, and what any network adds now and then."""
UNPROVEN_SECONDS = 0.3
"""What pongs alone may claim where a proxy ends the connection and nothing else tells: the round trip between the far
sides of the earth, worked out. No place is farther than half of the circumference, 20,015 km; light in the fibre of
ITU-T G.652 (group index 1.468) does 204 km in a ms, so there and back take 196 ms; and cables are by 20 to 50 % longer
than the straight line: 235 to 294 ms. A client that holds her pongs back gains half of it, less half of her true way:
150 ms at most, of use in sudden death alone, since a late bid makes any other lot longer. Whoever is farther than that
behind a proxy is made up for as if she were as far."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the server had read a command, in ms of its clock, and the round trip measured on its connection.

    0 where none was measured: over HTTPS, under a server that does not measure, and for the clock itself.
    """

    at: int
    round_trip_ms: int = 0
    sources: tuple[str, ...] = ()
    """Where it came from: see `livesell.access.sources`. Kept for minutes, in memory alone."""


class RoundTrips:
    """The last few round trips of one connection, each measured by the server alone: its ping, the client's pong.

    The shortest counts, once `ENOUGH` of them agree with it, and never more than the client took to say her first word.
    A pause of the network makes one of them longer, nothing makes one shorter. So a fresh connection is given nothing,
    nor is one whose pongs contradict each other; and who would seem farther away than she is has to be late with
    everything that is measured, from the handshake on and for as long as all of them are kept.
    """

    __slots__ = ("_is_direct", "_most", "_proven", "_seconds")

    def __init__(self, *, is_direct: bool = False) -> None:
        self._seconds: tuple[float, ...] = ()
        self._most = float("inf")
        self._proven = UNPROVEN_SECONDS
        self._is_direct = is_direct

    def note(self, seconds: float, of_kernel: float = 0.0) -> None:
        """One more was measured; and the shortest round trip that the kernel has seen lately, 0 if it does not tell.

        The kernel goes by TCP's acknowledgements, which a client cannot hold back without being late with everything.
        Of a `direct` connection it sees the whole way, so that no pong may claim more; of one that a proxy ends it sees
        the way to the proxy.
        """
        self._seconds = (*self._seconds, seconds)[-KEPT:]
        if self._is_direct and of_kernel:
            self._proven = of_kernel * SPREAD + JITTER_SECONDS
        else:
            self._proven = max(UNPROVEN_SECONDS, of_kernel)

    def greeted(self, seconds: float) -> None:
        """So long after the handshake's answer her first word came: the way there and back, at least."""
        self._most = min(self._most, seconds)

    @property
    def are_few(self) -> bool:
        """Whether more have to be measured before any can count."""
        return len(self._seconds) < ENOUGH

    @property
    def shortest_ms(self) -> int:
        """In whole milliseconds, rounded down; 0 until enough agree."""
        shortest = min(self._seconds, default=0.0)
        agreeing = sum(one <= shortest * SPREAD + JITTER_SECONDS for one in self._seconds)
        return int(min(shortest, self._most, self._proven) * 1000) if agreeing >= ENOUGH else 0


def is_direct(peer: str, proxies: Iterable[str]) -> bool:
    """Whether the other end of a connection is the client's own: a public address, and none of a trusted proxy.

    A private or a loopback address may be one of those who pass connections on, named or not: a container's host, a
    tunnel, a balancer.
    """
    try:
        ip = ipaddress.ip_address(peer)
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not any(ip in ipaddress.ip_network(proxy, strict=False) for proxy in proxies)
