"""Orders as a machine: buying, paying, letting lapse and calling off in any order; the money always adds up.

The model is a ledger of cash: what came, less what was given back, is what the kept orders come to and what is
owed back. Stock, lines and claims are counted again by the auditor after every step.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from livesell.accounts.models import User
from livesell.ledger.turn import PendingCommand
from rooms.checkout import fulfilment
from rooms.clock import due
from rooms.frames.claims import ConfirmClaim
from rooms.frames.orders import CancelOrder, ConfirmOrder, MarkPaid, NoteRefund, ShipOrder
from rooms.frames.parties import EndParty
from rooms.models.claims import Claim
from rooms.models.items import Variant
from rooms.models.orders import Order
from tests.support import auditor
from tests.support.buying import HOUR, settlement
from tests.support.turns import open_room, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
KEPT = ("paid", "shipped", "done")
buyers = st.sampled_from(["ben", "bea", "otto"])
places = st.integers(0, 5)


class Ordering(RuleBasedStateMachine):
    """Jam that is held first, and a mug that goes to who pays first; three buyers, Sam sells."""

    users: dict[str, User]

    @initialize()
    def a_party(self) -> None:
        self.room = with_roles(open_room("hana", self.users))
        jam = self.room.live(stock=3, price=500)
        mug = self.room.item(jam.item.party_id, stock=1, price=900, first_paid=True).variants.get()
        self.variants: list[Variant] = [jam, mug]
        self.came = self.back = 0

    @rule(who=buyers, which=st.integers(0, 1))
    def somebody_claims(self, who: str, which: int) -> None:
        self.room.place(who, self.variants[which])

    @rule()
    def the_seller_takes_all_holds_as_sold(self) -> None:
        held = Claim.objects.filter(variant__in=self.variants, state="held").values_list("pk", flat=True)
        self.batch(*[self.room.ask("sam", ConfirmClaim(claim_id=claim)) for claim in held])

    @rule(place=places)
    def somebody_confirms(self, place: int) -> None:
        self.do("sam", ConfirmOrder, place)

    @rule(place=places, amount=st.sampled_from([None, None, None, 1]))
    def money_comes(self, place: int, amount: int | None) -> None:
        order = self.order(place)
        if order and hasattr(order, "bill"):
            frame = settlement(order, amount)
            assert self.room.do("clock", frame).ok
            self.came += frame.amount

    @rule(place=places)
    def the_seller_marks_paid(self, place: int) -> None:
        if self.do("sam", MarkPaid, place):
            order = self.order(place)
            assert order is not None
            self.came += order.payments.get(provider="outside").amount

    @rule(place=places)
    def the_seller_ships(self, place: int) -> None:
        self.do("sam", ShipOrder, place)

    @rule(place=places)
    def the_seller_calls_off(self, place: int) -> None:
        self.do("sam", CancelOrder, place, reason="It broke.")

    @rule(place=places)
    def the_seller_gives_back_what_she_owes(self, place: int) -> None:
        order = self.order(place)
        owed = fulfilment.owed_back(order) if order else 0
        if owed:
            assert self.do("sam", NoteRefund, place, amount=owed, reason="owed")
            self.back += owed

    @rule(hours=st.sampled_from([1, 12, 24, 24 * 15]))
    def time_passes(self, hours: int) -> None:
        self.room.later(hours * HOUR)
        while ours := [one for one in due.find(self.room.now) if one.room_id == self.room.id]:
            answers = self.room.batch(
                *[
                    PendingCommand(self.room.actor("clock"), one.command_id, one.frame, one.handler)
                    for one in ours
                ]
            )
            assert all(answer.ok for answer in answers), answers
            self.room.now += 1_000

    @rule()
    def the_party_ends(self) -> None:
        self.room.do("hana", EndParty(party_id=self.variants[0].item.party_id))

    @invariant()
    def the_money_adds_up(self) -> None:
        orders = list(Order.objects.filter(party__room_id=self.room.id))
        kept = sum(order.bill.total for order in orders if order.state in KEPT)
        owed = sum(fulfilment.owed_back(order) for order in orders)
        assert self.came - self.back == kept + owed

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)

    def teardown(self) -> None:
        """Nothing is stuck: a month later every order is at an end, or waits for its seller."""
        if hasattr(self, "room"):
            self.the_party_ends()
            for _ in range(3):
                self.time_passes(24 * 15)
            states = set(Order.objects.filter(party__room_id=self.room.id).values_list("state", flat=True))
            assert states <= {"paid", "done", "cancelled"}
            self.the_money_adds_up()

    def order(self, place: int) -> Order | None:
        found = Order.objects.filter(party__room_id=self.room.id).select_related("bill").order_by("-pk")
        return found[place] if place < len(found) else None

    def do(self, who: str, frame: type, place: int, **more: object) -> bool:
        """A command about one of the newest orders; whether it was done."""
        order = self.order(place)
        return order is not None and self.room.do(who, frame(order_id=order.pk, **more)).ok

    def batch(self, *asks: PendingCommand) -> None:
        if asks:
            self.room.batch(*asks)


@pytest.mark.django_db
def test_the_money_adds_up_whatever_happens(users: dict[str, User]) -> None:
    machine = type("OrderingHere", (Ordering,), {"users": users})
    unhurried = settings(
        max_examples=int(LONG or 8),
        stateful_step_count=25,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
