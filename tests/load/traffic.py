"""Kinds of traffic for `make bench`: claims, bids, and both with chat; in one room, or spread over many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.support import people, shows
from tests.support.server import Server

ROOMS_OF_A_HOST = 10
"""She may do each thing twenty times a minute; see the table of commands."""


@dataclass
class Stall:
    """A live show with one hot item, of which one unit is an open lot."""

    show: shows.Show
    lot: str
    price: int = 100

    def claim(self) -> dict[str, Any]:
        return shows.claim(self.show.variant)

    def bid(self) -> dict[str, Any]:
        """One more than the last; some come too late for that, and are refused."""
        self.price += 10
        return {"type": "bid.place", "auction_id": self.lot, "amount": self.price}

    def word(self) -> dict[str, Any]:
        return {"type": "message.post", "text": "How large is it?"}


Traffic = Callable[[Stall, int], dict[str, Any]]
TRAFFIC: dict[str, Traffic] = {
    "claims": lambda stall, _: stall.claim(),
    "bids": lambda stall, _: stall.bid(),
    "mixed": lambda stall, turn: (stall.claim, stall.bid, stall.word)[turn % 3](),
}
"""What a buyer sends at her nth turn."""


def stalls(server: Server, rooms: int, stock: int) -> list[Stall]:
    """That many live shows, of as many hosts as it takes."""
    names = [f"Hana {number}" if number else "Hana" for number in range(-(-rooms // ROOMS_OF_A_HOST))]
    hosts = [people.sign_up(server.url, name.replace(" ", "")) for name in names]
    return [_stall(hosts[number // ROOMS_OF_A_HOST], stock) for number in range(rooms)]


def _stall(host: people.Person, stock: int) -> Stall:
    show = shows.live(host, stock=stock + 1)
    terms = {"start_price": 100, "seconds": 600, "extend_seconds": 0, "bands": [{"from_price": 0, "step": 1}]}
    added = show.do("auction.add", variant_id=show.variant, **terms)
    lot = added["fact"]["event"]["auction"]["id"]
    show.do("auction.open", auction_id=lot)
    return Stall(show, lot)
