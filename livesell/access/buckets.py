"""Token buckets: how often somebody may ask. Pure: the moment comes in as an argument."""

from dataclasses import dataclass

ADDRESS_RATE = "1200 in 60s"
"""Requests and handshakes of one address, unless the operator sets another (`LIVESELL_ADDRESS_RATE`)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, and that many again in `seconds`."""

    burst: int
    seconds: float


def rate(text: str) -> Rate:
    """`rate("5 in 10s")`: five at once, then one every two seconds."""
    burst, _, window = text.partition(" in ")
    return Rate(int(burst), float(window.removesuffix("s")))


class Buckets:
    """One bucket for each key. Full buckets are forgotten, so memory follows activity, not history."""

    def __init__(self, most: int = 50_000, *, is_shared: bool = False) -> None:
        self._full_at: dict[tuple[str, str], float] = {}
        self._most = most
        self._taken: dict[tuple[str, str], float] | None = {} if is_shared else None

    def take(self, key: tuple[str, str], allowed: Rate, now: float, *, tokens: int = 1) -> float:
        """0 and so many tokens less; or the seconds until there will be as many, and nothing is taken.

        Kept as a single moment: when the bucket would be full again. `now` is any clock in seconds
        that only goes forward.
        """
        costs = tokens * allowed.seconds / allowed.burst
        full_at = max(self._full_at.get(key, now), now) + costs
        wait = full_at - now - allowed.seconds
        if wait > 1e-9:
            return wait
        if len(self._full_at) >= self._most:
            self._forget(now)
        self._full_at[key] = full_at
        if self._taken is not None:
            self._taken[key] = self._taken.get(key, 0.0) + costs
        return 0.0

    def taken(self, now: float) -> dict[tuple[str, str], float]:
        """What was taken here since the last call, in seconds until it has come again: of all that are not full, since
        others may have taken of them too."""
        told, self._taken = self._taken or {}, {}
        return {key: told.get(key, 0.0) for key, at in self._full_at.items() if at > now}

    def hear(self, key: tuple[str, str], seconds: float, now: float) -> None:
        """All that share this bucket have taken so much that it is full in so many seconds at the soonest."""
        self._full_at[key] = max(self._full_at.get(key, now), now + seconds)

    def _forget(self, now: float) -> None:
        self._full_at = {key: at for key, at in self._full_at.items() if at > now}
        while len(self._full_at) >= self._most:
            self._full_at.pop(next(iter(self._full_at)))
