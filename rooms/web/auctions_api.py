"""Lots over HTTPS: the bids of one that is over, what one that is on offer would cost whom it is offered to, and for
the owner, who seems to drive prices.

The bids name nobody, not even by a pseudonym: `bid.placed` names who leads at the same price, the same moment and the
same offset, so whoever laid the two side by side would learn who stands behind every bid, also of those who never led.
"""

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from livesell.accounts.visitor import VISITOR
from livesell.ledger.clock import now_ms
from livesell.wire.envelope import Id, Millis, Offset
from rooms.auctions import rivals
from rooms.models.auctions import Auction
from rooms.web.access import caller

router = Router(tags=["rooms"], auth=VISITOR)
OVER = ("closed", "offered")


class PastBid(Schema):
    """A bid, by what it made of the price: nobody's most is told, not even afterwards."""

    price: int
    offset: Offset
    counted_at: Millis
    grace_ms: int
    """How long after that moment it came in: what was made up for by the measured way."""
    mine: bool


class OfferOut(Schema):
    """A lot whose winner did not pay, offered to the caller at her own bid."""

    auction_id: Id
    title: str
    amount: int
    currency: str
    offered_until: Millis


@router.get(
    "/rooms/{room_id}/auctions/{auction_id}/bids", response=list[PastBid], operation_id="auction_bids"
)
def bids(request: HttpRequest, room_id: str, auction_id: str) -> list[PastBid]:
    """The bids of a lot in the order in which they were decided, once it is over; before that there is no such list.

    That somebody raised her own most, and no price moved, is told to her alone.
    """
    own = caller(request, room_id).user_id
    lot = _lot(room_id, auction_id, *OVER)
    return [
        PastBid(
            price=bid.price,
            offset=bid.since,
            counted_at=bid.at,
            grace_ms=bid.grace_ms,
            mine=bid.bidder_id == own,
        )
        for bid in lot.history.order_by("since", "maximum")
        if bid.told or bid.bidder_id == own
    ]


@router.get("/rooms/{room_id}/auctions/{auction_id}/offer", response=OfferOut, operation_id="auction_offer")
def offer(request: HttpRequest, room_id: str, auction_id: str) -> OfferOut:
    """What a lot on offer costs the caller; where it is offered to somebody else, there is no such thing."""
    own = caller(request, room_id).user_id
    lot = _lot(room_id, auction_id, "offered")
    if lot.leader_id != own or lot.offered_until is None:
        raise HttpError(404, "not_found")
    item = lot.variant.item
    return OfferOut(
        auction_id=lot.pk,
        title=item.title,
        amount=lot.ceiling,
        currency=item.party.currency,
        offered_until=lot.offered_until,
    )


@router.get("/rooms/{room_id}/rivals", response=list[rivals.PairOut], operation_id="room_rivals")
def of_room(request: HttpRequest, room_id: str) -> list[rivals.PairOut]:
    """For the room's owner: who bids against whom, or for whose lots alone, without ever buying anything here."""
    if caller(request, room_id, desk=True).role != "owner":
        raise HttpError(403, "forbidden")
    return rivals.of_room(room_id, now_ms())


def _lot(room_id: str, auction_id: str, *states: str) -> Auction:
    lots = Auction.objects.filter(pk=auction_id, variant__item__party__room_id=room_id, state__in=states)
    if (lot := lots.first()) is None:
        raise HttpError(404, "not_found")
    return lot
