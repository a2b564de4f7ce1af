"""What giveaways should do, said once more and as shortly as possible: the model that the machine holds them to."""

import hashlib
import hmac
from dataclasses import dataclass, field

from livesell.wire.codes import Code

RUNNING = 3


@dataclass
class Raffle:
    """A giveaway, as the model knows it. `order` is who comes after one another once it is drawn."""

    places: int
    stocked: bool
    closes_at: int
    state: str = "open"
    seed: str = ""
    entrants: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    winners: list[str] = field(default_factory=list)


@dataclass
class Raffles:
    """Giveaways of one party with one variant. Every act returns the code of a refusal, or None."""

    stock: int
    ids: dict[str, str]
    raffles: list[Raffle] = field(default_factory=list)
    banned: set[str] = field(default_factory=set)
    staff: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)

    def open(self, places: int, stocked: bool, closes_at: int) -> Code | None:
        if sum(one.state == "open" for one in self.raffles) >= RUNNING:
            return Code.LIMIT
        if stocked and places > self.stock - self.kept() - self.given():
            return Code.STOCK_TAKEN
        self.raffles.append(Raffle(places, stocked, closes_at))
        return None

    def enter(self, who: str, number: int, now: int) -> Code | None:
        one = self.raffles[number]
        reasons = {
            Code.BANNED: who in self.banned,
            Code.WRONG_STATE: one.state != "open" or now >= one.closes_at,
            Code.OWN_ITEM: who in self.staff,
            Code.LIMIT: who in one.entrants,
        }
        for code, applies in reasons.items():
            if applies:
                return code
        one.entrants.append(who)
        return None

    def ban(self, who: str) -> Code | None:
        self.banned.add(who)
        self.offered.discard(who)
        self.staff.discard(who)
        self._leave(who)
        return None

    def unban(self, who: str) -> Code | None:
        if who not in self.banned:
            return Code.WRONG_STATE
        self.banned.remove(who)
        return None

    def offer(self, who: str) -> Code | None:
        """She is offered a role; who is of the staff has it at once."""
        if who not in self.staff:
            self.offered.add(who)
        return None

    def accept(self, who: str) -> Code | None:
        if who in self.banned:
            return Code.BANNED
        if who not in self.offered:
            return Code.NOT_FOUND
        self.offered.remove(who)
        self.staff.add(who)
        self._leave(who)
        return None

    def demote(self, who: str) -> Code | None:
        self.offered.discard(who)
        self.staff.discard(who)
        return None

    def cancel(self, number: int) -> Code | None:
        one = self.raffles[number]
        if one.state != "open":
            return Code.WRONG_STATE
        one.state = "cancelled"
        return None

    def close(self, number: int, now: int) -> Code | None:
        one = self.raffles[number]
        if one.state != "open" or now < one.closes_at:
            return Code.WRONG_STATE
        drawn = sorted(one.entrants, key=lambda who: self._ticket(one, who))
        one.state, one.winners, one.order = "drawn", drawn[: one.places], drawn[one.places :]
        return None

    def redraw(self, number: int, loser: str) -> Code | None:
        one = self.raffles[number]
        if one.state != "drawn":
            return Code.WRONG_STATE
        if loser not in one.winners:
            return Code.NOT_FOUND
        while one.order and one.order[0] in self.banned | self.staff:
            one.order.pop(0)
        place = one.winners.index(loser)
        one.winners[place : place + 1] = one.order[:1]
        one.order = one.order[1:]
        return None

    def kept(self) -> int:
        return sum(one.places for one in self.raffles if one.stocked and one.state == "open")

    def given(self) -> int:
        return sum(len(one.winners) for one in self.raffles if one.stocked)

    def _leave(self, who: str) -> None:
        for one in self.raffles:
            if one.state == "open" and who in one.entrants:
                one.entrants.remove(who)

    def _ticket(self, one: Raffle, who: str) -> bytes:
        listed = hashlib.sha256("".join(self.ids[each] + "\n" for each in one.entrants).encode()).hexdigest()
        return hmac.new(bytes.fromhex(one.seed), f"{listed}\n{self.ids[who]}".encode(), "sha256").digest()
