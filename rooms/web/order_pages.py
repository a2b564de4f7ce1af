"""Pages of orders: mine, one of them, its invoice, and the packing list of a party. Thin, and good on paper."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja.errors import HttpError

from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from rooms.checkout import agreements, payments, views
from rooms.customers import consents
from rooms.models.orders import Order
from rooms.models.parties import Party
from rooms.models.rooms import Room
from rooms.orders import orders
from rooms.web import customer_pages, orders_api


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What the visitor bought, newest first."""
    own = views.of(Order.objects.filter(buyer_id=_user(request).pk).order_by("-pk"))
    listed = views.views(own[: orders_api.MOST], private_to=None)
    return render(request, "rooms/orders.html", {"orders": listed, "rooms": _bought_in(request)})


@require_safe
@login_required
def one(request: HttpRequest, order_id: str) -> HttpResponse:
    """An order, with what its reader may do about it."""
    order, private = _find(request, order_id)
    user = _user(request)
    is_seller = order.seller_id == user.pk
    context = {
        "order": views.view(order, private=private),
        "private": private,
        "is_buyer": order.buyer_id == user.pk,
        "is_seller": is_seller,
        "sees_to_buyer": is_seller and orders.is_by_hand(order),
        "hosts": not private,
        "has_provider": payments.provider() is not None,
        "terms": agreements.of(order).terms,
        "asked": _asked(order) if order.buyer_id == user.pk else None,
    }
    return render(request, "rooms/order.html", context)


@require_safe
@login_required
def sold(request: HttpRequest, room_id: str) -> HttpResponse:
    """The orders of a room as its seller sees them; for hosts all of them."""
    actor = actor_of(_user(request))
    room = Room.objects.filter(pk=room_id).first()
    found = orders_api.sold_by(actor, room_id, None)
    if room is None or not (orders_api.is_staff(actor, room_id) or found.exists()):
        raise Http404
    own = found.filter(seller_id=actor.user_id)
    context = {
        "room": room,
        "sells": orders_api.sells(actor, room_id),
        "parties": Party.objects.filter(orders__in=own).distinct().order_by("-pk")[:20],
        "orders": views.views(views.of(found.order_by("-pk"))[: orders_api.MOST], private_to=actor.user_id),
    }
    return render(request, "rooms/sold.html", context)


@require_safe
@login_required
def invoice(request: HttpRequest, order_id: str) -> HttpResponse:
    """The invoice of a confirmed order, for its buyer and its seller."""
    order, private = _find(request, order_id)
    if not private or not hasattr(order, "bill"):
        raise Http404
    own = agreements.of(order).terms
    context = {
        "order": views.view(order, private=True),
        "terms": own,
        "rate": order.bill.tax_rate,
    }
    return render(request, "rooms/invoice.html", context)


@require_safe
@login_required
def packing(request: HttpRequest, room_id: str, party_id: str) -> HttpResponse:
    """What the visitor has to send of a party: her paid orders, and those that are not paid yet marked so."""
    party = Party.objects.filter(pk=party_id, room_id=room_id).first()
    actor = actor_of(_user(request))
    if party is None:
        raise Http404
    states = ("confirmed", "paid", "shipped")
    own = Order.objects.filter(party=party, seller_id=actor.user_id, state__in=states)
    if not own.exists():
        raise Http404
    listed = views.views(views.of(own.order_by("buyer__name", "pk")), private_to=None)
    return render(request, "rooms/packing.html", {"party": party, "orders": listed})


def _bought_in(request: HttpRequest) -> list[Room]:
    """The rooms that the visitor bought in or belongs to: there she may set limits."""
    pk = _user(request).pk
    here = Q(members__user=pk) | Q(
        private=False, pk__in=Order.objects.filter(buyer_id=pk).values("party__room")
    )
    return list(Room.objects.filter(here, rehearsal_of=None).distinct().order_by("title")[:50])


def _asked(order: Order) -> dict[str, object] | None:
    """The buyer's consent to this seller, of whom she is asked here; of nobody in a rehearsal."""
    room = order.party.room
    if room.rehearsal_of_id:
        return None
    given = consents.by_user(room.pk, order.seller_id, [order.buyer_id]).get(order.buyer_id)
    return customer_pages.asked(room, order.seller, given)


def _find(request: HttpRequest, order_id: str) -> tuple[Order, bool]:
    try:
        return orders_api.find(actor_of(_user(request)), order_id)
    except HttpError as error:
        raise Http404 from error


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
