"""Who bids against whom without ever buying: read from the bids of the last ninety days, for a room's owner alone."""

from typing import Literal

from django.db.models import Count, F
from ninja import Schema

from livesell.accounts.models import User
from livesell.wire.envelope import Person
from rooms.models.auctions import Bid
from rooms.models.orders import Order
from rooms.rules import rivals as rules

REMEMBERED = 90 * 24 * 3_600_000


class PairOut(Schema):
    """A bidder who never bought here. `rival`: she lost so many lots to the other; `seller`: she bid for no others."""

    bidder: Person
    other: Person
    what: Literal["rival", "seller"]
    lots: int
    bids: int


def of_room(room_id: str, now: int) -> list[PairOut]:
    """The pairs of a room that look as if prices were driven, the most lots first."""
    paid = Order.objects.filter(party__room_id=room_id, state__in=("paid", "shipped", "done"))
    pairs = rules.pairs(_lost(room_id, now - REMEMBERED), set(paid.values_list("buyer_id", flat=True)))
    people = User.objects.in_bulk({who for one in pairs for who in (one.bidder, one.other)})
    named = {pk: Person(id=pk, name=user.name) for pk, user in people.items()}
    return [
        PairOut(bidder=named[one.bidder], other=named[one.other], what=one.what, lots=one.lots, bids=one.bids)
        for one in pairs
    ]


def _lost(room_id: str, since: int) -> list[rules.Lost]:
    bids = Bid.objects.filter(
        auction__variant__item__party__room_id=room_id, auction__state="closed", at__gte=since
    )
    lost = bids.filter(auction__leader__isnull=False).exclude(auction__leader=F("bidder"))
    counted = lost.values_list(
        "bidder_id", "auction__leader_id", "auction__variant__item__seller_id"
    ).annotate(Count("auction", distinct=True), Count("pk"))
    return [rules.Lost(*row) for row in counted]
