"""When a command came in, and how far away its client is: what fairness about time is judged by. Pure."""

from dataclasses import dataclass

KEPT = 8


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the server had read a command, in ms of its clock, and the round trip measured on its connection.

    0 where none was measured: over HTTPS, under a server that does not measure, and for the clock itself.
    """

    at: int
    round_trip_ms: int = 0


class RoundTrips:
    """The last few round trips of one connection, each measured by the server alone: its ping, the client's pong.

    The shortest counts. A pause of the network makes one of them longer, nothing makes one shorter, and
    who would seem farther away than she is has to hold back every pong for as long as all of them are kept.
    """

    __slots__ = ("_seconds",)

    def __init__(self) -> None:
        self._seconds: tuple[float, ...] = ()

    def note(self, seconds: float) -> None:
        """One more was measured."""
        self._seconds = (*self._seconds, seconds)[-KEPT:]

    @property
    def shortest_ms(self) -> int:
        """In whole milliseconds, rounded down; 0 before the first."""
        return int(min(self._seconds, default=0.0) * 1000)
