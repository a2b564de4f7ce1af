"""What a buyer's own orders in a room are, as far as the room's page shows them."""

from django.db.models import Q, QuerySet
from pydantic import BaseModel

from livesell.wire.envelope import Id
from rooms.checkout import views
from rooms.models.orders import Order
from rooms.models.parties import Party
from rooms.rules.orders import UNPAID
from rooms.rules.parties import ON_AIR

MOST = 20


class OwnOrder(BaseModel):
    """An order in a line. `total` is in minor units; while it is open, what it would come to now."""

    id: Id
    party_id: Id
    seller: str
    state: str
    currency: str
    total: int


def owes(user_id: str, room_id: str) -> bool:
    """Whether somebody has something to close or to pay in a room."""
    return _own(user_id, room_id).filter(state__in=UNPAID).exists()


def of_last_party(user_id: str, room_id: str) -> list[OwnOrder]:
    """Her orders of the party that ended last, and whatever is unpaid. None while a party is on: nobody is shown
    them then, and everybody loads the page."""
    parties = Party.objects.filter(room_id=room_id)
    if parties.filter(state__in=ON_AIR).exists():
        return []
    last = parties.filter(state="ended").order_by("-ended_at", "-pk").values_list("pk", flat=True).first()
    shown = _own(user_id, room_id).filter(Q(party_id=last) | Q(state__in=UNPAID)).exclude(state="cancelled")
    return [
        OwnOrder(
            id=order.id,
            party_id=order.party_id,
            seller=order.seller.name,
            state=order.state,
            currency=order.currency,
            total=order.totals.total,
        )
        for order in views.views(views.of(shown.order_by("-pk"))[:MOST], private_to=None)
    ]


def _own(user_id: str, room_id: str) -> QuerySet[Order]:
    return Order.objects.filter(buyer_id=user_id, party__room_id=room_id)
