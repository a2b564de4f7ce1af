"""Token buckets: how often somebody may ask. Pure: the moment comes in as an argument."""

from dataclasses import dataclass


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

    def __init__(self, most: int = 50_000) -> None:
        self._full_at: dict[tuple[str, str], float] = {}
        self._most = most

    def take(self, key: tuple[str, str], allowed: Rate, now: float, *, tokens: int = 1) -> float:
        """0 and so many tokens less; or the seconds until there will be as many, and nothing is taken.

        Kept as a single moment: when the bucket would be full again. `now` is any clock in seconds
        that only goes forward.
        """
        full_at = max(self._full_at.get(key, now), now) + tokens * allowed.seconds / allowed.burst
        wait = full_at - now - allowed.seconds
        if wait > 1e-9:
            return wait
        if len(self._full_at) >= self._most:
            self._forget(now)
        self._full_at[key] = full_at
        return 0.0

    def _forget(self, now: float) -> None:
        self._full_at = {key: at for key, at in self._full_at.items() if at > now}
        while len(self._full_at) >= self._most:
            self._full_at.pop(next(iter(self._full_at)))
