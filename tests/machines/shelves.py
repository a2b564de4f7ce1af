"""What selling should do, said once more and as shortly as possible: the model that the machine holds the server to."""

from dataclasses import dataclass, field

from livesell.wire.codes import Code

HOLD = 15 * 60_000
DAY = 24 * 3_600_000
GIVEN_BACK = ("released", "expired")
COMES_FROM = {"paused": {"live"}, "live": {"paused"}, "ended": {"live", "paused"}}


@dataclass(eq=False)
class Wish:
    """A claim, as the model knows it; two that look the same are two."""

    who: str
    shelf: int
    quantity: int
    state: str
    place: int
    until: int | None = None
    called: int = 0

    @property
    def active(self) -> bool:
        return self.state in ("held", "waitlisted")


@dataclass
class Shelves:
    """One item with two variants in one party. Every act returns the code of a refusal, or None."""

    stock: list[int]
    limit: int
    party: str = "live"
    withdrawn: bool = False
    wishes: list[Wish] = field(default_factory=list)
    banned: set[str] = field(default_factory=set)
    places: int = 0

    def place(self, who: str, shelf: int, quantity: int, now: int) -> Code | None:
        mine = [wish.quantity for wish in self.wishes if wish.who == who and wish.state not in GIVEN_BACK]
        reasons = {
            Code.BANNED: who in self.banned,
            Code.OVER: self.party == "ended",
            Code.PAUSED: self.party == "paused",
            Code.WITHDRAWN: self.withdrawn,
            Code.BUYER_LIMIT: sum(mine) + quantity > self.limit,
            Code.TOO_MANY: quantity > self.stock[shelf],
        }
        for code, applies in reasons.items():
            if applies:
                return code
        waits = bool(self.hopeful(shelf)) or quantity > self.free(shelf)
        self.wishes.append(
            Wish(who, shelf, quantity, "waitlisted", self._end())
            if waits
            else Wish(who, shelf, quantity, "held", self._end(), now + HOLD)
        )
        return None

    def release(self, who: str, number: int, now: int) -> Code | None:
        wish = self.wishes[number]
        if who in self.banned:
            return Code.BANNED
        if not wish.active:
            return Code.WRONG_STATE
        if who not in (wish.who, "sam"):
            return Code.NOT_FOUND
        self._over(wish, "released")
        self._serve(wish.shelf, now)
        return None

    def confirm(self, who: str, number: int, now: int) -> Code | None:
        wish = self.wishes[number]
        if who in self.banned:
            return Code.BANNED
        if wish.state != "held":
            return Code.WRONG_STATE
        self._over(wish, "ordered")
        self._serve(wish.shelf, now)
        return None

    def expire(self, number: int, now: int) -> Code | None:
        wish = self.wishes[number]
        if wish.until is None or wish.until > now:
            return Code.WRONG_STATE
        if wish.called == 1 and self.party != "ended" and not self.withdrawn:
            self._over(wish, "waitlisted")
            wish.place = self._end()
        else:
            self._over(wish, "expired")
        self._serve(wish.shelf, now)
        return None

    def override(self, number: int, to: str, now: int) -> Code | None:
        wish = self.wishes[number]
        line = self.line(wish.shelf)
        if wish.state != "waitlisted" or line[0 if to == "first" else -1] is wish:
            return Code.WRONG_STATE
        wish.place = line[0].place - 1 if to == "first" else self._end()
        self._serve(wish.shelf, now)
        return None

    def set_stock(self, shelf: int, units: int, now: int) -> Code | None:
        if self.party == "ended":
            return Code.OVER
        if units < self.stock[shelf] - self.free(shelf):
            return Code.STOCK_TAKEN
        self.stock[shelf] = units
        self._serve(shelf, now)
        return None

    def move(self, to: str, now: int) -> Code | None:
        if self.party == "ended":
            return Code.OVER
        if self.party not in COMES_FROM[to]:
            return Code.WRONG_STATE
        self.party = to
        for shelf in range(len(self.stock)):
            self._serve(shelf, now)
        return None

    def withdraw(self) -> Code | None:
        if self.party == "ended":
            return Code.OVER
        if self.withdrawn:
            return Code.WRONG_STATE
        self.withdrawn = True
        for shelf in range(len(self.stock)):
            self._let_go(shelf)
        return None

    def ban(self, who: str, now: int) -> Code | None:
        self.banned.add(who)
        for wish in self.wishes:
            if wish.who == who and wish.active:
                self._over(wish, "released")
        for shelf in range(len(self.stock)):
            self._serve(shelf, now)
        return None

    def unban(self, who: str) -> Code | None:
        if who not in self.banned:
            return Code.WRONG_STATE
        self.banned.remove(who)
        return None

    def units(self, shelf: int, state: str) -> int:
        return sum(wish.quantity for wish in self.wishes if (wish.shelf, wish.state) == (shelf, state))

    def free(self, shelf: int) -> int:
        return self.stock[shelf] - self.units(shelf, "held") - self.units(shelf, "ordered")

    def line(self, shelf: int) -> list[Wish]:
        waiting = [wish for wish in self.wishes if (wish.shelf, wish.state) == (shelf, "waitlisted")]
        return sorted(waiting, key=lambda wish: wish.place)

    def hopeful(self, shelf: int) -> list[Wish]:
        """Those in line who want no more than is unsold; the others are passed over."""
        unsold = self.stock[shelf] - self.units(shelf, "ordered")
        return [wish for wish in self.line(shelf) if wish.quantity <= unsold]

    def _end(self) -> int:
        self.places += 1
        return self.places

    def _over(self, wish: Wish, state: str) -> None:
        wish.state, wish.until = state, None

    def _serve(self, shelf: int, now: int) -> None:
        while not self.withdrawn and (line := self.hopeful(shelf)) and line[0].quantity <= self.free(shelf):
            line[0].state, line[0].until = "held", now + (DAY if self.party == "ended" else HOLD)
            line[0].called += 1
        self._let_go(shelf)

    def _let_go(self, shelf: int) -> None:
        nothing_can_come = not self.units(shelf, "held") and not self.units(
            shelf, "ordered"
        )  # nobody ever pays here
        if self.withdrawn or (self.party == "ended" and nothing_can_come):
            for wish in self.line(shelf):
                self._over(wish, "released")
