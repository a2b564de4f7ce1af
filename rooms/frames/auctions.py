"""The commands about lots and bids."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Frame, Id, Millis
from livesell.wire.text import Line, at_most
from rooms.frames.values import MAX_PRICE, Price
from rooms.rules.auctions.clock import GRACE_MS
from rooms.rules.auctions.increments import MAX_BANDS

Amount = Annotated[int, Field(ge=1, le=MAX_PRICE, description="minor units of the party's currency")]


class Band(Frame):
    """From this price on, by how much a bid must pass the price."""

    from_price: Price
    step: Amount


class AddAuction(Command):
    """Put one unit up as a lot of an announced party. The unit is held from now on until the lot is over.

    `reserve` is the seller's secret; `bands` are steps of its own, the first from nothing on; `extend_seconds`:
    a bid within the last so many seconds leaves as many to answer it, 0 is sudden death; `grace_ms`: the most
    by which a bidder's measured distance is made up for.
    """

    type: Literal["auction.add"] = "auction.add"
    variant_id: Id
    start_price: Amount
    reserve: Amount | None = None
    buy_now: Amount | None = Field(default=None, description="its price until the first bid")
    bands: list[Band] | None = Field(default=None, min_length=1, max_length=MAX_BANDS)
    seconds: int = Field(default=60, ge=5, le=600)
    extend_seconds: int = Field(default=10, ge=0, le=60)
    grace_ms: int = Field(default=GRACE_MS, ge=0, le=GRACE_MS)
    prebids: bool = Field(default=True, description="whether it takes bids before it is opened")
    offer_minutes: int = Field(
        default=60, ge=5, le=1_440, description="how long a runner-up has, if the winner does not pay"
    )


class OpenAuction(Command):
    """Let the bidding begin. One lot of a party is open at a time, unless the party allows several."""

    type: Literal["auction.open"] = "auction.open"
    auction_id: Id


class PauseAuction(Command):
    """Stop the clock of an open lot; no bids meanwhile."""

    type: Literal["auction.pause"] = "auction.pause"
    auction_id: Id


class ResumeAuction(Command):
    """Go on with the time that was left, five seconds at least."""

    type: Literal["auction.resume"] = "auction.resume"
    auction_id: Id


class VoidAuction(Command):
    """End a lot that is not closed, without a sale, for a reason that everybody is told."""

    type: Literal["auction.void"] = "auction.void"
    auction_id: Id
    reason: Annotated[Line, Field(min_length=1), at_most(200)]


class PlaceBid(Command):
    """Bid. `amount` is the most you would pay; you lead at one step above the next. Nobody else is told it.

    A bid cannot be taken back. Who leads may raise her own most. `sent_at`: when it was sent, in the server's
    clock as the client knows it; a bid sent before the end counts if it comes in within the lot's grace.
    """

    type: Literal["bid.place"] = "bid.place"
    auction_id: Id
    amount: Amount
    sent_at: Millis | None = None


class BuyNow(Command):
    """Take an open lot at its fixed price, before anybody has bid."""

    type: Literal["auction.buy_now"] = "auction.buy_now"
    auction_id: Id
    sent_at: Millis | None = None


class AcceptOffer(Command):
    """The winner did not pay, you were next: take the lot at your own bid."""

    type: Literal["auction.accept"] = "auction.accept"
    auction_id: Id


class DeclineOffer(Command):
    """The winner did not pay, you were next: leave the lot to whoever is next after you."""

    type: Literal["auction.decline"] = "auction.decline"
    auction_id: Id
