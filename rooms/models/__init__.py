"""The tables of selling. No logic: what a row means is in `rooms.rules`, what changes it runs in a turn."""

from rooms.models.auctions import Auction, Bid
from rooms.models.claims import Claim
from rooms.models.giveaways import Entry, Giveaway, Seed
from rooms.models.items import Ask, Item, Picture, Variant
from rooms.models.orders import Order, OrderLine
from rooms.models.parties import Beat, Party
from rooms.models.rolls import Follow, Rsvp
from rooms.models.rooms import Member, Room

__all__ = [
    "Ask",
    "Auction",
    "Beat",
    "Bid",
    "Claim",
    "Entry",
    "Follow",
    "Giveaway",
    "Item",
    "Member",
    "Order",
    "OrderLine",
    "Party",
    "Picture",
    "Room",
    "Rsvp",
    "Seed",
    "Variant",
]
