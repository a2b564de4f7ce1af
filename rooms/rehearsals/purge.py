"""What a rehearsal leaves: nothing. What was in it goes with the turn that shuts it; the room and its ledgers an hour
later, so that whoever asks again in between is answered as the first time.
"""

from livesell.accounts.models import User
from livesell.ledger.turn import Turn
from rooms.models.auctions import Auction
from rooms.models.buyers import Let, OwnLimits
from rooms.models.claims import Claim, StandIn
from rooms.models.deferrals import Deferral
from rooms.models.giveaways import Giveaway
from rooms.models.lists import Follow
from rooms.models.orders import Order, OrderLine, Payment, Refund
from rooms.models.parties import Party, Series
from rooms.models.rooms import Member, Room
from rooms.models.terms import Discount, Terms

KEPT = 3_600_000


def clear(turn: Turn) -> None:
    """Delete what people did in the turn's room: what was bought before what was for sale."""
    room_id = turn.room_id
    orders = Order.objects.filter(party__room_id=room_id)
    for about_an_order in (Payment, Refund, OrderLine):
        about_an_order.objects.filter(order__in=orders).delete()
    orders.delete()
    for about_a_unit in (Claim, Auction):
        about_a_unit.objects.filter(variant__item__party__room_id=room_id).delete()
    Giveaway.objects.filter(party__room_id=room_id).delete()
    for of_the_room in (Party, Series, Member, Follow, Terms, Discount, Let, OwnLimits):
        of_the_room.objects.filter(room_id=room_id).delete()


def stale(now: int) -> list[str]:
    """The rehearsals that were shut an hour ago."""
    found = Room.objects.filter(shut_at__lte=now - KEPT).order_by("shut_at", "pk")
    return list(found.values_list("pk", flat=True)[:500])


def forget(room_id: str) -> None:
    """Delete the room and the buyers who were named by hand in it. Its ledgers and its talk have gone before."""
    User.objects.filter(pk__in=StandIn.objects.filter(room_id=room_id).values("user_id")).delete()
    Deferral.objects.filter(room_id=room_id).delete()
    Room.objects.filter(pk=room_id, shut_at__isnull=False).delete()
