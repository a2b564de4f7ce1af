"""The tables of selling: a module a noun, all known to Django from here. No logic."""

from rooms.models import (
    auctions as auctions,
    buyers as buyers,
    claims as claims,
    deferrals as deferrals,
    giveaways as giveaways,
    items as items,
    lists as lists,
    orders as orders,
    parties as parties,
    rooms as rooms,
    terms as terms,
)
