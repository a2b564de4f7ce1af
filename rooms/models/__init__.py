"""The tables of selling. No logic: what a row means is in `rooms.rules`, what changes it runs in a turn."""

from rooms.models.auctions import Auction, Bid
from rooms.models.buyers import Lapse, Let, OwnLimits
from rooms.models.claims import Claim, StandIn
from rooms.models.deferrals import Deferral
from rooms.models.giveaways import Entry, Giveaway, Seed
from rooms.models.items import Ask, Item, Picture, Sheet, Variant
from rooms.models.orders import Bill, Delivery, Letter, Order, OrderLine, Payment, Refund
from rooms.models.parties import Beat, Party, Series
from rooms.models.rolls import Follow, Rsvp
from rooms.models.rooms import Member, RoleOffer, Room
from rooms.models.terms import Discount, Terms

__all__ = [
    "Ask",
    "Auction",
    "Beat",
    "Bid",
    "Bill",
    "Claim",
    "Deferral",
    "Delivery",
    "Discount",
    "Entry",
    "Follow",
    "Giveaway",
    "Item",
    "Lapse",
    "Let",
    "Letter",
    "Member",
    "Order",
    "OrderLine",
    "OwnLimits",
    "Party",
    "Payment",
    "Picture",
    "Refund",
    "RoleOffer",
    "Room",
    "Rsvp",
    "Seed",
    "Series",
    "Sheet",
    "StandIn",
    "Terms",
    "Variant",
]
