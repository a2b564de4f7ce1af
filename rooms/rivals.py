"""Who bids against whom without ever buying: read from the bids of the last ninety days, for a room's owner alone."""

from typing import Literal

from ninja import Schema

from livesell.accounts.models import User
from livesell.ledger import rows
from livesell.wire.envelope import Person
from rooms.rules import rivals as rules

REMEMBERED = 90 * 24 * 3_600_000
LOST = (
    "SELECT b.bidder_id AS bidder, a.leader_id AS rival, i.seller_id AS seller, COUNT(DISTINCT a.id) AS lots,"
    " COUNT(*) AS bids FROM rooms_bid b JOIN rooms_auction a ON a.id = b.auction_id"
    " JOIN rooms_variant v ON v.id = a.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id WHERE p.room_id = %s AND a.state = 'closed' AND b.at >= %s"
    " AND a.leader_id <> b.bidder_id GROUP BY b.bidder_id, a.leader_id, i.seller_id"
)
BOUGHT = (
    "SELECT DISTINCT o.buyer_id FROM rooms_order o JOIN rooms_party p ON p.id = o.party_id"
    " WHERE p.room_id = %s AND o.state IN ('paid', 'shipped', 'done')"
)


class PairOut(Schema):
    """A bidder who never bought here. `rival`: she lost so many lots to the other; `seller`: she bid for no others."""

    bidder: Person
    other: Person
    what: Literal["rival", "seller"]
    lots: int
    bids: int


def of_room(room_id: str, now: int) -> list[PairOut]:
    """The pairs of a room that look as if prices were driven, the most lots first."""
    lost = [rules.Lost(**row) for row in rows.select(LOST, [room_id, now - REMEMBERED])]
    bought = {row["buyer_id"] for row in rows.select(BOUGHT, [room_id])}
    pairs = rules.pairs(lost, bought)
    people = User.objects.in_bulk({who for one in pairs for who in (one.bidder, one.other)})
    named = {pk: Person(id=pk, name=user.name) for pk, user in people.items()}
    return [
        PairOut(bidder=named[one.bidder], other=named[one.other], what=one.what, lots=one.lots, bids=one.bids)
        for one in pairs
    ]
