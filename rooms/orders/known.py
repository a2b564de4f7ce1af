"""Known buyers: those who have ordered in the room, and did not have it cancelled."""

from livesell.ledger.turn import Refused, Turn
from livesell.wire.codes import Code
from rooms.membership.standing import Members
from rooms.models.orders import Order


class KnownBuyers:
    """Those of the batch who have bought in the room, in one query at first use."""

    def __init__(self, turn: Turn) -> None:
        orders = Order.objects.filter(party__room_id=turn.room_id, buyer_id__in=turn.actors)
        self._known = set(orders.exclude(state="cancelled").values_list("buyer_id", flat=True))

    def __contains__(self, user_id: str) -> bool:
        """Whether an actor of this batch has bought here."""
        return user_id in self._known

    def save(self) -> None:
        """Nothing is written through this unit."""


def allow(turn: Turn) -> None:
    """Refuse the actor's claim or bid where the room sells to known buyers only, and she is none: `buyers_only`."""
    if turn.use(Members).known_buyers_only and turn.actor.user_id not in turn.use(KnownBuyers):
        raise Refused(Code.BUYERS_ONLY)
