"""What an auction should do, said once more and as shortly as possible: the model the machine holds the server to.

The bids are kept as they came; who leads and at which price is worked out anew from all of them, every time.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from livesell.wire.codes import Code

STEP, START, SECONDS, EXTEND, GRACE, LEAST_LEFT = 10, 100, 30_000, 10_000, 400, 5_000


@dataclass
class LotModel:
    """One lot. Every act returns the code of a refusal, or None."""

    now: int
    reserve: int | None
    buy_now: int | None
    extend: int
    state: str = "open"
    outcome: str = ""
    ends_at: int | None = None
    left: int | None = None
    closest: int | None = None
    bids: list[tuple[str, int]] = field(default_factory=list)
    over: tuple[str | None, int | None, int] | None = None
    """Leader, price and count as they were told when it was over, or offered to the next: then without a price."""

    def __post_init__(self) -> None:
        self.ends_at = self.now + SECONDS

    def stands(self) -> tuple[str | None, int | None]:
        """Who leads, and at which price."""
        if self.over:
            return self.over[:2]
        price: int | None = None
        for count in range(1, len(self.bids) + 1):
            price = self._price(self.bids[:count], price)
        return self._leader(self.bids), price

    def told(self) -> int:
        """How many bids everybody was told of: not the raises of who led, unless the price moved."""
        if self.over:
            return self.over[2]
        count, price = 0, None
        for place, (who, _) in enumerate(self.bids):
            before, price = price, self._price(self.bids[: place + 1], price)
            count += self._leader(self.bids[:place]) != who or price != before
        return count

    def bid(self, who: str, amount: int, sent_at: int | None, way: int, now: int) -> Code | None:
        counted = now if sent_at is None else min(now, max(sent_at, now - min(way // 2, GRACE)))
        if code := self._closed(counted):
            return code
        leader, price = self.stands()
        own = max((most for bidder, most in self.bids if bidder == who), default=0)
        if amount <= own if who == leader else amount < (START if price is None else price + STEP):
            return Code.TOO_LOW
        before = self.told()
        self.bids.append((who, amount))
        assert self.ends_at is not None
        if self.told() > before and self.extend and self.ends_at - counted <= self.extend:
            self.ends_at = max(self.ends_at, now + self.extend)
        return None

    def buy(self, who: str, now: int) -> Code | None:
        if code := self._closed(now):
            return code
        if self.buy_now is None or self.bids:
            return Code.WRONG_STATE
        self.bids, self.over = [(who, self.buy_now)], (who, self.buy_now, 1)
        self._close("sold")
        return None

    def pause(self, now: int) -> Code | None:
        if self.state != "open":
            return Code.WRONG_STATE
        assert self.ends_at is not None
        if now >= self.ends_at:
            return Code.TOO_LATE
        self.state, self.left, self.ends_at = "paused", self.ends_at - now, None
        return None

    def resume(self, now: int) -> Code | None:
        if self.state != "paused":
            return Code.WRONG_STATE
        assert self.left is not None
        self.state, self.ends_at, self.left = "open", now + max(self.left, LEAST_LEFT), None
        return None

    def void(self) -> Code | None:
        if self.state == "closed":
            return Code.WRONG_STATE
        self._close("void")
        return None

    def close(self, now: int) -> Code | None:
        if self.state != "open" or self.ends_at is None or now < self.ends_at + GRACE:
            return Code.WRONG_STATE
        leader, price = self.stands()
        self._close("sold" if leader and (price or 0) >= (self.reserve or 0) else "passed")
        return None

    def ban(self, who: str) -> None:
        """Her bids are struck; where the others make a lower price than was told, it is void."""
        if self.state == "closed":
            return
        if self.state == "offered":
            self._without(who)
            return
        told = self.stands()[1] or START
        self.bids = [bid for bid in self.bids if bid[0] != who]
        if (self.stands()[1] or START) < told:
            self._close("void")

    def fails(self, banned: Collection[str]) -> Code | None:
        """The winner does not pay."""
        if self.outcome != "sold":
            return Code.WRONG_STATE
        self._ask_next(banned)
        return None

    def accept(self, who: str) -> Code | None:
        if self.state != "offered":
            return Code.WRONG_STATE
        if self.stands()[0] != who:
            return Code.FORBIDDEN
        self._close("sold")
        return None

    def decline(self, who: str, banned: Collection[str]) -> Code | None:
        if self.state != "offered":
            return Code.WRONG_STATE
        if self.stands()[0] != who:
            return Code.FORBIDDEN
        self._ask_next(banned)
        return None

    def owed(self) -> int | None:
        """What the winner owes: the price, or as a runner-up her own most."""
        leader, price = self.stands()
        return price or max((most for who, most in self.bids if who == leader), default=None)

    def _without(self, who: str) -> None:
        if self.stands()[0] == who:
            self._ask_next({who})
        else:
            self.bids = [bid for bid in self.bids if bid[0] != who]

    def _ask_next(self, banned: Collection[str]) -> None:
        """Whoever would pay most of those who are left, at her own most, which others are not told."""
        failed, count = self.stands()[0], self.told()
        self.bids = [bid for bid in self.bids if bid[0] != failed]
        left = [bid for bid in self.bids if bid[0] not in banned]
        best, most = self._leader(left), max((most for _, most in left), default=0)
        able = best is not None and most >= (self.reserve or 0)
        self.over = (best if able else None, None, count)
        self.state, self.outcome = "offered", ""
        if not able:
            self._close("passed")

    def _closed(self, counted: int) -> Code | None:
        if self.state == "paused":
            return Code.PAUSED
        if self.state in ("closed", "offered"):
            return Code.TOO_LATE
        assert self.ends_at is not None
        if counted < self.ends_at:
            return None
        late = counted - self.ends_at
        self.closest = late if self.closest is None else min(self.closest, late)
        return Code.TOO_LATE

    def _price(self, bids: list[tuple[str, int]], before: int | None) -> int:
        who, leader = bids[-1][0], self._leader(bids[:-1])
        price = before or START
        if leader is not None and leader != who:
            tops = sorted(max(most for one, most in bids if one == each) for each in {one for one, _ in bids})
            price = max(price, min(tops[-1], tops[-2] + STEP))
        best = max(most for _, most in bids)
        return max(price, self.reserve) if self.reserve is not None and best >= self.reserve else price

    def _leader(self, bids: list[tuple[str, int]]) -> str | None:
        best = max((most for _, most in bids), default=None)
        return next((who for who, most in bids if most == best), None)

    def _close(self, outcome: str) -> None:
        self.over = self.over or (*self.stands(), self.told())
        self.state, self.outcome, self.ends_at, self.left = "closed", outcome, None, None
