"""Auctions: lots put up, opened, bid for, closed. What they mean is in `rooms.rules.auctions`; here it is done.

A lot's unit is held on its shelf from the moment it is put up. Sold it counts as sold there; otherwise it
is given back, and whoever waits in line for it is served.
"""

import json

from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.auctions.closing import give_back, may_spend, of_room, sell
from rooms.auctions.rows import Lot, Lots, Placed
from rooms.events.auctions import (
    AuctionAdded,
    AuctionExtended,
    AuctionOpened,
    AuctionPaused,
    AuctionResumed,
    BidPlaced,
)
from rooms.frames.auctions import (
    AddAuction,
    BuyNow,
    OpenAuction,
    PauseAuction,
    PlaceBid,
    ResumeAuction,
    VoidAuction,
)
from rooms.membership.standing import sees_to, standing
from rooms.models.auctions import Auction
from rooms.orders import amounts
from rooms.rules.auctions import ON, bids, clock, may_move
from rooms.rules.auctions.increments import is_table
from rooms.rules.lineup import may_show
from rooms.rules.parties import ANNOUNCED, OVER, why_no_claims
from rooms.rules.roles import HOSTS, STAFF
from rooms.stock.rows import Stock

MAX_LOTS = 200
"""Lots of a party that are not closed."""


def add(turn: Turn, frame: AddAuction) -> Recorded:
    """Put up a lot, and hold its unit."""
    stocked = turn.use(Stock).variant(frame.variant_id)
    if stocked is None:
        raise Refused(Code.NOT_FOUND)
    if not sees_to(turn, stocked.seller_id):
        raise Refused(Code.FORBIDDEN)
    if stocked.offer.party_state in OVER:
        raise Refused(Code.OVER)
    if stocked.offer.withdrawn:
        raise Refused(Code.WITHDRAWN)
    amounts.check(stocked.currency, frame.start_price, frame.reserve, frame.buy_now)
    bands = [(band.from_price, band.step) for band in frame.bands or ()]
    if bands and not is_table(bands):
        raise Refused(Code.BAD_FRAME, "bands begin at 0, each from a higher price with no smaller step")
    if not bids.agree(frame.start_price, frame.reserve, frame.buy_now):
        raise Refused(Code.BAD_FRAME, "the start price is the least, and buy_now is no less than the reserve")
    if stocked.shelf.free < 1:
        raise Refused(Code.STOCK_TAKEN)
    if len(turn.use(Lots).of_party(stocked.party_id)) >= MAX_LOTS:
        raise Refused(Code.LIMIT)
    said = frame.model_dump(exclude={"type", "bands"})
    row = Auction.objects.create(**said, bands=json.dumps(bands) if bands else "")
    stocked.shelf.held += 1
    stocked.changed = True
    return turn.record(AuctionAdded(auction=of_room(turn, row.pk).view()))


def open_lot(turn: Turn, frame: OpenAuction) -> Recorded:
    """Let the bidding begin."""
    lot = _own(turn, frame.auction_id, "opened")
    if code := why_no_claims(lot.party_state):
        raise Refused(code)
    if lot.withdrawn:
        raise Refused(Code.WITHDRAWN)
    _on_stage(turn, lot)
    others = [other for other in turn.use(Lots).of_party(lot.party_id) if other.state in ON]
    if others and not lot.several_lots:
        raise Refused(Code.ANOTHER_LIVE)
    lot.state, lot.changed = "open", True
    lot.ends_at = turn.now + lot.seconds * 1_000
    return turn.record(AuctionOpened(auction=lot.view()))


def pause(turn: Turn, frame: PauseAuction) -> Recorded:
    """Stop the clock."""
    lot = _own(turn, frame.auction_id, "paused")
    assert lot.ends_at is not None, "an open lot has an end"
    if clock.is_over(lot.ends_at, turn.now):
        raise Refused(Code.TOO_LATE)
    return _stop(turn, lot, lot.ends_at - turn.now)


def resume(turn: Turn, frame: ResumeAuction) -> Recorded:
    """Let the clock run again; not while the party is paused."""
    lot = _own(turn, frame.auction_id, "resumed")
    if code := why_no_claims(lot.party_state):
        raise Refused(code)
    _on_stage(turn, lot)
    return _go_on(turn, lot)


def void(turn: Turn, frame: VoidAuction) -> Recorded:
    """End a lot without a sale."""
    return give_back(turn, _own(turn, frame.auction_id, "voided"), "void", words=frame.reason)


def place(turn: Turn, frame: PlaceBid) -> Recorded:
    """Bid. Who raises her own most is answered in private: nothing changed that others may see."""
    lot = of_room(turn, frame.auction_id)
    counted = _in_time(turn, lot, frame.sent_at)
    bidder, before = turn.actor, lot.board
    bid = bids.Most(bidder.user_id, frame.amount)
    if code := bids.why_not(before, lot.terms, bid):
        raise Refused(code)
    may_spend(turn, lot, frame.amount, already=before.ceiling if before.leader == bidder.user_id else 0)
    lot.board = bids.after(before, lot.terms, bid)
    lot.leader_name = bidder.name if lot.board.leader == bidder.user_id else lot.leader_name
    lot.changed = True
    told = lot.board.bids > before.bids
    _keep(turn, lot, bid, counted, told=told)
    if not told:
        return QUIET
    return _tell(turn, lot, counted)


def buy_now(turn: Turn, frame: BuyNow) -> Recorded:
    """Take it at its fixed price, before anybody has bid."""
    lot = of_room(turn, frame.auction_id)
    counted = _in_time(turn, lot, frame.sent_at)
    price = lot.terms.buy_now
    if price is None or lot.board.leader or not may_move(lot.state, "bought"):
        raise Refused(Code.WRONG_STATE)
    may_spend(turn, lot, price)
    bid = bids.Most(turn.actor.user_id, price)
    lot.board, lot.leader_name = bids.Board(price, bid.bidder, price, 1), turn.actor.name
    _keep(turn, lot, bid, counted, told=True)
    return sell(turn, lot)


def party_paused(turn: Turn, party_id: str) -> None:
    """The party takes a break, and so do its clocks."""
    party_interrupted(turn, party_id, "freeze", turn.now)


def party_interrupted(turn: Turn, party_id: str, policy: str, since: int) -> None:
    """Somebody who is needed has been away since then: what becomes of open lots is the party's policy.

    Those whose time was over by then are closed, not bid on.
    """
    for lot in turn.use(Lots).of_party(party_id):
        if lot.state != "open":
            continue
        assert lot.ends_at is not None, "an open lot has an end"
        if clock.is_over(lot.ends_at, since):
            continue
        left = clock.left(policy, lot.ends_at, since, lot.seconds)
        if left is None:
            give_back(turn, lot, "void", "away")
        else:
            lot.held_up = True
            _stop(turn, lot, left)


def party_resumed(turn: Turn, party_id: str) -> None:
    """The party goes on, and so do the lots that were stopped because of it."""
    for lot in turn.use(Lots).of_party(party_id):
        if lot.state == "paused" and lot.held_up:
            _go_on(turn, lot)


def party_over(turn: Turn, party_id: str) -> None:
    """The party is over: what is not closed is void. A lot on offer to a runner-up stays so."""
    for lot in turn.use(Lots).of_party(party_id):
        if lot.state != "offered":
            give_back(turn, lot, "void", "over")


def _stop(turn: Turn, lot: Lot, left_ms: int) -> Recorded:
    lot.state, lot.left_ms, lot.ends_at, lot.changed = "paused", left_ms, None, True
    return turn.record(AuctionPaused(auction=lot.view()))


def _go_on(turn: Turn, lot: Lot) -> Recorded:
    lot.ends_at, lot.left_ms = clock.resumed(lot.left_ms or 0, turn.now), None
    lot.state, lot.held_up, lot.changed = "open", False, True
    return turn.record(AuctionResumed(auction=lot.view()))


def _in_time(turn: Turn, lot: Lot, sent_at: int | None) -> int:
    """The moment as of which the actor's bid counts; refused where she may not bid, or not now."""
    if lot.seller_id == turn.actor.user_id:
        raise Refused(Code.OWN_ITEM)
    if standing(turn).role in STAFF:
        raise Refused(Code.FORBIDDEN)
    if lot.state == "paused":
        raise Refused(Code.PAUSED)
    if lot.state in ("closed", "offered"):
        raise Refused(Code.TOO_LATE)
    if lot.party_state not in ANNOUNCED or (lot.state == "pending" and not lot.prebids):
        raise Refused(Code.WRONG_STATE)
    arrival = turn.arrival
    counted = clock.counted_at(sent_at, arrival.at, arrival.round_trip_ms, lot.grace_ms)
    if lot.ends_at is not None and counted >= lot.ends_at:
        _note_late(lot, counted - lot.ends_at)
        raise Refused(Code.TOO_LATE)
    return counted


def _note_late(lot: Lot, late_ms: int) -> None:
    """The one thing that a refused bid leaves: by how little the closest of them came too late."""
    lot.closest_late_ms = late_ms if lot.closest_late_ms is None else min(late_ms, lot.closest_late_ms)
    lot.changed = True


def _keep(turn: Turn, lot: Lot, bid: bids.Most, counted: int, *, told: bool) -> None:
    """Put the bid among those of the lot: what is told stands at the next offset, what is not told after the last."""
    assert lot.board.price is not None, "after a bid there is a price"
    turn.use(Lots).add(
        Placed(
            id=new_id(),
            auction_id=lot.id,
            bidder_id=bid.bidder,
            bidder_name=turn.actor.name,
            maximum=bid.maximum,
            price=lot.board.price,
            since=turn.next_offset() - (not told),
            at=counted,
            grace_ms=max(0, turn.arrival.at - counted),
            told=told,
        )
    )


def _tell(turn: Turn, lot: Lot, counted: int) -> Recorded:
    """Tell everybody of a bid, and of the end if it moved."""
    leader, price = lot.leader, lot.board.price
    assert leader is not None and price is not None, "after a bid somebody leads"  # noqa: PT018
    recorded = turn.record(
        BidPlaced(
            auction_id=lot.id,
            price=price,
            leader=leader,
            reserve_met=lot.reserve_met,
            bids=lot.board.bids,
            next_bid=lot.next_bid,
        )
    )
    if lot.ends_at is not None:
        ends_at = clock.extended(lot.ends_at, counted, turn.now, lot.extend_seconds * 1_000)
        if ends_at > lot.ends_at:
            lot.ends_at = ends_at
            turn.record(AuctionExtended(auction_id=lot.id, ends_at=ends_at))
    return recorded


def _on_stage(turn: Turn, lot: Lot) -> None:
    """Refused while another seller has the stage, as an item of hers would be; never to a host."""
    own = lot.seller_id == turn.actor.user_id
    if not may_show(standing(turn).role in HOSTS, own, lot.on_stage, turn.actor.user_id):
        raise Refused(Code.FORBIDDEN)


def _own(turn: Turn, auction_id: str, move: str) -> Lot:
    """The lot, if it is the actor's to move so and is in a state that allows it."""
    lot = of_room(turn, auction_id)
    if not sees_to(turn, lot.seller_id):
        raise Refused(Code.FORBIDDEN)
    if not may_move(lot.state, move):
        raise Refused(Code.WRONG_STATE)
    return lot
