"""Why somebody cannot be erased yet: what is open between her and others, and what would be left without anybody."""

from collections.abc import Callable

from django.db.models import Q

from livesell.accounts.models import User
from rooms.models.auctions import Auction, Bid
from rooms.models.claims import Claim
from rooms.models.giveaways import Giveaway
from rooms.models.orders import Order
from rooms.models.parties import Party
from rooms.models.rooms import Member

OPEN_ORDERS = ("open", "confirmed", "paid")
OPEN_CLAIMS = ("held", "waitlisted", "wanted")
OPEN_LOTS = ("pending", "open", "paused", "offered")


def _orders(user_id: str) -> bool:
    return Order.objects.filter(Q(buyer_id=user_id) | Q(seller_id=user_id), state__in=OPEN_ORDERS).exists()


def _claims(user_id: str) -> bool:
    return Claim.objects.filter(buyer_id=user_id, state__in=OPEN_CLAIMS).exists()


def _lots(user_id: str) -> bool:
    open_lots = Auction.objects.filter(state__in=OPEN_LOTS)
    hers = open_lots.filter(Q(leader_id=user_id) | Q(variant__item__seller_id=user_id)).exists()
    return hers or Bid.objects.filter(bidder_id=user_id, struck=False, auction__in=open_lots).exists()


def _giveaways(user_id: str) -> bool:
    mine = Q(giver_id=user_id) | Q(entries__user_id=user_id)  # she may win it yet
    return Giveaway.objects.filter(mine, state="open").exists()


def _parties(user_id: str) -> bool:
    hosted = Member.objects.filter(user_id=user_id, role="owner", room__rehearsal_of=None).values("room_id")
    return Party.objects.filter(room__in=hosted, state__in=("scheduled", "live", "paused")).exists()


def _operates(user_id: str) -> bool:
    return User.objects.filter(Q(is_superuser=True) | Q(is_staff=True), pk=user_id).exists()


CHECKS: dict[str, Callable[[str], bool]] = {
    "orders": _orders,
    "claims": _claims,
    "lots": _lots,
    "giveaways": _giveaways,
    "parties": _parties,
    "operates": _operates,
}


def of(user_id: str) -> list[str]:
    """The reasons by name; none where she may be erased."""
    return [name for name, holds in CHECKS.items() if holds(user_id)]
