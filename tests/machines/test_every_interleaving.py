"""Claims and an auction on one shelf with one unit: every interleaving of a few acts, on the real tables.

The states are walked depth first, each once, by the server's own turns inside savepoints. In every one of
them the books are right; from every one a way leads to where nothing runs and nothing waits; and the end of the show
and the clock alone lead there too.
LIVESELL_TEST_DEPTH=6 goes deeper than the suite does.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.ledger.turn import PendingCommand, decide
from rooms.clock import due
from rooms.frames.auctions import (
    AcceptOffer,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.claims import ConfirmClaim, ReleaseClaim
from rooms.frames.orders import CancelOrder
from rooms.frames.parties import EndParty
from rooms.models.auctions import Auction, Bid
from rooms.models.claims import Claim
from rooms.models.items import Variant
from rooms.models.orders import Order, OrderLine
from rooms.models.rooms import Member
from tests.support import auditor
from tests.support.lots import bid, put_up, wait
from tests.support.turns import MINUTE, SYSTEM, Room, open_room, with_roles

DAYS = 8
"""After so many looks of the clock, a day apart, every hold, offer, reminder and time to pay is over."""
DEPTH = int(os.environ.get("LIVESELL_TEST_DEPTH", "3"))
State = tuple[Any, ...]
Act = Callable[["Walk"], object]


class Walk:
    """A room with one jar: Ben and Bea bid and claim, Sam runs the lot, the clock does what is due."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.jam = room.live(stock=1)
        self.lot = put_up(room, self.jam, seconds=5, extend_seconds=0, buy_now=400, offer_minutes=5)
        self.ways: dict[State, set[State]] = {}
        self.stuck: list[State] = []
        self._walked: dict[State, int] = {}

    def claim_of(self, who: str) -> str | None:
        """An active claim of hers."""
        claims = Claim.objects.filter(buyer_id=self.room.cast[who].user_id, state__in=("held", "waitlisted"))
        return claims.values_list("pk", flat=True).first()

    def do(self, who: str, frame: Any) -> object:
        return self.room.do(who, frame)

    def tick(self) -> None:
        """Time passes until the next thing is due, and the clock does it."""
        times = [
            *Auction.objects.filter(state="open").values_list("ends_at", flat=True),
            *Auction.objects.filter(state="offered").values_list("offered_until", flat=True),
            *Claim.objects.filter(state="held").values_list("held_until", flat=True),
        ]
        if times:
            wait(self.room, max(0, min(filter(None, times)) + 400 - self.room.now))
        for one in due.find(self.room.now):
            decide(
                self.room.ledger(),
                [PendingCommand(SYSTEM, one.command_id, one.frame, one.handler)],
                now=self.room.now,
            )

    def state(self) -> State:
        """All that matters for what may come, with times as they are from now."""
        now = self.room.now
        lot = Auction.objects.get(pk=self.lot)
        until = tuple(at and at - now for at in (lot.ends_at, lot.offered_until))
        shelf = tuple(Variant.objects.filter(pk=self.jam.pk).values_list("held", "sold", "waiting"))
        claims = Claim.objects.order_by("since").values_list("buyer__name", "state", "held_until")
        bids = Bid.objects.order_by("since", "maximum").values_list("bidder__name", "maximum", "struck")
        return (
            (lot.state, lot.outcome, lot.price, lot.leader_id, lot.ceiling, until, lot.left_ms),
            shelf,
            tuple((name, state, at and at - now) for name, state, at in claims if state != "released"),
            tuple(bids),
            Member.objects.filter(banned=True).count(),
            OrderLine.objects.count(),
            tuple(Order.objects.order_by("pk").values_list("state", flat=True)),
        )

    def ends_by_the_clock(self) -> bool:
        """Whether nothing runs, waits or is owed any more some days after a host ended the show and all went home."""
        point, now = transaction.savepoint(), self.room.now
        self.do("hana", EndParty(party_id=self.jam.item.party_id))
        for _ in range(DAYS):
            wait(self.room, 24 * 60 * MINUTE)
            for one in due.find(self.room.now):
                ask = PendingCommand(SYSTEM, one.command_id, one.frame, one.handler)
                decide(self.room.ledger(), [ask], now=self.room.now)
        owed = Order.objects.filter(state__in=("open", "confirmed")).exists()
        ended = is_at_rest(self.state()) and not owed
        transaction.savepoint_rollback(point)
        self.room.now = now
        return ended

    def walk(self, depth: int) -> State:
        """Everything that may come of this state in so many acts; it is walked again only if more are left."""
        here = self.state()
        if self._walked.get(here, -1) >= depth:
            return here
        if here not in self._walked:
            auditor.check_stock(self.room)
            auditor.check_lots(self.room)
            auditor.check_orders(self.room)
            if not self.ends_by_the_clock():
                self.stuck.append(here)
        self._walked[here] = depth
        if depth == 0:
            return here
        reached = self.ways.setdefault(here, set())
        for act in ACTS:
            point, now = transaction.savepoint(), self.room.now
            act(self)
            reached.add(self.walk(depth - 1))
            transaction.savepoint_rollback(point)
            self.room.now = now
        return here


def gives_back(walk: Walk) -> object:
    """Ben gives back what he holds or waits for, if anything."""
    claim = walk.claim_of("ben")
    return claim and walk.do("ben", ReleaseClaim(claim_id=claim))


def sells_him(walk: Walk) -> object:
    """Sam takes Ben's hold as sold, if there is one."""
    claim = walk.claim_of("ben")
    return claim and walk.do("sam", ConfirmClaim(claim_id=claim))


def does_not_get_paid(walk: Walk) -> object:
    """Sam lets the order of the winner go, if there is one."""
    order = Order.objects.filter(state="open", lines__source="lot", lines__struck=False).first()
    return order and walk.do("sam", CancelOrder(order_id=order.pk, reason="no money came"))


def shuts_out(walk: Walk) -> object:
    return walk.do("mona", BanMember(user_id=walk.room.cast["bea"].user_id, reason="shouted"))


ACTS: tuple[Act, ...] = (
    lambda walk: bid(walk.room, "ben", walk.lot, 300),
    lambda walk: bid(walk.room, "bea", walk.lot, 200),
    lambda walk: bid(walk.room, "bea", walk.lot, 300),
    lambda walk: walk.do("ben", BuyNow(auction_id=walk.lot)),
    lambda walk: walk.room.place("ben", walk.jam),
    gives_back,
    sells_him,
    shuts_out,
    lambda walk: walk.do("sam", OpenAuction(auction_id=walk.lot)),
    lambda walk: walk.do("sam", PauseAuction(auction_id=walk.lot)),
    lambda walk: walk.do("sam", ResumeAuction(auction_id=walk.lot)),
    lambda walk: walk.do("sam", VoidAuction(auction_id=walk.lot, reason="cracked")),
    does_not_get_paid,
    lambda walk: walk.do("bea", AcceptOffer(auction_id=walk.lot)),
    lambda walk: walk.do("bea", DeclineOffer(auction_id=walk.lot)),
    Walk.tick,
)


def is_at_rest(state: State) -> bool:
    """Whether the lot is over, and no claim is held or waits."""
    (lot, *_), _, claims, *_ = state
    return lot == "closed" and not [one for one in claims if one[1] in ("held", "waitlisted")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "states", "outcomes"),
    [
        ([], {"pending", "open", "paused", "closed"}, {"", "sold", "void"}),
        (
            [lambda walk: walk.do("sam", OpenAuction(auction_id=walk.lot)), *ACTS[:2]],
            {"open", "paused", "offered", "closed"},
            {"", "sold", "void"},
        ),
        (
            [
                lambda walk: walk.do("sam", OpenAuction(auction_id=walk.lot)),
                *ACTS[:2],
                Walk.tick,
                does_not_get_paid,
            ],
            {"offered", "closed"},
            {"", "sold", "passed", "void"},
        ),
    ],
    ids=["put up", "bid for", "on offer"],
)
def test_in_every_interleaving_the_books_are_right_and_nothing_is_stuck(
    users: dict[str, User], begins: list[Act], states: set[str], outcomes: set[str]
) -> None:
    walk = Walk(with_roles(open_room("hana", users)))
    for act in begins:
        act(walk)

    walk.walk(DEPTH)

    assert {state[0][0] for state in walk.ways} >= states
    assert {state[0][1] for state in walk.ways} >= outcomes
    assert walk.stuck == []
    assert [state for state in walk.ways if not ends(walk, state, most=DEPTH + 2)] == []


def ends(walk: Walk, state: State, most: int) -> bool:
    """Whether a way leads from there to rest, or to the edge of what was walked."""
    seen, front = {state}, {state}
    for _ in range(most):
        if any(is_at_rest(one) or one not in walk.ways for one in front):
            return True
        front = {further for one in front for further in walk.ways[one]} - seen
        seen |= front
    return False
