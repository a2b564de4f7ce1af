"""Buyers without an account: named by staff, with the network in which they asked."""

from livesell.accounts.models import User
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import claims
from rooms.frames import ClaimFor
from rooms.models import StandIn
from rooms.rules.lexicon import fold
from rooms.standings import Members
from rooms.stock import Stock


def claim_for(turn: Turn, frame: ClaimFor) -> Recorded:
    """Claim by hand, as the seller of the item or as a host. It stands in the same line as every other."""
    stocked = turn.use(Stock).variant(frame.variant_id)
    if stocked is None:
        raise Refused(Code.NOT_FOUND)
    if not claims.sees_to(turn, stocked):
        raise Refused(Code.FORBIDDEN)
    stand_in = _named(turn.room_id, frame.name, frame.network)
    if turn.use(Members).of(stand_in.user_id).is_banned(turn.now):
        raise Refused(Code.BANNED)
    buyer = claims.Buyer(stand_in.user_id, stand_in.user.name, stand_in.network)
    return claims.enter(turn, frame.variant_id, frame.quantity, frame.price_version, buyer).recorded


def _named(room_id: str, name: str, network: str) -> StandIn:
    """The room's stand-in for the buyer of that name in that network, perhaps a new one."""
    key = f"{fold(name)}@{fold(network)}"
    found = StandIn.objects.select_related("user").filter(room_id=room_id, key=key).first()
    if found:
        return found
    user = User.objects.create_stand_in(name)
    return StandIn.objects.create(user=user, room_id=room_id, network=network, key=key)
