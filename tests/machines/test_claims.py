"""Selling as a machine: turns of random acts on a real database, held to a short model after every step.

LIVESELL_TEST_EXAMPLES=500 runs for longer, and takes its time to shorten what fails.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chat.frames.messages import PostMessage
from chat.frames.moderation import BanMember, UnbanMember
from livesell.accounts.models import User
from livesell.app.protocol import Mine
from livesell.ledger.turn import PendingCommand
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.claims.claims import ExpireClaim
from rooms.frames.claims import ClaimFor, ConfirmClaim, OverrideClaim, PlaceClaim, ReleaseClaim
from rooms.frames.items import NewVariant, SetStock, WithdrawItem
from rooms.frames.parties import EndParty, PauseParty, ResumeParty, StartParty
from rooms.frames.rooms import EditRoom
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.machines.shelves import Shelves
from tests.support import auditor
from tests.support.turns import Answer, open_room, place, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
EXAMPLES = int(LONG or 8)
BUYERS = ("ben", "bea", "otto")
LIMIT = 12
KINDS = (
    ["place"] * 12
    + ["word"] * 6
    + ["hand"] * 2
    + ["override"] * 3
    + ["release"] * 10
    + ["expire"] * 4
    + ["confirm", "stock", "ban", "pause", "end", "withdraw"]
)
FULL = 20
"""Claims that are made before the end: little happens after it."""


@dataclass(frozen=True)
class Choice:
    """A kind of act, and everything that any kind may need."""

    kind: str
    who: str
    shelf: int
    units: int
    back: int


@dataclass(frozen=True)
class Act:
    """Something somebody does: how it is asked of the server, and of the model."""

    who: str
    frame: Command
    model: Callable[[], Code | None]


CHOICES = st.builds(
    Choice,
    kind=st.sampled_from(KINDS),
    who=st.sampled_from(BUYERS),
    shelf=st.sampled_from([0, 0, 0, 1]),
    units=st.integers(0, 5),
    back=st.integers(0, 7),
)


class Selling(RuleBasedStateMachine):
    """A live party with one item of two variants; three buyers, Sam sells, Mona moderates, Hana hosts."""

    users: dict[str, User]

    @initialize(stock=st.integers(1, 4))
    def open(self, stock: int) -> None:
        self.room = with_roles(open_room("hana", self.users))
        kinds = [NewVariant(name="small", stock=stock), NewVariant(name="large", stock=1)]
        self.room.must("hana", EditRoom(claim_words=["sold"]))
        self.party = self.room.draft()
        self.item = self.room.item(self.party, variants=kinds, per_buyer_limit=LIMIT)
        self.room.must("hana", StartParty(party_id=self.party))
        self.variants = list(Variant.objects.filter(item=self.item).order_by("place"))
        self.model = Shelves([stock, 1], LIMIT)
        self.claims: list[str] = []
        self.asked: list[tuple[PendingCommand, str]] = []

    @rule(
        minutes=st.sampled_from([0, 0, 5, 15]),
        choices=st.lists(CHOICES, min_size=3, max_size=8),
        again=st.none() | st.integers(0, 99),
    )
    def a_turn(self, minutes: int, choices: list[Choice], again: int | None) -> None:
        """The model does the same acts one after the other, and says what is to be answered."""
        self.room.later(minutes)
        acts = self._amends() + [self._act(choice) for choice in choices]
        asks = [self.room.ask(act.who, act.frame) for act in acts]
        repeated = [] if again is None or not self.asked else [self.asked[again % len(self.asked)]]
        answers = self.room.batch(*asks, *(ask for ask, _ in repeated))
        for act, ask, answer in zip(acts, asks, answers, strict=False):
            self._compare(act, answer, act.model())
            self.asked.append((ask, answer.text))
        assert [answer.text for answer in answers[len(asks) :]] == [first for _, first in repeated]

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        rows = Claim.objects.filter(variant__in=self.variants).order_by("since")
        found = [(row.pk, row.state, row.quantity, row.held_until) for row in rows]
        wishes = zip(self.claims, self.model.wishes, strict=True)
        assert found == [(claim, one.state, one.quantity, one.until) for claim, one in wishes]

    @invariant()
    def everybody_is_told_how_many_wait_before_her(self) -> None:
        for who in set(BUYERS) - self.model.banned:
            mine = Mine.model_validate_json(self.room.entrance(who).mine)
            told = {one.claim.id: one.ahead for one in mine.claims if one.claim.state == "waitlisted"}
            assert told == {
                claim: self.model.line(wish.shelf).index(wish)
                for claim, wish in zip(self.claims, self.model.wishes, strict=True)
                if wish.who == who and wish.state == "waitlisted"
            }

    def _compare(self, act: Act, answer: Answer, code: Code | None) -> None:
        """What was answered is what the model says; of a word, in what its author is told besides."""
        if isinstance(act.frame, PostMessage):
            aside = json.loads(f"{{{answer.text}}}")["aside"] or {}
            told = aside.get("code") if answer.ok else answer.code
            assert told == (None if code == Code.OVER else code), act
            new = [aside["claim"]["id"]] if aside.get("kind") == "claimed" else []
            assert len(new) == (code is None), act
        else:
            assert answer.code == code, act
            new = [answer.claim] if answer.ok and isinstance(act.frame, PlaceClaim | ClaimFor) else []
        self.claims += new

    def _amends(self) -> list[Act]:
        """What was paused or banned in the last turn goes on in this one, so that much happens."""
        model, now = self.model, self.room.now
        resume = Act("hana", ResumeParty(party_id=self.party), lambda: model.move("live", now))
        return ([resume] if model.party == "paused" else []) + [
            self._unban(who) for who in sorted(model.banned)
        ]

    def _unban(self, who: str) -> Act:
        frame = UnbanMember(user_id=self.room.cast[who].user_id)
        return Act("mona", frame, lambda: self.model.unban(who))

    def _act(self, choice: Choice) -> Act:
        """The act that was chosen; a claim instead, while there are few."""
        kind = choice.kind
        if kind in ("release", "expire", "confirm", "override") and self.claims:
            return self._of_a_claim(choice)
        if kind not in ("ban", "pause") and (kind not in ("end", "withdraw") or len(self.claims) < FULL):
            return self._of_a_variant(choice)
        model, now, who, party_id = self.model, self.room.now, choice.who, self.party
        ban = BanMember(user_id=self.room.cast[who].user_id, reason="shouted")
        acts = {
            "ban": Act("mona", ban, lambda: model.ban(who, now)),
            "pause": Act("hana", PauseParty(party_id=party_id), lambda: model.move("paused", now)),
            "end": Act("hana", EndParty(party_id=party_id), lambda: model.move("ended", now)),
            "withdraw": Act("sam", WithdrawItem(item_id=self.item.pk), model.withdraw),
        }
        return acts[kind]

    def _of_a_variant(self, choice: Choice) -> Act:
        model, now, who, shelf = self.model, self.room.now, choice.who, choice.shelf
        variant, units = self.variants[shelf], choice.units
        if choice.kind == "stock":
            frame = SetStock(variant_id=variant.pk, stock=units)
            return Act("sam", frame, lambda: model.set_stock(shelf, units, now))
        many = [1, 1, 2, 1, 2, 3][units]
        if choice.kind == "word":
            line = PostMessage(text=f"Sold!! #1 {variant.name.upper()}, x{many} please")
            return Act(who, line, lambda: model.place(who, shelf, many, now))
        if choice.kind == "hand":
            asked = {
                "variant_id": variant.pk,
                "quantity": many,
                "price_version": 1,
                "name": "Ann",
                "network": "Here",
            }
            return Act("sam", ClaimFor.model_validate(asked), lambda: model.place("ann", shelf, many, now))
        return Act(who, place(variant, many), lambda: model.place(who, shelf, many, now))

    def _of_a_claim(self, choice: Choice) -> Act:
        """Of a claim that was active before this turn, mostly: what is over is of less interest."""
        model, now = self.model, self.room.now
        active = [number for number, wish in enumerate(model.wishes) if wish.active]
        numbers = active if active and choice.back else range(len(self.claims))
        number = numbers[choice.back % len(numbers)]
        claim = self.claims[number]
        if choice.kind == "confirm":
            who = model.wishes[number].who if choice.units % 3 == 0 else "sam"
            who = "sam" if who == "ann" else who
            return Act(who, ConfirmClaim(claim_id=claim), lambda: model.confirm(who, number, now))
        if choice.kind == "expire":
            return Act("clock", ExpireClaim(claim_id=claim), lambda: model.expire(number, now))
        if choice.kind == "override":
            to: Literal["first", "last"] = "first" if choice.units % 2 else "last"
            frame = OverrideClaim(claim_id=claim, to=to, reason="she asked first on the phone")
            return Act("hana", frame, lambda: model.override(number, to, now))
        buyer = model.wishes[number].who
        who = [buyer, buyer, buyer, "sam", choice.who, choice.who][choice.units] if buyer != "ann" else "sam"
        frame = ReleaseClaim(claim_id=claim, reason="said why")
        return Act(who, frame, lambda: model.release(who, number, now))


@pytest.mark.django_db
def test_selling_does_what_the_model_says_whatever_happens(users: dict[str, User]) -> None:
    machine = type("SellingHere", (Selling,), {"users": users})
    unhurried = settings(
        max_examples=EXAMPLES,
        stateful_step_count=25,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
