"""Claims: placed, given back, confirmed, run out. What they mean is in `rooms.rules.claims`; here it is done."""

from typing import Literal, NamedTuple

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from livesell.wire.ids import new_id
from rooms.events.claims import (
    ClaimExpired,
    ClaimHeld,
    ClaimMoved,
    ClaimOrdered,
    ClaimWaitlisted,
    ClaimWanted,
)
from rooms.frames.claims import ConfirmClaim, OverrideClaim, PlaceClaim, ReleaseClaim
from rooms.membership.standing import sees_to, standing
from rooms.orders import known, orders, spending
from rooms.rules import claims as rules
from rooms.rules.money import shown
from rooms.rules.roles import HOSTS, MODERATORS
from rooms.stock.rows import ACTIVE, Claimed, State, Stock, Stocked
from rooms.stock.waitlist import (
    close_line,
    let_go as let_go,
    serve,
    somebody_waits,
    wait_again,
)

BECOMES: dict[type, State] = {rules.Held: "held", rules.Waitlisted: "waitlisted", rules.Wanted: "wanted"}


class ExpireClaim(Command):
    """The clock's own command: a hold has run out."""

    type: Literal["claim.expire"] = "claim.expire"
    claim_id: Id


def place(turn: Turn, frame: PlaceClaim) -> Recorded:
    """Hold units for the buyer, or put her in line; or write down what she wants, if who pays first is served."""
    return enter(turn, frame.variant_id, frame.quantity, frame.price_version).recorded


class Entered(NamedTuple):
    """A new claim, its fact, and how many stand in line before it."""

    claim: Claimed
    recorded: Recorded
    ahead: int


class Buyer(NamedTuple):
    """Who claims. `network`: where she is known by that name, if she has no account here."""

    id: str
    name: str
    network: str | None = None


def enter(
    turn: Turn, variant_id: str, quantity: int, price_version: int | None, buyer: Buyer | None = None
) -> Entered:
    """As `place`; for the actor, or by hand for somebody without an account.

    Without a price version where the claim is said, not made from what a screen shows.
    """
    stock, buyer = turn.use(Stock), buyer or Buyer(turn.actor.user_id, turn.actor.name)
    stocked = stock.variant(variant_id)
    if stocked is None:
        raise Refused(Code.NOT_FOUND)
    decision = _decide(turn, stocked, buyer, quantity, price_version)
    if isinstance(decision, rules.Denied):
        raise Refused(decision.code, _price_in_words(decision.code, stocked))
    if buyer.network is None:
        known.allow(turn)
        amount = stocked.price * quantity
        spending.allow(turn, seller_id=stocked.seller_id, amount=amount, currency=stocked.currency)
    claim = Claimed(
        id=new_id(),
        variant_id=stocked.variant_id,
        item_id=stocked.item_id,
        buyer_id=buyer.id,
        buyer_name=buyer.name,
        network=buyer.network,
        quantity=quantity,
        price=stocked.price,
        state=BECOMES[type(decision)],
        since=turn.next_offset(),
        place=turn.next_offset(),
        called=0,
        held_until=decision.until if isinstance(decision, rules.Held) else None,
    )
    stock.add(claim)
    return _placed(turn, claim, stocked)


def _decide(
    turn: Turn, stocked: Stocked, buyer: Buyer, quantity: int, price_version: int | None
) -> rules.Decision:
    return rules.decide(
        stocked.shelf,
        stocked.offer,
        own=stocked.seller_id == buyer.id or (buyer.network is None and standing(turn).role in HOSTS),
        quantity=quantity,
        price_version=price_version,
        already=turn.use(Stock).units_of(buyer.id, stocked.item_id),
        before=somebody_waits(turn, stocked),
        now=turn.now,
    )


def _price_in_words(code: Code, stocked: Stocked) -> str | None:
    """What a claim at an old price is told: the one in force."""
    if code != Code.PRICE_CHANGED:
        return None
    return (
        f"it costs {shown(stocked.price, stocked.currency)} now, price version {stocked.offer.price_version}"
    )


def _placed(turn: Turn, claim: Claimed, stocked: Stocked) -> Entered:
    """Count a new claim, and tell it."""
    if claim.state == "wanted":
        orders.owe(turn, _sale(claim, stocked))
        return Entered(claim, turn.record(ClaimWanted(claim=claim.view())), 0)
    stocked.changed = True
    ahead = stocked.shelf.waiting
    if claim.state == "waitlisted":
        stocked.shelf.waiting += 1
        return Entered(claim, turn.record(ClaimWaitlisted(claim=claim.view())), ahead)
    stocked.shelf.held += claim.quantity
    return Entered(claim, turn.record(ClaimHeld(claim=claim.view(), promoted=False)), ahead)


def release(turn: Turn, frame: ReleaseClaim) -> Recorded:
    """Give a claim back: one's own, or with a reason as staff, or as the seller of the item."""
    claim, stocked = _active(turn, frame.claim_id)
    by_buyer = claim.buyer_id == turn.actor.user_id
    if not by_buyer and not sees_to(turn, stocked.seller_id) and standing(turn).role not in MODERATORS:
        raise Refused(Code.NOT_FOUND)
    if not by_buyer and not frame.reason:
        raise Refused(Code.BAD_FRAME, "say why: it is not your own")
    if claim.state == "wanted" and not orders.strike(turn, claim.id):
        raise Refused(Code.WRONG_STATE)
    recorded = let_go(turn, claim, "buyer") if by_buyer else let_go(turn, claim, "staff", frame.reason)
    serve(turn, stocked)
    return recorded


def confirm(turn: Turn, frame: ConfirmClaim) -> Recorded:
    """Take a hold as sold: the buyer owes it. She may say so herself.

    Less is unsold now, so that somebody in line may be passed over.
    """
    claim, stocked = _active(turn, frame.claim_id)
    if claim.buyer_id != turn.actor.user_id and not sees_to(turn, stocked.seller_id):
        raise Refused(Code.NOT_FOUND)
    if claim.state != "held":
        raise Refused(Code.WRONG_STATE)
    recorded = turn.record(ClaimOrdered(claim=claim.view()))
    stocked.shelf.held -= claim.quantity
    stocked.shelf.sold += claim.quantity
    stocked.changed = True
    turn.use(Stock).move(claim, "ordered")
    orders.owe(turn, _sale(claim, stocked))
    serve(turn, stocked)
    return recorded


def expire(turn: Turn, frame: ExpireClaim) -> Recorded:
    """End a hold that has run out, and serve the next in line.

    Who was served from the line may have been away: the first time she stands at its end again.
    """
    claim, stocked = _active(turn, frame.claim_id)
    if claim.state != "held" or claim.held_until is None or claim.held_until > turn.now:
        raise Refused(Code.WRONG_STATE)
    recorded = turn.record(ClaimExpired(claim=claim.view()))
    stocked.shelf.held -= claim.quantity
    stocked.changed = True
    if rules.may_wait_again(stocked.offer, claim.called):
        wait_again(turn, claim, stocked)
    else:
        turn.use(Stock).move(claim, "expired")
    serve(turn, stocked)
    return recorded


def override(turn: Turn, frame: OverrideClaim) -> Recorded:
    """Move somebody in line, for a reason that everybody can see. Hosts may; the permission says so."""
    claim, stocked = _active(turn, frame.claim_id)
    if claim.state != "waitlisted":
        raise Refused(Code.WRONG_STATE)
    line = turn.use(Stock).line(stocked)
    if line[0 if frame.to == "first" else -1] is claim:
        raise Refused(Code.WRONG_STATE)
    was, claim.place = claim.place, line[0].place - 1 if frame.to == "first" else turn.next_offset()
    turn.use(Stock).move(claim, "waitlisted")
    ahead = 0 if frame.to == "first" else len(line) - 1
    event = ClaimMoved(claim=claim.view(), was=was, ahead=ahead, by=turn.actor.person, reason=frame.reason)
    recorded = turn.record(event)
    serve(turn, stocked)
    return recorded


def take_back(turn: Turn, claim_id: str) -> None:
    """The order that a claim stood on was cancelled: its units go to those who wait, or on sale again."""
    stock = turn.use(Stock)
    claim = stock.claim(claim_id)
    stocked = stock.variant(claim.variant_id) if claim else None
    if claim and stocked and claim.state in ("ordered", "wanted"):
        let_go(turn, claim, "cancelled")
        serve(turn, stocked)


def sell(turn: Turn, claim_id: str) -> bool:
    """Money came for a claim: whether it is sold. Where nothing is kept for it, it takes its units now, or is late."""
    stock = turn.use(Stock)
    claim = stock.claim(claim_id)
    stocked = stock.variant(claim.variant_id) if claim else None
    if claim is None or stocked is None or claim.state == "ordered":
        return claim is not None
    if not rules.may_sell(stocked.shelf, claim.quantity, before=somebody_waits(turn, stocked)):
        if claim.state == "wanted":
            let_go(turn, claim, "late")
        return False
    stock.move(claim, "wanted")  # also one that was let go when its order lapsed
    turn.record(ClaimOrdered(claim=claim.view()))
    stocked.shelf.sold += claim.quantity
    stocked.changed = True
    stock.move(claim, "ordered")
    return True


def settle(turn: Turn, variant_ids: set[str]) -> None:
    """What stood on an unpaid order will not come back: let those go who wait for nothing else."""
    for variant_id in sorted(variant_ids):
        if stocked := turn.use(Stock).variant(variant_id):
            close_line(turn, stocked)


def release_all_of(turn: Turn, user_id: str, reason: Literal["banned", "hosts"]) -> None:
    """Let go of everything that somebody who may not claim any more holds or waits for, and serve those behind her.

    So is what she only wants, unless she was told already what to pay for it.
    """
    stock = turn.use(Stock)
    active = stock.active_of(user_id)
    claims = [claim for claim in active if claim.state != "wanted" or orders.strike(turn, claim.id)]
    for claim in claims:
        let_go(turn, claim, reason)
    for variant_id in sorted({claim.variant_id for claim in claims}):
        if stocked := stock.variant(variant_id):
            serve(turn, stocked)


def _sale(claim: Claimed, stocked: Stocked) -> orders.Sale:
    return orders.Sale(
        party_id=stocked.party_id,
        seller_id=stocked.seller_id,
        buyer_id=claim.buyer_id,
        item_id=claim.item_id,
        variant_id=claim.variant_id,
        quantity=claim.quantity,
        price=claim.price,
        source="claim",
        source_id=claim.id,
        wanted=claim.state == "wanted",
    )


def _active(turn: Turn, claim_id: str) -> tuple[Claimed, Stocked]:
    stock = turn.use(Stock)
    claim = stock.claim(claim_id)
    stocked = stock.variant(claim.variant_id) if claim else None
    if claim is None or stocked is None:
        raise Refused(Code.NOT_FOUND)
    if claim.state not in ACTIVE:
        raise Refused(Code.WRONG_STATE)
    return claim, stocked
