"""Whom lots concern whose page is closed: who was outbid, who won, and to whom a lot is offered."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _

from livesell.ledger import read
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact, Waiting
from rooms.events.auctions import AuctionClosed, AuctionOffered, AuctionView, BidPlaced
from rooms.models.auctions import Auction
from rooms.stock.alerts import place_of, title_of

LOOKED_BACK = 200
"""Bids of a room among which the one before is looked for: those of several lots may come in turn."""


def _in_state(state: str) -> Callable[[Sequence[Waiting]], list[Waiting]]:
    def still(those: Sequence[Waiting]) -> list[Waiting]:
        found = Auction.objects.filter(pk__in={one.about for one in those}, state=state)
        leaders = dict(found.values_list("pk", "leader_id"))
        return [
            one
            for one in those
            if one.about in leaders and (leaders[one.about] == one.user_id) is (state == "offered")
        ]

    return still


OUTBID = AlertKind(
    "outbid",
    _("Somebody outbids you"),
    _("You were outbid: %(item)s"),
    _("Bid again while the lot is open."),
    urgent=True,
    in_room=True,
    still=_in_state("open"),
)
WON = AlertKind(
    "won",
    _("You win a lot"),
    _("You won: %(item)s"),
    _("It is on your order, which can be paid soon."),
    urgent=True,
    in_room=True,
)
OFFERED = AlertKind(
    "offered",
    _("A lot is offered to you"),
    _("A lot is offered to you: %(item)s"),
    _("Who won did not pay. It is yours at your own bid, if you take it in time."),
    urgent=True,
    in_room=True,
    still=_in_state("offered"),
)


def _outbid(fact: Fact, _after: str, _most: int) -> list[Alert]:
    """Who led before this bid, if somebody else leads now. Bids before the lot was open tell nobody: nothing was shown
    that she could have answered."""
    leaders: dict[str, str] = fact.known.setdefault("leaders", {})
    auction_id, leader = fact.event.auction_id, fact.event.leader.id
    before = leaders.get(auction_id) or _led_before(fact)
    leaders[auction_id] = leader
    if not before or before == leader:
        return []
    item_id = _item_of(fact, auction_id)
    words = {"item": title_of(fact, item_id)}
    return [Alert(before, auction_id, place_of(fact.room_id, item_id), words)]


def _led_before(fact: Fact) -> str:
    found = read.last(fact.ledger, ["bid.placed"], most=LOOKED_BACK, before=fact.offset)
    bids = [read.recalled(BidPlaced, one) for one in reversed(found)]
    return next((bid.leader.id for bid in bids if bid.auction_id == fact.event.auction_id), "")


def _item_of(fact: Fact, auction_id: str) -> str:
    items: dict[str, str] = fact.known.setdefault("items of lots", {})
    if auction_id not in items:
        found = Auction.objects.filter(pk=auction_id).values_list("variant__item_id", flat=True).first()
        items[auction_id] = found or ""
    return items[auction_id]


def _won(fact: Fact, _after: str, _most: int) -> list[Alert]:
    lot: AuctionView = fact.event.auction
    return [_of_lot(fact, lot, None)] if lot.outcome == "sold" and lot.leader else []


def _offered(fact: Fact, _after: str, _most: int) -> list[Alert]:
    lot: AuctionView = fact.event.auction
    return [_of_lot(fact, lot, lot.offered_until)] if lot.leader else []


def _of_lot(fact: Fact, lot: AuctionView, until: int | None) -> Alert:
    assert lot.leader is not None, "asked before"
    words = {"item": title_of(fact, lot.item_id)}
    return Alert(lot.leader.id, lot.id, place_of(fact.room_id, lot.item_id), words, until=until)


ALERTS = (
    AlertRule(OUTBID, BidPlaced, _outbid),
    AlertRule(WON, AuctionClosed, _won, only='"sold"'),
    AlertRule(OFFERED, AuctionOffered, _offered),
)
