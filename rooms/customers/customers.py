"""A seller's customers in a room: who bought from her there, and who said yes to hear of her new things."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, QuerySet, Sum

from livesell.accounts.models import User
from rooms.customers import consents
from rooms.models.customers import CustomerExport, MarketingConsent
from rooms.models.lists import Follow
from rooms.models.orders import Order, Payment, Refund
from rooms.models.rooms import Member

PAID = ("paid", "shipped", "done")
Amounts = QuerySet[Payment, tuple[str, str]] | QuerySet[Refund, tuple[str, str]]


@dataclass(slots=True)
class Bought:
    """Somebody's orders in one currency: how many, how many of them are paid, and what was received for them without
    what was given back, in minor units. Cancelled orders do not count as orders."""

    currency: str
    orders: int
    paid: int
    received: int = 0


@dataclass(slots=True)
class Customer:
    """One of them. `last_seen`: when she last began an order here or began to speak on a day, in ms. `consent`: in
    force."""

    user: User
    bought: list[Bought] = field(default_factory=list)
    last_seen: int | None = None
    follows_since: int | None = None
    consent: MarketingConsent | None = None

    @property
    def orders(self) -> int:
        """In all currencies."""
        return sum(one.orders for one in self.bought)

    @property
    def paid(self) -> int:
        """Orders that are paid, in all currencies."""
        return sum(one.paid for one in self.bought)


def of(room_id: str, seller_id: str) -> list[Customer]:
    """All customers of that seller, those seen last first. Eight queries, however many they are."""
    orders = Order.objects.filter(party__room_id=room_id, seller_id=seller_id)
    agreed = consents.by_user(room_id, seller_id)
    people = User.objects.filter(Q(pk__in=orders.values("buyer_id")) | Q(pk__in=_agreed(room_id, seller_id)))
    bought, ordered = (
        _bought(orders),
        dict(orders.order_by().values_list("buyer_id").annotate(last=Max("opened_at"))),
    )
    follows = dict(Follow.objects.filter(room_id=room_id, user__in=people).values_list("user_id", "at"))
    spoke = dict(Member.objects.filter(room_id=room_id, user__in=people).values_list("user_id", "spoke_at"))
    found = [
        Customer(
            one,
            bought.get(one.pk, []),
            max(ordered.get(one.pk) or 0, spoke.get(one.pk) or 0) or None,
            follows.get(one.pk),
            agreed.get(one.pk),
        )
        for one in people
    ]
    return sorted(found, key=lambda one: (-(one.last_seen or 0), one.user.name))


def exports(room_id: str, seller_id: str | None) -> list[CustomerExport]:
    """The last files of customers that were taken out of a room; of one seller, or by everybody."""
    found = (
        CustomerExport.objects.filter(room_id=room_id).select_related("seller").annotate(many=Count("people"))
    )
    return list((found.filter(seller_id=seller_id) if seller_id else found).order_by("-at")[:20])


def _agreed(room_id: str, seller_id: str) -> QuerySet[MarketingConsent, str]:
    return consents.in_force().filter(room_id=room_id, seller_id=seller_id).values_list("user_id", flat=True)


def _bought(orders: QuerySet[Order]) -> dict[str, list[Bought]]:
    """What each of the buyers bought, in each currency."""
    by = ("order__buyer_id", "order__party__currency")
    came = _sums(Payment.objects.filter(order__in=orders).values_list(*by))
    went = _sums(Refund.objects.filter(order__in=orders).values_list(*by))
    counted = (
        orders.exclude(state="cancelled")
        .order_by("party__currency")
        .values_list("buyer_id", "party__currency")
        .annotate(many=Count("pk"), paid=Count("pk", filter=Q(state__in=PAID)))
    )
    found: dict[str, list[Bought]] = defaultdict(list)
    for buyer, currency, many, paid in counted:
        received = came.get((buyer, currency), 0) - went.get((buyer, currency), 0)
        found[buyer].append(Bought(currency, many, paid, received))
    return found


def _sums(found: Amounts) -> dict[tuple[str, str], int]:
    summed = found.order_by().annotate(sum=Sum("amount"))
    return {(buyer, currency): amount for buyer, currency, amount in summed}
