"""Who is missed: asked about every live party once a second."""

from livesell.ledger import rows
from livesell.ledger.sql import Sql
from rooms.rules import outages as rules

BIDDERS = Sql(
    "WITH RECURSIVE bidder (party_id, auction_id, id) AS (SELECT i.party_id, a.id, '' FROM rooms_auction a"
    " JOIN rooms_variant v ON v.id = a.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id WHERE a.state IN ('open', 'paused') AND p.state = 'live'"
    " UNION ALL SELECT l.party_id, l.auction_id, (SELECT MIN(b.bidder_id) FROM rooms_bid b"
    " WHERE b.auction_id = l.auction_id AND b.bidder_id > l.id AND NOT b.struck) FROM bidder l"
    " WHERE l.id IS NOT NULL) SELECT l.party_id, l.id, a.price, p.starts_at - u.created_at AS known_for,"
    " (SELECT MAX(m.maximum) FROM rooms_bid m WHERE m.auction_id = l.auction_id AND m.bidder_id = l.id"
    " AND NOT m.struck) AS maximum,"
    " EXISTS (SELECT 1 FROM rooms_order o JOIN rooms_party q ON q.id = o.party_id WHERE o.buyer_id = l.id"
    " AND q.room_id = p.room_id AND o.state IN ('paid', 'shipped', 'done')) AS paid"
    " FROM bidder l JOIN rooms_auction a ON a.id = l.auction_id JOIN rooms_party p ON p.id = l.party_id"
    " JOIN accounts_user u ON u.id = l.id WHERE l.id > ''"
)
"""From one bidder of a lot to the next, by the index: two look-ups for each of them, however many bids she made."""


def bidders_with_a_stake() -> dict[str, set[str]]:
    """For each live party, who has a stake in open lots."""
    bidders: dict[str, set[str]] = {}
    for row in rows.select(BIDDERS):
        party_id, user_id = row.pop("party_id"), row.pop("id")
        if rules.has_stake(rules.Bidder(**row | {"paid": bool(row["paid"])})):
            bidders.setdefault(party_id, set()).add(user_id)
    return bidders
