"""How a lot ends: by the clock, by a sale, without one, and through the hands of those who were outbid.

Everything here may be called in a bulk handler.
"""

from typing import Literal

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.auctions.rows import Lot, Lots, Outcome
from rooms.events.auctions import AuctionClosed, AuctionOffered, BidsStruck, VoidCode
from rooms.frames.auctions import AcceptOffer, DeclineOffer
from rooms.membership.standing import Members
from rooms.models.parties import Beat
from rooms.orders import amounts, known, orders, spending
from rooms.rules.auctions import ON, bids, clock, may_move
from rooms.rules.outages import SERVER_GONE
from rooms.stock.rows import Stock, Stocked
from rooms.stock.waitlist import serve


class CloseAuction(Command):
    """The clock's own command: the time of a lot is over."""

    type: Literal["auction.close"] = "auction.close"
    auction_id: Id


class LapseOffer(Command):
    """The clock's own command: a runner-up did not answer in time."""

    type: Literal["auction.lapse"] = "auction.lapse"
    auction_id: Id


def close(turn: Turn, frame: CloseAuction) -> Recorded:
    """Close the lot: sold to who leads if the reserve was met. Not before an outage was told."""
    lot = of_room(turn, frame.auction_id)
    if not may_move(lot.state, "closed"):
        raise Refused(Code.WRONG_STATE)
    assert lot.ends_at is not None, "an open lot has an end"
    if turn.now < clock.closes_at(lot.ends_at, lot.grace_ms) or _was_away(turn):
        raise Refused(Code.WRONG_STATE)
    return sell(turn, lot) if lot.board.leader and lot.reserve_met else give_back(turn, lot, "passed")


def sell(turn: Turn, lot: Lot) -> Recorded:
    """To who leads, at the price that stands, or that she was offered; she owes it."""
    stocked, price = _stocked(turn, lot), lot.board.owed
    buyer = lot.board.leader
    assert buyer is not None and price is not None, "who leads has a price"  # noqa: PT018
    _close(lot, "sold")
    recorded = turn.record(AuctionClosed(auction=lot.view()))
    stocked.shelf.held -= 1
    stocked.shelf.sold += 1
    orders.owe(
        turn,
        orders.Sale(
            party_id=lot.party_id,
            seller_id=lot.seller_id,
            buyer_id=buyer,
            item_id=lot.item_id,
            variant_id=lot.variant_id,
            quantity=1,
            price=price,
            source="lot",
            source_id=lot.id,
        ),
    )
    serve(turn, stocked)
    return recorded


def give_back(
    turn: Turn, lot: Lot, outcome: Outcome, why: VoidCode | None = None, words: str = ""
) -> Recorded:
    """Close a lot without a sale, and serve whoever waits for its unit. A void one says why: by a code, or in words."""
    stocked = _stocked(turn, lot)
    lot.reason, lot.reason_code = words, why or ""
    _close(lot, outcome)
    recorded = turn.record(AuctionClosed(auction=lot.view()))
    stocked.shelf.held -= 1
    serve(turn, stocked)
    return recorded


def offer_runner_up(turn: Turn, auction_id: str) -> Recorded:
    """The winner did not pay. Her bids are struck; the lot is offered to the next at her own bid, or passes."""
    lot = of_room(turn, auction_id)
    if not may_move(lot.state, "failed") or lot.outcome != "sold":
        raise Refused(Code.WRONG_STATE)
    shelf = _stocked(turn, lot).shelf
    shelf.sold -= 1
    shelf.held += 1
    return _offer_next(turn, lot)


def accept(turn: Turn, frame: AcceptOffer) -> Recorded:
    """The runner-up takes it: also in a pause and after the show, since her time to answer runs on."""
    lot = _offered(turn, frame.auction_id)
    may_spend(turn, lot, lot.board.owed or 0)
    return sell(turn, lot)


def decline(turn: Turn, frame: DeclineOffer) -> Recorded:
    """The runner-up leaves it to the next."""
    return _offer_next(turn, _offered(turn, frame.auction_id))


def lapse(turn: Turn, frame: LapseOffer) -> Recorded:
    """The runner-up's time is over: the next is asked."""
    lot = of_room(turn, frame.auction_id)
    if not may_move(lot.state, "answered") or lot.offered_until is None or turn.now < lot.offered_until:
        raise Refused(Code.WRONG_STATE)
    return _offer_next(turn, lot)


def void_all_of(turn: Turn, seller_id: str) -> None:
    """Somebody was shut out: what she has up for auction, or on offer, is sold to nobody."""
    for lot in turn.use(Lots).of_seller(seller_id):
        give_back(turn, lot, "void", "seller_out")


def strike_all_of(turn: Turn, user_id: str) -> None:
    """Somebody was shut out: her bids for what is not closed do not count any more."""
    for lot in turn.use(Lots).with_bids_of(user_id):
        _strike(turn, lot, user_id)
        if lot.state != "offered":
            _go_on_without(turn, lot)
        elif lot.board.leader == user_id:
            _offer_next(turn, lot)


def of_room(turn: Turn, auction_id: str) -> Lot:
    """The lot, if it is of this room."""
    lot = turn.use(Lots).lot(auction_id)
    if lot is None:
        raise Refused(Code.NOT_FOUND)
    return lot


def may_spend(turn: Turn, lot: Lot, amount: int, *, already: int = 0) -> None:
    """Refuse the actor so much for a lot, where no price is as high, or her unpaid orders or her own limits stand
    against it. `already` of it counts as spent."""
    currency = lot.currency
    amounts.check(currency, amount)
    known.allow(turn)
    spending.allow(turn, seller_id=lot.seller_id, amount=amount - already, currency=currency)


def _was_away(turn: Turn) -> bool:
    """Whether the server was, so that nobody could bid: then the party is interrupted first, which is due as well."""
    since = turn.now - SERVER_GONE
    return Beat.objects.filter(room_id=turn.room_id, at__lt=since).exists()


def _offer_next(turn: Turn, lot: Lot) -> Recorded:
    """Strike the bids of who leads, and ask whoever would pay most of the others; without one the lot passes."""
    if lot.board.leader:
        _strike(turn, lot, lot.board.leader)
    members = turn.use(Members)
    left = [bid for bid in turn.use(Lots).bids_of(lot) if not members.of(bid.bidder_id).is_banned(turn.now)]
    best = max(left, key=lambda bid: (bid.maximum, -bid.since), default=None)
    if best is None or best.maximum < (lot.terms.reserve or 0):
        lot.board, lot.leader_name = bids.Board(bids=lot.board.bids), ""
        return give_back(turn, lot, "passed")
    lot.board = bids.Board(None, best.bidder_id, best.maximum, lot.board.bids)
    lot.leader_name, lot.state, lot.outcome, lot.changed = best.bidder_name, "offered", "", True
    lot.offered_until = turn.now + lot.offer_minutes * 60_000
    return turn.record(AuctionOffered(auction=lot.view()))


def _go_on_without(turn: Turn, lot: Lot) -> None:
    """Bids were struck: what the others make stands, unless it is less than was told.

    Then a lot that runs is void. One that is not open yet begins anew without any bids, so that nobody who bids
    for many lots and is shut out ends them all.
    """
    told, left = lot.board.price, turn.use(Lots).bids_of(lot)
    board = bids.after_strike(told, lot.terms, [bid.most for bid in left])
    if board is None and lot.state in ON:
        give_back(turn, lot, "void", "struck")
        return
    if board is None:
        for bid in left:
            turn.use(Lots).strike(bid)
    lot.board = board or bids.Board()
    names = {bid.bidder_id: bid.bidder_name for bid in left}
    lot.leader_name, lot.changed = names.get(lot.board.leader or "", ""), True
    turn.record(
        BidsStruck(
            auction_id=lot.id,
            price=lot.board.price,
            leader=lot.leader,
            reserve_met=lot.reserve_met,
            bids=lot.board.bids,
            next_bid=lot.next_bid,
        )
    )


def _offered(turn: Turn, auction_id: str) -> Lot:
    """The lot, if it is on offer to the actor."""
    lot = of_room(turn, auction_id)
    if not may_move(lot.state, "answered"):
        raise Refused(Code.WRONG_STATE)
    if lot.board.leader != turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    return lot


def _strike(turn: Turn, lot: Lot, user_id: str) -> None:
    lots = turn.use(Lots)
    for bid in lots.bids_of(lot):
        if bid.bidder_id == user_id:
            lots.strike(bid)


def _close(lot: Lot, outcome: Outcome) -> None:
    lot.state, lot.outcome, lot.changed = "closed", outcome, True
    lot.ends_at = lot.left_ms = lot.offered_until = None
    lot.held_up = False


def _stocked(turn: Turn, lot: Lot) -> Stocked:
    """The shelf that holds the lot's unit; it changes with whatever is done here."""
    stocked = turn.use(Stock).variant(lot.variant_id)
    assert stocked is not None, "a lot is of an announced party"
    stocked.changed = True
    return stocked
