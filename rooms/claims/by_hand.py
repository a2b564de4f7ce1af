"""Buyers without an account: named by staff, with the network in which they asked. She may come with an account later.

How she takes over: whoever sold to her makes a link, as for a room (`rooms.membership.invitations`), and sends it to
her there. So nobody is given debts that she did not ask for, and nobody is taken for her who only has her name.
"""

from livesell.accounts.models import User
from livesell.ledger.feature import ReadContext
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.text import identity
from rooms.claims import claims
from rooms.claims.reading import own_claims
from rooms.events.claims import ClaimsTakenOver
from rooms.frames.claims import ClaimFor, LinkFor, TakeOver
from rooms.membership import invitations
from rooms.membership.standing import Members, sees_to, standing
from rooms.models.claims import Claim, StandIn
from rooms.orders import orders, sanctions
from rooms.presenters import ShownParties
from rooms.rules.roles import HOSTS
from rooms.stock.rows import Stock


def claim_for(turn: Turn, frame: ClaimFor) -> Recorded:
    """Claim by hand, as the seller of the item or as a host. It stands in the same line as every other."""
    stocked = turn.use(Stock).variant(frame.variant_id)
    if stocked is None:
        raise Refused(Code.NOT_FOUND)
    if not sees_to(turn, stocked.seller_id):
        raise Refused(Code.FORBIDDEN)
    stand_in = _named(turn.room_id, frame.name, frame.network)
    if turn.use(Members).of(stand_in.user_id).is_banned(turn.now):
        raise Refused(Code.BANNED)
    buyer = claims.Buyer(stand_in.user_id, stand_in.user.name, stand_in.network)
    return claims.enter(turn, frame.variant_id, frame.quantity, frame.price_version, buyer).recorded


def link_for(turn: Turn, frame: LinkFor) -> Recorded:
    """Another secret for the stand-in, or none: by a host, or by who sells something that she claimed."""
    stand_in = StandIn.objects.filter(room_id=turn.room_id, user_id=frame.buyer_id, simulated=False).first()
    if stand_in is None:
        raise Refused(Code.NOT_FOUND)
    if standing(turn).role not in HOSTS and not _sells_to(turn, stand_in):
        raise Refused(Code.FORBIDDEN)
    stand_in.link_hash = frame.token_hash
    stand_in.save(update_fields=["link_hash"])
    return QUIET


def take_over(turn: Turn, frame: TakeOver) -> Recorded:
    """The stand-in's claims and orders are the actor's. What she left unpaid before, unasked, does not count."""
    found = StandIn.objects.select_related("user")
    stand_in = found.filter(room_id=turn.room_id, link_hash=invitations.hash_of(frame.token)).first()
    if stand_in is None:
        raise Refused(Code.NOT_FOUND)
    if turn.use(Members).of(stand_in.user_id).is_banned(turn.now):
        raise Refused(Code.BANNED)
    if standing(turn).role in HOSTS or _sells_to(turn, stand_in):
        raise Refused(Code.OWN_ITEM)
    was, buyer = stand_in.user_id, turn.actor.person
    taken = list(Claim.objects.filter(buyer_id=was).values_list("pk", flat=True))
    Claim.objects.filter(buyer_id=was).update(buyer_id=buyer.id)
    sanctions.pardon(was)
    orders.hand_over(was, buyer.id)
    stand_in.delete()  # by that name somebody else may ask now
    shown = ShownParties(ReadContext(turn.room_id)).ids
    own = own_claims(turn.room_id, shown, [buyer.id]).get(buyer.id, [])
    moved = [one for one in own if one.claim.id in set(taken)]
    return turn.record(ClaimsTakenOver(stand_in_id=was, buyer=buyer, claims=moved))


def _sells_to(turn: Turn, stand_in: StandIn) -> bool:
    """Whether the actor sells something that was claimed by hand for her."""
    own = Claim.objects.filter(buyer_id=stand_in.user_id, variant__item__seller_id=turn.actor.user_id)
    return own.exists()


def _named(room_id: str, name: str, network: str) -> StandIn:
    """The room's stand-in for the buyer of that name in that network, perhaps a new one."""
    key = f"{identity(name)}\n{identity(network)}"  # neither is of two lines
    found = StandIn.objects.select_related("user").filter(room_id=room_id, key=key, simulated=False).first()
    if found:
        return found
    user = User.objects.create_stand_in(name)
    return StandIn.objects.create(user=user, room_id=room_id, network=network, key=key)
