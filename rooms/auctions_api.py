"""The bids of a lot that is over, over HTTPS. Who bid is told by pseudonyms that are stable within the lot."""

import hashlib
import hmac

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from livesell.accounts.visitor import VISITOR
from livesell.wire.envelope import Millis, Offset
from rooms.callers import caller
from rooms.models import Auction

router = Router(tags=["rooms"], auth=VISITOR)
OVER = ("closed", "offered")


class PastBid(Schema):
    """A bid, by what it made of the price: nobody's most is told, not even afterwards."""

    bidder: str
    price: int
    offset: Offset
    counted_at: Millis
    grace_ms: int
    """How long after that moment it came in: what was made up for by the measured way."""
    struck: bool
    """It does not count any more: its bidder was shut out, or did not pay."""


@router.get(
    "/rooms/{room_id}/auctions/{auction_id}/bids", response=list[PastBid], operation_id="auction_bids"
)
def bids(request: HttpRequest, room_id: str, auction_id: str) -> list[PastBid]:
    """The bids of a lot in the order in which they were decided, once it is over; before that there is no such list."""
    caller(request, room_id)
    lots = Auction.objects.filter(pk=auction_id, variant__item__party__room_id=room_id, state__in=OVER)
    if (lot := lots.first()) is None:
        raise HttpError(404, "not_found")
    return [
        PastBid(
            bidder=pseudonym(lot.salt, bid.bidder_id),
            price=bid.price,
            offset=bid.since,
            counted_at=bid.at,
            grace_ms=bid.grace_ms,
            struck=bid.struck,
        )
        for bid in lot.history.order_by("since", "maximum")
    ]


def pseudonym(salt: str, user_id: str) -> str:
    """The same for one bidder in one lot, and no way back from it without the lot's secret salt."""
    return hmac.new(salt.encode(), user_id.encode(), hashlib.sha256).hexdigest()[:8]
