"""When a command came in, and how far away its client is: what fairness about time is judged by. Pure."""

from dataclasses import dataclass

KEPT = 8
ENOUGH = 5
SPREAD, JITTER_SECONDS = 1.25, 0.03
"""Round trips agree that differ by no more than that part, and what any network adds now and then."""
UNPROVEN_SECONDS = 0.3
"""What pongs alone may claim: about the longest round trip of an ordinary network, between the far sides of the earth
(half of the way around it and back are 200 ms of light in glass). A client can hold its pongs back and nothing else;
the acknowledgements of its kernel it cannot, unless everything it sends is late with them. So a way that was made up
gains 150 ms at most, too few to see a bid and to answer it, and a longer one costs what it gains. Where a proxy ends
the connection, the kernel knows the way to the proxy alone, and this bound holds."""


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

    __slots__ = ("_most", "_proven", "_seconds")

    def __init__(self) -> None:
        self._seconds: tuple[float, ...] = ()
        self._most = float("inf")
        self._proven = UNPROVEN_SECONDS

    def note(self, seconds: float, of_kernel: float = 0.0) -> None:
        """One more was measured; and the shortest round trip that the kernel has seen lately, 0 if it does not tell."""
        self._seconds = (*self._seconds, seconds)[-KEPT:]
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
