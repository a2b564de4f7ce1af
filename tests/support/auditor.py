"""The auditor: counts everything again from the tables, and trusts no number that a turn kept."""

import json
from collections import Counter

from django.db.models import Count, Q, Sum

from livesell.app.protocol import Fact
from livesell.app.snapshots import show
from livesell.ledger.models import Event, Ledger, Text
from livesell.wire import chain
from rooms.checkout import fulfilment
from rooms.models.auctions import Auction
from rooms.models.claims import Claim
from rooms.models.giveaways import Giveaway
from rooms.models.items import Variant
from rooms.models.orders import Order, OrderLine
from tests.support.turns import Room


def check(room: Room) -> None:
    """Everything that must be true of a room after every commit."""
    for which in ("show", "desk"):
        check_ledger(room.ledger(which))
    check_stock(room)
    check_orders(room)
    check_prizes(room)
    check_lots(room)
    check_snapshot(room)


def check_ledger(name: str) -> None:
    """One order without holes, time forward, an unbroken chain, every fact of a declared shape, every text its hash."""
    ledger = Ledger.objects.get(name=name)
    events = list(Event.objects.filter(ledger=ledger).order_by("offset"))
    rows = [(event.offset, event.fact, event.hash) for event in events]
    assert [offset for offset, _, _ in rows] == list(range(1, len(rows) + 1))
    start = chain.genesis(name, ledger.first_epoch)
    assert chain.first_break(start, rows) is None
    assert (ledger.offset, ledger.hash) == ((rows[-1][0], rows[-1][2]) if rows else (0, start))
    assert [event.at for event in events] == sorted(event.at for event in events)
    for event in events:
        fact = Fact.model_validate_json(event.fact)
        assert (fact.offset, fact.at, fact.event.type) == (event.offset, event.at, event.type)
    check_texts(ledger, events)


def check_texts(ledger: Ledger, events: list[Event]) -> None:
    """What holds the hash of a text has one, nothing else has; what was not erased is the text of that hash."""
    texts = {text.offset: text for text in Text.objects.filter(ledger=ledger)}
    assert set(texts) == {event.offset for event in events if "text_hash" in json.loads(event.fact)["event"]}
    for event in events:
        text = texts.get(event.offset)
        if text and text.text is not None:
            assert json.loads(event.fact)["event"]["text_hash"] == chain.text_hash(text.salt, text.text)


def check_stock(room: Room) -> None:
    """Nothing is oversold, the counts are those of claims and lots, and nobody who could be served heads a line."""
    counted = Variant.objects.filter(item__party__room_id=room.id).annotate(
        in_held=Sum("claims__quantity", filter=Q(claims__state="held"), default=0),
        in_sold=Sum("claims__quantity", filter=Q(claims__state="ordered"), default=0),
        in_line=Count("claims", filter=Q(claims__state="waitlisted")),
    )
    lots = Auction.objects.filter(variant__in=counted)
    up_for_auction = Counter(lots.exclude(state="closed").values_list("variant_id", flat=True))
    won = Counter(lots.filter(state="closed", outcome="sold").values_list("variant_id", flat=True))
    for variant in counted:
        kept, given = kept_and_given(variant)
        assert variant.held + variant.sold <= variant.stock
        assert (variant.held, variant.sold, variant.waiting) == (
            variant.in_held + kept + up_for_auction[variant.pk],
            variant.in_sold + given + won[variant.pk],
            variant.in_line,
        )
        waiting = Claim.objects.filter(variant=variant, state="waitlisted").order_by("place")
        first = waiting.filter(quantity__lte=variant.stock - variant.sold).first()  # others are passed over
        assert first is None or first.quantity > variant.stock - variant.held - variant.sold
    held = Claim.objects.filter(variant__in=counted)
    assert not held.filter(state="held", held_until=None).exists()
    assert not held.exclude(state="held").exclude(held_until=None).exists()


def check_orders(room: Room) -> None:
    """Every claim that was sold, or is wanted, stands on one order of its buyer with its seller, at its price;
    nothing else does. What was paid was paid in full; what has a time to come is looked at by the clock."""
    orders = Order.objects.filter(party__room_id=room.id)
    lines = OrderLine.objects.filter(
        order__in=orders.exclude(state="cancelled"), source="claim", struck=False
    )
    sold = Claim.objects.filter(variant__item__party__room_id=room.id, state__in=("ordered", "wanted"))
    owed = [
        (one.pk, one.buyer_id, one.variant.item.seller_id, one.variant_id, one.quantity, one.price)
        for one in sold.select_related("variant__item")
    ]
    stands = [
        (one.source_id, one.order.buyer_id, one.order.seller_id, one.variant_id, one.quantity, one.price)
        for one in lines.select_related("order")
    ]
    assert sorted(owed) == sorted(stands)
    assert not orders.filter(lines=None).exists()
    for order in orders.filter(state__in=("paid", "shipped", "done")).select_related("bill"):
        assert fulfilment.received(order) >= order.bill.total
    assert not orders.filter(state__in=("confirmed", "shipped"), wake_at=None).exists()
    assert not orders.exclude(state__in=("confirmed", "shipped")).exclude(wake_at=None).exists()


def check_prizes(room: Room) -> None:
    """Everybody who won a unit has it on one of her orders, for nothing; nobody else has."""
    own = OrderLine.objects.filter(order__party__room_id=room.id, source="giveaway", struck=False)
    lines = own.select_related("order")
    giveaways = Giveaway.objects.filter(party__room_id=room.id).exclude(variant=None)
    won = [(one.pk, winner["id"], one.variant_id) for one in giveaways for winner in one.winners]
    assert sorted(won) == sorted((one.source_id, one.order.buyer_id, one.variant_id) for one in lines)
    assert all((one.quantity, one.price) == (1, 0) for one in lines)
    for one in Giveaway.objects.filter(party__room_id=room.id):
        assert one.entrants == one.entries.count()


def kept_and_given(variant: Variant) -> tuple[int, int]:
    """Units that giveaways keep, and those that they gave."""
    giveaways = Giveaway.objects.filter(variant=variant)
    kept = sum(one.places for one in giveaways if one.state == "open")
    return kept, sum(len(one.winners) for one in giveaways)


def check_lots(room: Room) -> None:
    """What stands is what the bids make, said once more: the most leads, the earlier of two; and a lot that is sold
    is owed once, by who won it, at its price."""
    for lot in Auction.objects.filter(variant__item__party__room_id=room.id):
        bids = list(lot.history.filter(struck=False).order_by("since", "maximum"))
        best = max(bids, key=lambda bid: (bid.maximum, -bid.since), default=None)
        if lot.outcome != "void":
            assert lot.state == "closed" or lot.leader_id == (best and best.bidder_id)
        if lot.outcome == "sold":
            assert lot.leader_id == (best and best.bidder_id)
            assert (lot.price or lot.ceiling) >= max(lot.start_price, lot.reserve or 0)
        assert lot.price is None or lot.start_price <= lot.price <= lot.ceiling
        assert (lot.ends_at is not None) == (lot.state == "open")
        assert (lot.left_ms is not None) == (lot.state == "paused")
        assert (lot.offered_until is not None) == (lot.state == "offered")
        lines = OrderLine.objects.filter(source="lot", source_id=lot.pk).exclude(order__state="cancelled")
        owed = list(lines.values_list("order__buyer_id", "price", "quantity"))
        if lot.outcome == "sold":
            assert (lot.leader_id, lot.price or lot.ceiling, 1) in owed


def check_snapshot(room: Room) -> None:
    """What a newcomer is told is what the tables hold."""
    snapshot = show(room.id)
    shown = {variant.id: variant for item in snapshot.items for variant in item.variants}
    for variant in Variant.objects.filter(pk__in=list(shown)):
        view = shown[variant.pk]
        assert (view.stock, view.held, view.sold, view.waiting) == (
            variant.stock,
            variant.held,
            variant.sold,
            variant.waiting,
        )
    for auction in snapshot.auctions:
        lot = Auction.objects.get(pk=auction.id)
        assert (auction.state, auction.price, auction.bids, auction.ends_at) == (
            lot.state,
            lot.price,
            lot.bids,
            lot.ends_at,
        )
