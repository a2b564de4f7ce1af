"""What a claim means.

First come, first served, and the ledger's offset says who came first. A claim is held while there is
stock for all of it and nobody stands in line; otherwise it stands in line, whole. A hold runs for the
item's time or the party's, then the next in line is served; who was served from the line and let it run
out stands at the end once more. Nobody is served before somebody who stands before her, even if she asks
for less; but who waits for more than is unsold is passed over, and keeps her place until enough comes back.
Hosts claim nothing, sellers nothing of their own; a price that changed is refused, never re-priced.
Of an item that goes to who pays first nothing is held and nobody waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from livesell.wire.codes import Code
from rooms.rules.parties import ON_AIR, why_no_claims

SURPRISE_MS = 5_000
"""A claim by word is made at the price in force, unless that is younger: a stream is seen some seconds late."""
BUYER_LIMIT = 10
"""Units of an item that one buyer may hold, wait for and have bought, unless its seller says another number."""
HOLD_AFTER_END = 24 * 3_600_000


@dataclass(slots=True)
class Shelf:
    """The stock of a variant. Invariant: `held + sold <= stock`."""

    stock: int
    held: int
    sold: int
    waiting: int

    @property
    def free(self) -> int:
        """Units that nobody holds or has bought."""
        return self.stock - self.held - self.sold

    @property
    def unsold(self) -> int:
        """Units that may still come to somebody in line. Who waits for more is passed over."""
        return self.stock - self.sold


@dataclass(frozen=True, slots=True)
class Offer:
    """An item as it is offered at this moment."""

    party_state: str
    price_version: int
    priced_at: int
    withdrawn: bool
    per_buyer_limit: int
    hold_minutes: int
    first_paid: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Stock is kept until then."""

    until: int


@dataclass(frozen=True, slots=True)
class Waitlisted:
    """In line."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Nothing is kept: the units go to who pays first."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Nothing happens, for this reason."""

    code: Code


Decision = Held | Waitlisted | Wanted | Denied


def decide(
    shelf: Shelf,
    offer: Offer,
    *,
    own: bool,
    quantity: int,
    price_version: int | None,
    already: int,
    before: bool,
    now: int,
) -> Decision:
    """What a claim becomes.

    `own`: the item is the buyer's to sell. `already`: units of it that she has claimed and not given back.
    `price_version`: of the price that the buyer saw; None where she claims by word, with no price in sight.
    `before`: somebody stands in line who is not passed over.
    """
    surprised = is_surprised(offer, price_version, now)
    if code := why_not(shelf, offer, own=own, surprised=surprised, quantity=quantity, already=already):
        return Denied(code)
    if offer.first_paid:
        return Wanted() if quantity <= shelf.free else Denied(Code.STOCK_TAKEN)
    if not before and quantity <= shelf.free:
        return Held(held_until(offer, now))
    return Waitlisted()


def why_not(
    shelf: Shelf, offer: Offer, *, own: bool, surprised: bool, quantity: int, already: int
) -> Code | None:
    """Why a claim is refused, first reason first; None where it is not."""
    if code := why_no_claims(offer.party_state):
        return code
    if offer.withdrawn:
        return Code.WITHDRAWN
    if own:
        return Code.OWN_ITEM
    if surprised:
        return Code.PRICE_CHANGED
    if already + quantity > offer.per_buyer_limit:
        return Code.BUYER_LIMIT
    return Code.TOO_MANY if quantity > shelf.stock else None


def is_surprised(offer: Offer, price_version: int | None, now: int) -> bool:
    """Whether the buyer may have another price in mind than the one in force."""
    if price_version is None:
        return offer.priced_at > now - SURPRISE_MS
    return price_version != offer.price_version


def may_sell(shelf: Shelf, quantity: int, *, before: bool) -> bool:
    """Whether units for which nothing is kept can still be had, now that they are paid. Who waits comes first."""
    return not before and quantity <= shelf.free


KEPT_ORDERED = 20
"""Of the parties that a room does not show any more, so many claims that were ordered stay in sight of whose they are,
the newest; and all that are held, wait or are wanted."""


def may_wait_again(offer: Offer, called: int) -> bool:
    """Whether a hold that ran out goes back to the line: once, if it came from there, and while the show is on."""
    return called == 1 and offer.party_state in ON_AIR and not offer.withdrawn


def held_until(offer: Offer, now: int) -> int:
    """When a hold that begins now runs out. Who is served after the end does not sit there and wait: she has a day."""
    return now + (HOLD_AFTER_END if offer.party_state == "ended" else offer.hold_minutes * 60_000)


def served(shelf: Shelf, waiting: Sequence[int]) -> int:
    """How many from the front of the line can be held now; `waiting` are the quantities, in order, of those who are
    not passed over."""
    free, count = shelf.free, 0
    for quantity in waiting:
        if quantity > free:
            break
        free -= quantity
        count += 1
    return count


def is_hopeless(shelf: Shelf, offer: Offer) -> bool:
    """Whether those in line can be told that nothing will come: withdrawn, or over with no hold left to run out."""
    return offer.withdrawn or (offer.party_state == "ended" and shelf.held == 0)
