"""Lots and bids, and what happens to them. No maximum and no reserve is ever in here."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Person

VoidCode = Literal["away", "over", "seller_out", "struck"]
"""Somebody who was needed was away; the party is over; the seller was shut out; bids were struck, and the price would
have fallen."""


class AuctionView(Frame):
    """A lot: one unit of a variant, up for auction."""

    id: Id
    party_id: Id
    item_id: Id
    variant_id: Id
    state: Literal["pending", "open", "paused", "offered", "closed"]
    outcome: Literal["sold", "passed", "void"] | None = Field(description="of a closed one")
    start_price: int
    buy_now: int | None = Field(description="its price until the first bid")
    reserve_met: bool = Field(description="whether it would be sold at this price")
    seconds: int
    extend_seconds: int = Field(description="a bid within the last so many leaves as many; 0 is sudden death")
    grace_ms: int = Field(description="the most by which a bidder's distance is made up for")
    prebids: bool
    price: int | None = Field(
        description="null before the first bid, and where it is offered or sold to a runner-up: her own bid is told"
        " to nobody but her"
    )
    leader: Person | None = Field(description="sold: who won; offered: whom it is offered to")
    bids: int
    next_bid: int = Field(description="the least that the next bid may be")
    ends_at: Millis | None = Field(description="of an open one")
    left_ms: int | None = Field(description="of a paused one")
    closest_late_ms: int | None = Field(description="by how little the closest late bid missed the end")
    reason: str = Field(description="why it is void: what who ended it wrote")
    reason_code: VoidCode | None = Field(description="why the server ended it")
    offered_until: Millis | None


class MyBid(Frame):
    """The most that the reader has bid for a lot. Where it is offered to her, that is what it costs her."""

    auction_id: Id
    maximum: int


class AuctionAdded(Event):
    """A lot was put up; its unit is held."""

    type: Literal["auction.added"] = "auction.added"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class AuctionOpened(Event):
    """The bidding begins."""

    type: Literal["auction.opened"] = "auction.opened"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class AuctionPaused(Event):
    """The clock stands; no bids for a while."""

    type: Literal["auction.paused"] = "auction.paused"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class AuctionResumed(Event):
    """The clock runs again."""

    type: Literal["auction.resumed"] = "auction.resumed"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class AuctionExtended(Event):
    """The end has moved: somebody bid late."""

    type: Literal["auction.extended"] = "auction.extended"
    urgent: ClassVar[bool] = True
    auction_id: Id
    ends_at: Millis


class AuctionClosed(Event):
    """The lot closed: its time was over, it was bought, or it is void."""

    type: Literal["auction.closed"] = "auction.closed"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class AuctionOffered(Event):
    """The winner did not pay; the lot is offered to the next, at her own bid: a secret that she alone reads
    over HTTPS.
    """

    type: Literal["auction.offered"] = "auction.offered"
    urgent: ClassVar[bool] = True
    auction: AuctionView


class BidPlaced(Event):
    """Somebody bid: who leads now, and at which price. The leader may be the one who led before."""

    type: Literal["bid.placed"] = "bid.placed"
    urgent: ClassVar[bool] = True
    auction_id: Id
    price: int
    leader: Person
    reserve_met: bool
    bids: int
    next_bid: int


class BidsStruck(Event):
    """The bids of somebody who was shut out do not count any more; this is what the others make.

    Without any bid nobody's counts any more: others would have made a lower price than was told, before the lot
    was open.
    """

    type: Literal["bid.struck"] = "bid.struck"
    urgent: ClassVar[bool] = True
    auction_id: Id
    price: int | None
    leader: Person | None
    reserve_met: bool
    bids: int
    next_bid: int
