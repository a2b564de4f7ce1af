"""Auctions without sockets: lots put up and opened, bids made, the clock's commands."""

from typing import Any

from livesell.access.arrivals import Arrival
from livesell.ledger.turn import Handler, PendingCommand, Recorded, Turn
from rooms.auctions.closing import CloseAuction, LapseOffer, offer_runner_up
from rooms.frames.auctions import AddAuction, Band, OpenAuction, PlaceBid
from rooms.models.auctions import Auction
from rooms.models.items import Variant
from rooms.models.parties import Beat
from rooms.parties.outages import InterruptParty
from rooms.permissions import may_keep_time
from tests.support.turns import Answer, Room

SECOND = 1_000
TENS = [Band(from_price=0, step=10)]
"""Steps of ten, whatever the price: easier to read than the usual ones."""


def put_up(room: Room, variant: Variant, who: str = "sam", **more: Any) -> str:
    """A lot of that variant: from 100 in steps of ten, for a minute; its id."""
    plain: dict[str, Any] = {"start_price": 100, "bands": TENS, "seconds": 60}
    event = room.must(who, AddAuction(variant_id=variant.pk, **(plain | more)))
    found: str = event["auction"]["id"]
    return found


def opened(room: Room, who: str = "sam", **more: Any) -> str:
    """An open lot in a live party."""
    lot = put_up(room, room.live(stock=more.pop("stock", 1)), who, **more)
    room.must(who, OpenAuction(auction_id=lot))
    return lot


def bid_frame(lot: str, amount: int, sent_at: int | None = None) -> PlaceBid:
    return PlaceBid(auction_id=lot, amount=amount, sent_at=sent_at)


def bidding(
    room: Room, who: str, lot: str, amount: int, *, sent_at: int | None = None, way: int = 0
) -> PendingCommand:
    """A bid at the door, over a way whose round trip takes so many ms."""
    return room.ask(who, bid_frame(lot, amount, sent_at), arrival=Arrival(room.now, way))


def bid(room: Room, who: str, lot: str, amount: int, *, sent_at: int | None = None, way: int = 0) -> Answer:
    """Somebody bids."""
    return room.batch(bidding(room, who, lot, amount, sent_at=sent_at, way=way))[0]


def close_lot(room: Room, lot: str) -> Answer:
    """The clock says that the time of a lot is over."""
    return room.do("clock", CloseAuction(auction_id=lot))


def lapse(room: Room, lot: str) -> Answer:
    """The clock says that a runner-up did not answer."""
    return room.do("clock", LapseOffer(auction_id=lot))


def wait(room: Room, ms: int) -> None:
    """Time passes, while the server says that it is there."""
    room.now += ms
    Beat.objects.filter(room_id=room.id).update(at=room.now)


def interrupt(room: Room, party: str, cause: str) -> Answer:
    """The clock says that somebody who is needed is away."""
    return room.do("clock", InterruptParty.model_validate({"party_id": party, "cause": cause}))


def run_out(room: Room, lot: str) -> dict[str, Any]:
    """Its time passes, and the lot closes; the event."""
    row = stands(lot)
    assert row.ends_at is not None
    wait(room, row.ends_at + row.grace_ms - room.now)
    answer = close_lot(room, lot)
    assert answer.ok, answer.text
    return answer.event


def fails_to_pay(room: Room, lot: str) -> Answer:
    """What is done when an order was not paid in time."""
    return room.batch(room.ask("clock", OpenAuction(auction_id=lot), handler=FAILS))[0]


def _failed(turn: Turn, frame: OpenAuction) -> Recorded:
    return offer_runner_up(turn, frame.auction_id)


FAILS = Handler(may_keep_time, _failed)
"""The winner did not pay; asked for by any frame that names the lot."""


def stands(lot: str) -> Auction:
    """The lot as it stands in its table."""
    return Auction.objects.select_related("leader").get(pk=lot)


def leader(lot: str) -> tuple[str | None, int | None]:
    """Who leads, by name, and at which price."""
    row = stands(lot)
    return (row.leader.name.lower() if row.leader else None), row.price
