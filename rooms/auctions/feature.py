"""Auctions: lots, bids, and offers to runners-up."""

from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, ReadContext, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler, Turn
from rooms import permissions
from rooms.auctions import alerts, bidding, closing, rows
from rooms.auctions.closing import CloseAuction, LapseOffer
from rooms.events.auctions import (
    AuctionAdded,
    AuctionClosed,
    AuctionExtended,
    AuctionOffered,
    AuctionOpened,
    AuctionPaused,
    AuctionResumed,
    AuctionView,
    BidPlaced,
    BidsStruck,
    MyBid,
)
from rooms.frames.auctions import (
    AcceptOffer,
    AddAuction,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    PlaceBid,
    ResumeAuction,
    VoidAuction,
)
from rooms.models.auctions import Auction
from rooms.presenters import ShownParties
from rooms.rules.roles import STAFF

LOOK_MS = 1_000
"""How far ahead lots are looked for, since they close to the moment."""
OF_ROOM = (
    " JOIN rooms_variant v ON v.id = a.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id"
)
OVER = Sql(
    f"SELECT p.room_id, a.id, a.ends_at + a.grace_ms AS due_at FROM rooms_auction a{OF_ROOM}"
    " WHERE a.state = 'open' AND a.ends_at + a.grace_ms <= %s"
)
UNANSWERED = Sql(
    f"SELECT p.room_id, a.id, a.offered_until AS due_at FROM rooms_auction a{OF_ROOM}"
    " WHERE a.state = 'offered' AND a.offered_until <= %s"
)
CLOSE = Handler(permissions.may_keep_time, closing.close, bulk=True)
LAPSE = Handler(permissions.may_keep_time, closing.lapse, bulk=True)


def _auctions(context: ReadContext) -> list[AuctionView]:
    return rows.views(context.use(ShownParties).ids)


def _bids(context: ReadContext) -> dict[str, list[MyBid]]:
    return rows.maxima(context.users, context.use(ShownParties).ids)


def _offers(context: ReadContext) -> dict[str, list[AuctionView]]:
    return rows.earlier_offers(context.room_id, context.use(ShownParties).ids, context.users)


def _is_staff_now(turn: Turn, user_id: str, role: str) -> None:
    if role in STAFF:
        closing.strike_all_of(turn, user_id)


def _purge(room_id: str) -> None:
    Auction.objects.filter(variant__item__party__room_id=room_id).delete()


AUCTIONS = Feature(
    commands=(
        command(PlaceBid, often="10 in 10s", allow=permissions.may_take_part, run=bidding.place, bulk=True),
        command(BuyNow, often="10 in 10s", allow=permissions.may_take_part, run=bidding.buy_now, bulk=True),
        command(
            AcceptOffer, often="10 in 10s", allow=permissions.may_take_part, run=closing.accept, bulk=True
        ),
        command(
            DeclineOffer, often="10 in 10s", allow=permissions.may_take_part, run=closing.decline, bulk=True
        ),
        command(AddAuction, often="600 in 600s", allow=permissions.may_sell, run=bidding.add),
        command(OpenAuction, often="60 in 60s", allow=permissions.may_sell, run=bidding.open_lot),
        command(PauseAuction, often="60 in 60s", allow=permissions.may_sell, run=bidding.pause),
        command(ResumeAuction, often="60 in 60s", allow=permissions.may_sell, run=bidding.resume),
        command(VoidAuction, often="60 in 60s", allow=permissions.may_sell, run=bidding.void),
    ),
    clock=(
        Deadline("close-lot", CloseAuction, "auction_id", CLOSE, OVER, ahead=LOOK_MS),
        Deadline("lapse", LapseOffer, "auction_id", LAPSE, UNANSWERED),
    ),
    show_events=(
        AuctionAdded,
        AuctionOpened,
        AuctionPaused,
        AuctionResumed,
        AuctionExtended,
        AuctionClosed,
        AuctionOffered,
        BidPlaced,
        BidsStruck,
    ),
    snapshot=(
        Part(
            "auctions",
            list[AuctionView],
            _auctions,
            "in the order in which they were put up; closed ones too",
        ),
    ),
    mine=(
        OwnPart(
            "bids",
            list[MyBid],
            _bids,
            [],
            "the most that the reader bid for lots that may still be bid for, or that are offered to her at it",
        ),
        OwnPart(
            "offers",
            list[AuctionView],
            _offers,
            [],
            "lots that are offered to the reader, of parties not shown any more: by id",
        ),
    ),
    alerts=alerts.ALERTS,
    on_leave=closing.strike_all_of,
    on_ban=closing.void_all_of,
    on_role=_is_staff_now,
    purge=_purge,
)
