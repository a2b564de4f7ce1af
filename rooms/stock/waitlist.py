"""The lines for what is not free: served when units come back, let go when nothing can come any more.

Below claims and auctions, which both give units back.
"""

from livesell.ledger.turn import Recorded, Turn
from rooms.events.claims import ClaimHeld, ClaimReleased, ClaimWaitlisted, ReleaseCode
from rooms.orders import orders
from rooms.rules import claims as rules
from rooms.stock.rows import Claimed, Stock, Stocked


def serve(turn: Turn, stocked: Stocked) -> None:
    """Hold free units for those who wait longest; and let the line go where nothing can come any more."""
    stock, shelf = turn.use(Stock), stocked.shelf
    if shelf.waiting and shelf.free and not stocked.offer.withdrawn:
        line = stock.line(stocked, upto=shelf.unsold, most=shelf.free)
        for claim in line[: rules.served(shelf, [one.quantity for one in line])]:
            shelf.held += claim.quantity
            shelf.waiting -= 1
            stocked.changed = True
            claim.called += 1
            stock.move(claim, "held", rules.held_until(stocked.offer, turn.now))
            turn.record(ClaimHeld(claim=claim.view(), promoted=True))
    close_line(turn, stocked)


def somebody_waits(turn: Turn, stocked: Stocked) -> bool:
    """Whether somebody in line comes before whoever asks now: one who is not passed over."""
    shelf = stocked.shelf
    if not shelf.waiting or not shelf.free:
        return shelf.waiting > 0
    return bool(turn.use(Stock).line(stocked, upto=shelf.unsold, most=1))


def wait_again(turn: Turn, claim: Claimed, stocked: Stocked) -> None:
    """Put a claim whose hold is over back in line, at the end. The caller serves the line."""
    claim.place = turn.next_offset()
    stocked.shelf.waiting += 1
    turn.use(Stock).move(claim, "waitlisted")
    turn.record(ClaimWaitlisted(claim=claim.view()))


def let_go(turn: Turn, claim: Claimed, reason: ReleaseCode, why: str = "") -> Recorded:
    """End a claim without a sale, or with one that is none any more. The caller serves the line, or closes it."""
    stock = turn.use(Stock)
    stocked = stock.variant(claim.variant_id)
    assert stocked is not None, "an active claim is of an announced variant"
    by = turn.actor.person if reason == "staff" else None
    told = {"claim": claim.view(), "reason": reason, "by": by, "why": why}
    recorded = turn.record(ClaimReleased.model_validate(told))
    match claim.state:
        case "held":
            stocked.shelf.held -= claim.quantity
        case "waitlisted":
            stocked.shelf.waiting -= 1
        case "ordered":
            stocked.shelf.sold -= claim.quantity
    stocked.changed = True
    stock.move(claim, "released")
    return recorded


def close_line(turn: Turn, stocked: Stocked) -> None:
    """Let those in line go where nothing can come for them any more: not from a hold, nor from an unpaid order."""
    offer = stocked.offer
    if not stocked.shelf.waiting or not rules.is_hopeless(stocked.shelf, offer):
        return
    if offer.withdrawn or not orders.is_owed(turn, stocked.variant_id):
        reason: ReleaseCode = "withdrawn" if offer.withdrawn else "over"
        for claim in turn.use(Stock).line(stocked):
            let_go(turn, claim, reason)
