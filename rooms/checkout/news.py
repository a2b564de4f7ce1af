"""Whom a change of an order concerns, and how she is told: it is written in the turn, beside the fact that the order
changed, and read by the outbox.
"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from livesell.accounts.models import User
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact, Waiting, Words
from rooms.checkout import agreements
from rooms.events.orders import OrderChanged
from rooms.models.orders import Order, OrderNews

SAYS = {
    "confirmed": _("Your order can be paid"),
    "reminder": _("Your order waits to be paid"),
    "lapsed": _("Your order was not paid in time"),
    "paid": _("Your order is paid"),
    "shipped": _("Your order is on its way"),
    "cancelled": _("Your order was cancelled"),
    "owed_back": _("Money of an order is owed back"),
}
TITLE = "%(what)s: %(party)s"
KINDS = {
    "order_to_pay": ("confirmed", "reminder"),
    "order_step": ("lapsed", "paid", "shipped", "cancelled"),
    "money_back": ("owed_back",),
}


def write(order: Order, kind: str, *, to: str | None = None) -> None:
    """See that the buyer is told, or somebody else; never of a rehearsal, nor who has no account. The fact by which it
    is told is the order's next (`orders.tell`)."""
    receiver = to or order.buyer_id
    rehearsed = order.party.room.rehearsal_of_id is not None
    if not rehearsed and User.objects.filter(pk=receiver, is_active=True).exists():
        OrderNews.objects.create(order=order, to_id=receiver, kind=kind)


def _wording(words: Words) -> Words:
    return {**words, "what": str(SAYS[str(words["kind"])])}


def _unpaid(those: Sequence[Waiting]) -> list[Waiting]:
    found = Order.objects.filter(pk__in={one.about for one in those}, state="confirmed")
    unpaid = set(found.values_list("pk", flat=True))
    return [one for one in those if one.about in unpaid]


TO_PAY = AlertKind(
    "order_to_pay",
    _("An order can be paid, or waits for it"),
    TITLE,
    urgent=True,
    despite_ban=True,
    mail="now",
    wording=_wording,
    still=_unpaid,
)
STEP = AlertKind(
    "order_step",
    _("An order is paid, on its way, or cancelled"),
    TITLE,
    despite_ban=True,
    mail="now",
    wording=_wording,
)
MONEY_BACK = AlertKind(
    "money_back", _("Money of an order is owed back"), TITLE, despite_ban=True, mail="now", wording=_wording
)


def _told(kinds: Sequence[str], fact: Fact) -> list[Alert]:
    found = OrderNews.objects.filter(
        order__party__room_id=fact.room_id, offset=fact.offset, kind__in=kinds
    ).select_related("order__party", "order__bill", "order__discount")
    return [
        Alert(
            one.to_id,
            one.order_id,
            reverse("rooms:order", args=[one.order_id]),
            {"kind": one.kind, "party": agreements.of(one.order).party_title},
        )
        for one in found
    ]


def _telling(kind: AlertKind) -> AlertRule:
    return AlertRule(kind, OrderChanged, lambda fact, _after, _most: _told(KINDS[kind.name], fact))


ALERTS = tuple(_telling(kind) for kind in (TO_PAY, STEP, MONEY_BACK))
