"""What sellers wrote of their new arrivals, over HTTPS: how many got it, how many came."""

from django.db.models import Count
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from livesell.accounts.visitor import VISITOR
from livesell.ledger.clock import now_ms
from livesell.ledger.models import Ledger
from livesell.ledger.shown import shown
from livesell.outbound.models import Notification
from livesell.wire.codes import Code
from livesell.wire.envelope import Id
from rooms.customers import arrivals
from rooms.customers.alerts import ARRIVALS
from rooms.models.customers import Arrivals, MarketingConsent
from rooms.rules.arrivals import next_at
from rooms.rules.roles import HOSTS, SELLERS, Standing
from rooms.web.access import caller

router = Router(tags=["rooms"], auth=VISITOR)


class ToldOut(Schema):
    """One of them. `got`: people who were told; `came`: browsers of such people that opened its link."""

    id: Id
    seller_id: Id
    seller: str
    party_id: Id
    party: str
    text: str
    item_ids: list[Id]
    at: int
    got: int
    came: int


class ArrivalsOut(Schema):
    """Those of the last ninety days, the latest first; for hosts everybody's. `willing`: how many said yes to the
    caller. `next_at`: when she may write again, in ms; null: now."""

    willing: int
    next_at: int | None
    told: list[ToldOut]


@router.get("/rooms/{room_id}/arrivals", response=ArrivalsOut, operation_id="room_arrivals")
def room_arrivals(request: HttpRequest, room_id: str) -> ArrivalsOut:
    """What the caller wrote to those who said yes to her, and what came of it."""
    own = caller(request, room_id, desk=True)
    if own.role not in SELLERS:
        raise HttpError(403, Code.FORBIDDEN.value)
    return overview(own, room_id)


def overview(own: Standing, room_id: str) -> ArrivalsOut:
    """As somebody who stands so in the room reads it."""
    now = now_ms()
    told = arrivals.last_told(room_id, None if own.role in HOSTS else own.user_id, now)
    counted = got(room_id, told)
    return ArrivalsOut(
        willing=arrivals.willing(room_id, own.user_id),
        next_at=next_at(arrivals.last_at(room_id, own.user_id), now),
        told=shown(told, lambda one: _told(one, counted)),
    )


def got(room_id: str, told: list[Arrivals]) -> dict[int, int]:
    """How many people were told each of these, by the fact's offset. Asked person by person among those who ever said
    yes, as an index of notifications serves it."""
    people = MarketingConsent.objects.filter(room_id=room_id, seller_id__in={one.seller_id for one in told})
    found = Notification.objects.filter(
        user_id__in=people.values("user_id"),
        kind=ARRIVALS.name,
        ledger__in=Ledger.objects.filter(name=f"room.{room_id}.desk"),
        offset__in=[one.offset for one in told],
        state="told",
    )
    return dict(found.order_by().values_list("offset").annotate(many=Count("pk")))


def _told(one: Arrivals, counted: dict[int, int]) -> ToldOut:
    return ToldOut(
        id=one.pk,
        seller_id=one.seller_id,
        seller=one.seller.name,
        party_id=one.party_id,
        party=one.party.title,
        text=one.text,
        item_ids=one.items,
        at=one.at,
        got=counted.get(one.offset, 0),
        came=one.came,
    )
