"""Which sellers know somebody: whom she bought from, whose rooms she follows, to whom she said yes, and who took her
data out as a file."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Max

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from rooms.membership.standing import let_in
from rooms.models.customers import CustomerExport, MarketingConsent
from rooms.models.lists import Follow
from rooms.models.orders import Order
from rooms.models.rooms import Member, Room
from rooms.rules.roles import SELLERS

MOST = 200
"""Followed rooms that are looked through for those who sell there, the latest first."""
Pair = tuple[str, str]
"""A room's id and a seller's."""


@dataclass(slots=True)
class Relation:
    """What one seller has of somebody in one room. Times in ms."""

    room: Room
    seller: User
    orders: int = 0
    last_order: int | None = None
    follows_since: int | None = None
    consent: MarketingConsent | None = None
    exports: list[int] = field(default_factory=list)


def askers(user_id: str) -> set[Pair]:
    """Who may ask for her consent: who sold her something, and who sells in a room that she follows."""
    return _bought(user_id).keys() | _followed(user_id).keys()


def of(user_id: str) -> list[Relation]:
    """All of them, those she bought from last first."""
    bought, followed, taken = _bought(user_id), _followed(user_id), _taken_out(user_id)
    own = MarketingConsent.objects.filter(user_id=user_id, withdrawn_at=None)
    consents = {(one.room_id, one.seller_id): one for one in own}
    pairs = bought.keys() | followed.keys() | consents.keys() | taken.keys()
    rooms = Room.objects.in_bulk({room_id for room_id, _ in pairs})
    sellers = User.objects.in_bulk({seller_id for _, seller_id in pairs})
    found = [
        Relation(
            rooms[pair[0]],
            sellers[pair[1]],
            *bought.get(pair, (0, None)),
            followed.get(pair),
            consents.get(pair),
            taken.get(pair, []),
        )
        for pair in pairs
    ]
    return sorted(found, key=lambda one: (-(one.last_order or 0), one.room.title, one.seller.name))


def _bought(user_id: str) -> dict[Pair, tuple[int, int | None]]:
    found = Order.objects.filter(buyer_id=user_id, party__room__rehearsal_of=None).order_by()
    counted = found.values_list("party__room_id", "seller_id").annotate(
        many=Count("pk"), last=Max("opened_at")
    )
    return {(room_id, seller_id): (many, last) for room_id, seller_id, many, last in counted}


def _followed(user_id: str) -> dict[Pair, int]:
    """Those who sell in the rooms that she follows, each with since when she does."""
    follows = Follow.objects.filter(user_id=user_id, room__rehearsal_of=None).order_by("-at")[:MOST]
    since = dict(follows.values_list("room_id", "at"))
    sellers = Member.objects.filter(let_in(now_ms()), room_id__in=since, role__in=SELLERS)
    pairs = sellers.exclude(user_id=user_id).values_list("room_id", "user_id")
    return {(room_id, seller_id): since[room_id] for room_id, seller_id in pairs}


def _taken_out(user_id: str) -> dict[Pair, list[int]]:
    found: dict[Pair, list[int]] = defaultdict(list)
    for one in CustomerExport.objects.filter(people=user_id).order_by("-at")[:MOST]:
        found[one.room_id, one.seller_id].append(one.at)
    return found
