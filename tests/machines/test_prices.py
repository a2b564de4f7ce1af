"""Prices as a machine: drops, own prices, flash sales and claims in any order, held to a short model.

What must hold: a claim is promised what its kind costs at its place in the order, one that names an older
version is refused, and versions only ever rise. LIVESELL_TEST_EXAMPLES=500 runs for longer.
"""

import os
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from livesell.accounts.models import User
from livesell.app import snapshots
from livesell.wire.codes import Code
from rooms.clock import due
from rooms.frames.items import AnnounceFlash, EditItem, EndFlash, NewVariant, SetPrice
from rooms.frames.parties import StartParty
from rooms.items.flash_sales import FlashDue
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.support import auditor
from tests.support.turns import Room, open_room, place, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
EXAMPLES = int(LONG or 6)
PRICES = st.integers(0, 1_000)
SHELF = st.sampled_from([0, 1])


@dataclass
class Tags:
    """The price tags of one item with two kinds."""

    price: int = 500
    own: list[int | None] = field(default_factory=lambda: [None, None])
    version: int = 1
    flash: tuple[int, int, int] | None = None
    """(percent, from, to)"""
    on: bool = False

    def of(self, shelf: int) -> int:
        own = self.own[shelf]
        full = self.price if own is None else own
        return full * (100 - self.flash[0]) // 100 if self.flash and self.on else full

    def tick(self, now: int) -> None:
        """What the clock does when it looks now."""
        if self.flash is None or now < self.flash[1]:
            return
        if now >= self.flash[2]:
            self.end()
        elif not self.on:
            self.on, self.version = True, self.version + 1

    def end(self) -> None:
        self.version += self.on
        self.flash, self.on = None, False


class Pricing(RuleBasedStateMachine):
    """A live party with one item of two kinds; Sam prices, Ben claims, the clock looks when it looks."""

    users: dict[str, User]
    room: Room

    @initialize()
    def open(self) -> None:
        self.room = with_roles(open_room("hana", self.users))
        kinds = [NewVariant(options=[size], stock=10_000) for size in ("S", "L")]
        party = self.room.draft()
        self.item = self.room.item(party, axes=["Size"], variants=kinds)
        self.room.must("hana", StartParty(party_id=party))
        self.variants = list(Variant.objects.filter(item=self.item).order_by("place"))
        self.tags = Tags()

    @rule(price=PRICES)
    def the_item_costs(self, price: int) -> None:
        self.tags.version += price != self.tags.price
        self.tags.price = price
        self.room.must("sam", EditItem(item_id=self.item.pk, price=price))

    @rule(shelf=SHELF, price=st.none() | PRICES)
    def a_kind_costs(self, shelf: int, price: int | None) -> None:
        self.tags.version += price != self.tags.own[shelf]
        self.tags.own[shelf] = price
        self.room.must("sam", SetPrice(variant_id=self.variants[shelf].pk, price=price))

    @rule(percent=st.integers(10, 90), seconds=st.sampled_from([30, 60]), lead=st.sampled_from([0, 0, 30]))
    def a_flash_sale(self, percent: int, seconds: int, lead: int) -> None:
        frame = AnnounceFlash(item_id=self.item.pk, percent=percent, seconds=seconds, lead_seconds=lead)
        busy, now = self.tags.flash is not None, self.room.now
        assert self.room.why_not("sam", frame) == (Code.WRONG_STATE if busy else None)
        if not busy:
            start = now + lead * 1000
            self.tags.flash, self.tags.on = (percent, start, start + seconds * 1000), not lead
            self.tags.version += not lead

    @rule()
    def it_is_called_off(self) -> None:
        busy = self.tags.flash is not None
        code = self.room.why_not("sam", EndFlash(item_id=self.item.pk))
        assert code == (None if busy else Code.WRONG_STATE)
        self.tags.end()

    @rule(seconds=st.sampled_from([0, 10, 30]), looks=st.booleans())
    def time_passes(self, seconds: int, looks: bool) -> None:
        """The clock may be late; until it looks nothing changes."""
        self.room.now += seconds * 1000
        if looks:
            self.tags.tick(self.room.now)
            found = [
                one
                for one in due.find(self.room.now)
                if one.room_id == self.room.id and isinstance(one.frame, FlashDue)
            ]
            assert all(self.room.do("clock", one.frame).ok for one in found)

    @rule(shelf=SHELF, behind=st.sampled_from([0, 0, 1]))
    def ben_claims(self, shelf: int, behind: int) -> None:
        """At the version that he sees, or at the one before it."""
        version = max(1, self.tags.version - behind)
        answer = self.room.do("ben", place(self.variants[shelf], price_version=version))
        if version != self.tags.version:
            assert answer.code == Code.PRICE_CHANGED
        else:
            assert Claim.objects.get(pk=answer.claim).price == self.tags.of(shelf)

    @invariant()
    def everybody_sees_the_price_tags(self) -> None:
        (item,) = snapshots.show(self.room.id).items
        assert [kind.price for kind in item.variants] == [self.tags.of(0), self.tags.of(1)]
        assert (item.price_version, item.flash is not None) == (
            self.tags.version,
            self.tags.flash is not None,
        )

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)


@pytest.mark.django_db
def test_nobody_is_ever_promised_another_price_than_she_saw(users: dict[str, User]) -> None:
    machine = type("PricingHere", (Pricing,), {"users": users})
    unhurried = settings(
        max_examples=EXAMPLES,
        stateful_step_count=20,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
