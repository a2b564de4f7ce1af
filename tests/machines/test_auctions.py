"""An auction as a machine: turns of random bids over ways of every length, pauses, bans and the clock, on a real
database, held to a short model after every step.

LIVESELL_TEST_EXAMPLES=500 runs for longer, and takes its time to shorten what fails.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chat.frames.moderation import BanMember, UnbanMember
from livesell.access.arrivals import Arrival
from livesell.accounts.models import User
from livesell.ledger.turn import Handler
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.auctions.closing import CloseAuction
from rooms.frames.auctions import (
    AcceptOffer,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    ResumeAuction,
    VoidAuction,
)
from rooms.models.auctions import Auction
from rooms.models.orders import OrderLine
from tests.machines.lot_model import EXTEND, SECONDS, LotModel
from tests.support import auditor
from tests.support.lots import FAILS, bid_frame, put_up, stands, wait
from tests.support.turns import open_room, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
BIDDERS = ("ben", "bea", "otto")
KINDS = (
    ["bid"] * 16
    + ["close"] * 3
    + ["buy", "pause", "resume", "resume", "void", "ban"]
    + ["fails"] * 3
    + ["accept"] * 2
    + ["decline"] * 3
)
LOTS = 6


@dataclass(frozen=True)
class Choice:
    """A kind of act, and everything that any kind may need."""

    kind: str
    who: str
    above: int
    way: int
    sent: int | None


@dataclass(frozen=True)
class Act:
    """Something somebody does: how it is asked of the server, over which way, and of the model."""

    who: str
    frame: Command
    model: Callable[[], Code | None]
    way: int = 0
    handler: Handler | None = None


CHOICES = st.builds(
    Choice,
    kind=st.sampled_from(KINDS),
    who=st.sampled_from(BIDDERS),
    above=st.sampled_from([-1, 0, 0, 0, 5, 10, 40, 45, 120]),
    way=st.sampled_from([0, 0, 60, 300, 2_000]),
    sent=st.sampled_from([None, 0, 20, 150, 390, 9_000]),
)


class Bidding(RuleBasedStateMachine):
    """A live party with lots one after another; three bid, Sam sells, Mona moderates, Hana hosts."""

    users: dict[str, User]

    @initialize(
        reserve=st.sampled_from([None, None, 130, 300]),
        buy_now=st.sampled_from([None, 500]),
        extend=st.sampled_from([0, EXTEND]),
    )
    def open(self, reserve: int | None, buy_now: int | None, extend: int) -> None:
        self.room = with_roles(open_room("hana", self.users))
        self.jam = self.room.live(stock=LOTS)
        self.terms = {"reserve": reserve, "buy_now": buy_now, "extend_seconds": extend // 1_000}
        self.banned: set[str] = set()
        self.count = 0
        self._next()

    def _next(self) -> None:
        self.lot = put_up(self.room, self.jam, seconds=SECONDS // 1_000, **self.terms)
        self.room.must("sam", OpenAuction(auction_id=self.lot))
        extend = int(self.terms["extend_seconds"] or 0) * 1_000
        self.model = LotModel(self.room.now, self.terms["reserve"], self.terms["buy_now"], extend)
        self.count += 1

    @rule(
        passes=st.sampled_from([0, 10, 1_000, 8_000, "end", "late", "close"]),
        choices=st.lists(CHOICES, min_size=2, max_size=6),
    )
    def a_turn(self, passes: int | str, choices: list[Choice]) -> None:
        """The model does the same acts one after the other, and says what is to be answered."""
        wait(self.room, self._ms(passes))
        if self.model.state == "closed" and self.count < LOTS and choices[0].kind != "fails":
            self._next()
        for choice in choices:
            act = self._act(choice)
            arrival = Arrival(self.room.now, act.way)
            (answer,) = self.room.batch(
                self.room.ask(act.who, act.frame, arrival=arrival, handler=act.handler)
            )
            expected = Code.BANNED if act.who in self.banned else act.model()
            assert answer.code == expected, act

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)

    @invariant()
    def the_table_says_what_the_model_says(self) -> None:
        row, model = stands(self.lot), self.model
        leader = row.leader.name.lower() if row.leader else None
        if row.outcome != "void":
            assert (leader, row.price, row.bids) == (*model.stands(), model.told())
        assert (row.state, row.outcome, row.ends_at, row.left_ms) == (
            model.state,
            model.outcome,
            model.ends_at,
            model.left,
        )
        assert row.closest_late_ms == model.closest

    @invariant()
    def every_lot_that_was_sold_has_one_winner(self) -> None:
        sold = Auction.objects.filter(variant=self.jam, outcome="sold")
        owed = OrderLine.objects.filter(source="lot", variant=self.jam)
        assert {lot.pk for lot in sold} <= set(owed.values_list("source_id", flat=True))
        assert all(lot.leader_id and (lot.price or lot.ceiling) >= max(100, lot.reserve or 0) for lot in sold)
        if self.model.outcome == "sold":
            assert owed.filter(source_id=self.lot).latest("pk").price == self.model.owed()

    @invariant()
    def no_price_that_was_told_falls_while_the_lot_runs(self) -> None:
        """Whoever is struck, and in whatever order: what was told is not taken back, and who is offered it alone knows
        her own most."""
        told: dict[str, int] = {}
        for fact in self.room.facts():
            event = fact["event"]
            said = event.get("auction", event)
            lot = said.get("id", event.get("auction_id"))
            if not event["type"].startswith(("auction.", "bid.")) or "price" not in said:
                continue
            assert event["type"] != "auction.offered" or said["price"] is None
            if said.get("state", "open") in ("open", "paused"):
                assert (said["price"] or 100) >= told.get(lot, 0)
                told[lot] = said["price"] or 100

    @invariant()
    def nothing_is_stuck(self) -> None:
        """What is not closed ends by the clock, or waits for staff who may resume or void it."""
        assert self.model.state in ("open", "paused", "offered", "closed")
        assert (self.model.ends_at is None) == (self.model.state != "open")

    def _ms(self, passes: int | str) -> int:
        """A while; or until just before the end, into the grace, or until it closes."""
        if isinstance(passes, int):
            return passes
        if self.model.ends_at is None:
            return 0
        until = self.model.ends_at + {"end": -50, "late": 120, "close": 400}[passes]
        return max(0, until - self.room.now)

    def _act(self, choice: Choice) -> Act:
        model, now, who, lot = self.model, self.room.now, choice.who, self.lot
        if choice.kind == "bid":
            _, price = model.stands()
            amount = max(1, (price + 10 if price else 100) + choice.above)
            sent_at = None if choice.sent is None else now - choice.sent
            return Act(
                who,
                bid_frame(lot, amount, sent_at),
                lambda: model.bid(who, amount, sent_at, choice.way, now),
                choice.way,
            )
        acts = {
            "buy": Act(who, BuyNow(auction_id=lot), lambda: model.buy(who, now)),
            "close": Act("clock", CloseAuction(auction_id=lot), lambda: model.close(now)),
            "pause": Act("sam", PauseAuction(auction_id=lot), lambda: model.pause(now)),
            "resume": Act("hana", ResumeAuction(auction_id=lot), lambda: model.resume(now)),
            "void": Act("sam", VoidAuction(auction_id=lot, reason="cracked"), model.void),
            "ban": self._ban_or_amends(who),
            "fails": Act(
                "clock", OpenAuction(auction_id=lot), lambda: model.fails(self.banned), handler=FAILS
            ),
            "accept": Act(who, AcceptOffer(auction_id=lot), lambda: model.accept(who)),
            "decline": Act(who, DeclineOffer(auction_id=lot), lambda: model.decline(who, self.banned)),
        }
        return acts[choice.kind]

    def _ban_or_amends(self, who: str) -> Act:
        """Somebody is shut out; or whoever was is let in again, so that much happens."""
        if self.banned:
            who = min(self.banned)
            return Act("mona", UnbanMember(user_id=self.room.cast[who].user_id), lambda: self._unban(who))
        frame = BanMember(user_id=self.room.cast[who].user_id, reason="shouted")
        return Act("mona", frame, lambda: self._ban(who))

    def _ban(self, who: str) -> None:
        self.banned.add(who)
        self.model.ban(who)

    def _unban(self, who: str) -> None:
        self.banned.remove(who)


@pytest.mark.django_db
def test_an_auction_does_what_the_model_says_whatever_happens(users: dict[str, User]) -> None:
    machine = type("BiddingHere", (Bidding,), {"users": users})
    unhurried = settings(
        max_examples=int(LONG or 8),
        stateful_step_count=20,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
