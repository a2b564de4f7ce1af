"""What is read of orders over HTTPS, each by whom it concerns; and the link to pay at."""

from typing import Annotated

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from livesell.access.actor import Actor
from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from livesell.wire.envelope import Id, Millis
from rooms.checkout import agreements, export as order_csv, payments, views
from rooms.checkout.views import OrderOut
from rooms.events.orders import StepView
from rooms.frames.terms import ShippingRule
from rooms.models.orders import Order
from rooms.models.terms import Discount, Terms
from rooms.orders import sanctions, spending
from rooms.permissions import reader
from rooms.rules.limits import Limits
from rooms.rules.roles import HOSTS, SELLERS, STAFF
from rooms.web.access import caller

router = Router(tags=["orders"], auth=VISITOR)
MOST = 200


class TermsOut(Schema):
    """A seller's terms; those of the party if there are some, else hers in the room. What sending costs holds for
    parties in their currency."""

    seller_id: Id
    party_id: Id | None
    currency: str
    shipping: ShippingRule
    tax_rate: int
    tax_included: bool
    pay_hours: int
    imprint: str
    how_to_pay: str


class DiscountOut(Schema):
    code: str
    currency: str
    points: int
    amount: int
    goods_from: int
    most: int | None
    expires_at: Millis | None
    used: int


class LimitsOut(Schema):
    """Money in minor units, time in minutes a day; null is no limit."""

    currency: str
    day: int | None
    week: int | None
    minutes: int | None


class OwnLimitsOut(Schema):
    """The limits in force and those that are wanted from a moment on; what follows from orders left unpaid."""

    now: LimitsOut | None
    wanted: LimitsOut | None
    wanted_from: Millis | None
    step: int
    step_until: Millis | None


class PayOut(Schema):
    """Where to pay; without a provider the seller's own words."""

    url: str | None
    how_to_pay: str


@router.get("/orders", response=list[OrderOut], operation_id="orders_mine")
def mine(request: HttpRequest, before: Annotated[Id | None, Query()] = None) -> list[OrderOut]:
    """What the caller bought anywhere on this server, newest first; `before`: only older ones than that."""
    found = Order.objects.filter(buyer_id=_signed_in(request).user_id)
    return views.views(_page(found, before), private_to=None)


@router.get("/orders/{order_id}", response=OrderOut, operation_id="order")
def one(request: HttpRequest, order_id: str) -> OrderOut:
    """One order, for its buyer, its seller and the hosts of the room."""
    order, private = find(_signed_in(request), order_id)
    return views.view(order, private=private)


@router.post("/orders/{order_id}/pay", response=PayOut, operation_id="order_pay")
def pay(request: HttpRequest, order_id: str) -> PayOut:
    """Begin to pay a confirmed order that says where it goes. Asking again finds the same page. No money is taken in a
    rehearsal."""
    order, _ = find(_signed_in(request), order_id)
    if order.buyer_id != visitor(request).user_id:
        raise HttpError(403, Code.FORBIDDEN.value)
    if order.state != "confirmed" or not hasattr(order, "delivery"):
        raise HttpError(409, Code.WRONG_STATE.value)
    own = agreements.of(order).terms
    provider = None if order.party.room.rehearsal_of_id else payments.provider()
    if provider is None:
        return PayOut(url=None, how_to_pay=own.how_to_pay)
    back = f"{settings.LIVESELL_ORIGINS[0]}/orders/{order.pk}/"
    try:
        return PayOut(url=provider.begin(order, back=back, now=now_ms()), how_to_pay=own.how_to_pay)
    except payments.Unreachable as error:
        raise HttpError(503, Code.BUSY.value) from error
    except payments.Unpayable as error:
        raise HttpError(409, str(error)) from error


@router.get("/rooms/{room_id}/orders", response=list[OrderOut], operation_id="room_orders")
def of_room(
    request: HttpRequest,
    room_id: str,
    party_id: Id | None = None,
    before: Annotated[Id | None, Query()] = None,
) -> list[OrderOut]:
    """A seller's own orders in the room, newest first; for hosts all of them, others' without their addresses."""
    actor, found = _sold(request, room_id, party_id)
    return views.views(_page(found, before), private_to=actor.user_id)


@router.get("/rooms/{room_id}/orders.csv", operation_id="room_orders_csv")
def export(request: HttpRequest, room_id: str, party_id: Id | None = None) -> HttpResponse:
    """A seller's own orders in the room, as a table for a spreadsheet."""
    actor, found = _sold(request, room_id, party_id)
    own = views.of(found.filter(seller_id=actor.user_id).order_by("pk"))
    text = order_csv.table(views.views(own, private_to=None))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="orders-{room_id}.csv"'
    return answer


@router.get("/rooms/{room_id}/terms", response=list[TermsOut], operation_id="room_terms")
def all_terms(request: HttpRequest, room_id: str) -> list[TermsOut]:
    """The terms of every seller of the room: what sending costs, tax, how long there is to pay. For everybody.

    `how_to_pay` may be a bank account: here it is told to the seller herself, elsewhere to who owes her.
    """
    me = caller(request, room_id).user_id
    names = (
        "seller_id",
        "party_id",
        "currency",
        "shipping",
        "tax_rate",
        "tax_included",
        "pay_hours",
        "imprint",
    )

    def view(own: Terms) -> TermsOut:
        how_to_pay = own.how_to_pay if own.seller_id == me else ""
        return TermsOut(**{name: getattr(own, name) for name in names}, how_to_pay=how_to_pay)

    return shown(Terms.objects.filter(room_id=room_id).order_by("seller_id", "pk"), view)


@router.get("/rooms/{room_id}/discounts", response=list[DiscountOut], operation_id="room_discounts")
def discounts(request: HttpRequest, room_id: str) -> list[DiscountOut]:
    """A seller's own codes, and how many orders use each."""
    actor = caller(request, room_id)
    names = ("code", "currency", "points", "amount", "goods_from", "most", "expires_at")
    found = Discount.objects.filter(room_id=room_id, seller_id=actor.user_id or "-").order_by("code")

    def view(own: Discount) -> DiscountOut:
        used = own.orders.exclude(state="cancelled").count()
        return DiscountOut(**{name: getattr(own, name) for name in names}, used=used)

    return shown(found, view)


@router.get("/rooms/{room_id}/limits", response=OwnLimitsOut, operation_id="room_own_limits")
def own_limits(request: HttpRequest, room_id: str) -> OwnLimitsOut:
    """The caller's own limits in the room, and her step. Nobody else reads them here."""
    actor = _signed_in(request)
    caller(request, room_id)
    kept = spending.kept_of(room_id, actor.user_id)
    reached, until = sanctions.in_force(room_id, actor.user_id, now_ms())
    return OwnLimitsOut(
        now=_limits(kept.now) if kept else None,
        wanted=_limits(kept.wanted) if kept and kept.wanted else None,
        wanted_from=kept.wanted_from if kept and kept.wanted else None,
        step=reached,
        step_until=until,
    )


@router.get("/rooms/{room_id}/steps", response=list[StepView], operation_id="room_steps")
def all_steps(request: HttpRequest, room_id: str) -> list[StepView]:
    """For staff: who left orders unpaid, what follows, and what she says to it."""
    caller(request, room_id, desk=True)
    return sanctions.all_in_force(room_id, now_ms())


def find(actor: Actor, order_id: str) -> tuple[Order, bool]:
    """The order, and whether its private part is the actor's to read; to others it does not exist."""
    order = views.of(Order.objects.filter(pk=order_id)).first()
    if order is not None:
        if actor.user_id in (order.buyer_id, order.seller_id):
            return order, True
        if _hosts(actor, order.party.room_id):
            return order, False
    raise HttpError(404, Code.NOT_FOUND.value)


def sold_by(actor: Actor, room_id: str, party_id: str | None) -> QuerySet[Order]:
    """The actor's orders as a seller in a room; for hosts everybody's."""
    found = Order.objects.filter(party__room_id=room_id)
    found = found.filter(party_id=party_id) if party_id else found
    return found if _hosts(actor, room_id) else found.filter(seller_id=actor.user_id)


def _sold(request: HttpRequest, room_id: str, party_id: str | None) -> tuple[Actor, QuerySet[Order]]:
    """Also who sells here no more still sees what she sold; to who never did, there is nothing here."""
    actor = _signed_in(request)
    found = sold_by(actor, room_id, party_id)
    if (
        not _hosts(actor, room_id)
        and not Order.objects.filter(party__room_id=room_id, seller_id=actor.user_id).exists()
    ):
        caller(request, room_id, desk=True)
    return actor, found


def _page(found: QuerySet[Order], before: str | None) -> QuerySet[Order]:
    older = found.filter(pk__lt=before) if before else found
    return views.of(older.order_by("-pk"))[:MOST]


def _hosts(actor: Actor, room_id: str) -> bool:
    return _role(actor, room_id) in HOSTS


def is_staff(actor: Actor, room_id: str) -> bool:
    """Whether the actor sells, keeps order or hosts in the room."""
    return _role(actor, room_id) in STAFF


def sells(actor: Actor, room_id: str) -> bool:
    """Whether the actor may sell in the room."""
    return _role(actor, room_id) in SELLERS


def _role(actor: Actor, room_id: str) -> str:
    try:
        return reader(actor, room_id, desk=False, now=now_ms()).role
    except Refused:
        return ""


def _limits(limits: Limits) -> LimitsOut:
    return LimitsOut(currency=limits.currency, day=limits.day, week=limits.week, minutes=limits.minutes)


def _signed_in(request: HttpRequest) -> Actor:
    actor = visitor(request)
    if actor.is_guest:
        raise HttpError(401, Code.SIGN_IN.value)
    return actor
