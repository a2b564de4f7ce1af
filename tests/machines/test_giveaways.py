"""Giveaways as a machine: turns of random acts on a real database, held to a short model after every step.

After every step, too, everything in the ledger is what a stranger would find in order.
LIVESELL_TEST_EXAMPLES=500 runs for longer, and takes its time to shorten what fails.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chat.frames.moderation import BanMember, UnbanMember
from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.ledger.turn import PendingCommand
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.frames.rooms import AcceptRole, SetRole
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.giveaways import Giveaway, Seed
from rooms.rules import fairness
from tests.machines.raffles import Raffles
from tests.support import auditor
from tests.support.turns import counts, open_room, party_of, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
EXAMPLES = int(LONG or 8)
BUYERS = ("ben", "bea", "otto")
SECONDS = 60
KINDS = (
    ["open"] * 4 + ["enter"] * 16 + ["close"] * 8 + ["redraw"] * 20
    + ["ban"] * 3 + ["unban"] * 6 + ["cancel", "promote", "demote", "demote"]
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A kind of act, and everything that any kind may need."""

    kind: str
    who: str
    back: int
    places: int
    stocked: bool


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
    back=st.integers(0, 3),
    places=st.integers(1, 3),
    stocked=st.booleans(),
)


class Giving(RuleBasedStateMachine):
    """A live party with one item of three units; three buyers, Sam gives, Hana hosts."""

    users: dict[str, User]

    @initialize()
    def open(self) -> None:
        self.room = with_roles(open_room("hana", self.users))
        self.jam = self.room.live(stock=3)
        self.party = party_of(self.jam).pk
        self.model = Raffles(3, {name: self.room.cast[name].user_id for name in BUYERS})
        self.giveaways: list[str] = []
        self.asked: list[tuple[PendingCommand, str]] = []

    @rule(
        seconds=st.sampled_from([0, 0, 20, 60]),
        choices=st.lists(CHOICES, min_size=3, max_size=8),
        again=st.none() | st.integers(0, 99),
    )
    def a_turn(self, seconds: int, choices: list[Choice], again: int | None) -> None:
        """The model does the same acts one after the other, and says what is to be answered."""
        self.room.now += seconds * 1_000
        acts = [self._act(choice) for choice in choices]
        asks = [self.room.ask(act.who, act.frame) for act in acts]
        repeated = [] if again is None or not self.asked else [self.asked[again % len(self.asked)]]
        answers = self.room.batch(*asks, *(ask for ask, _ in repeated))
        for act, ask, answer in zip(acts, asks, answers, strict=False):
            assert answer.code == act.model(), act
            self.asked.append((ask, answer.text))
            if answer.ok and isinstance(act.frame, OpenGiveaway):
                self.giveaways.append(answer.event["giveaway"]["id"])
                self.model.raffles[-1].seed = Seed.objects.get(giveaway=self.giveaways[-1]).value
        assert [answer.text for answer in answers[len(asks) :]] == [first for _, first in repeated]

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)
        assert counts(self.jam)[:2] == (self.model.kept(), self.model.given())

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        found = list(Giveaway.objects.filter(party=self.party).order_by("first"))
        assert [one.pk for one in found] == self.giveaways
        for row, one in zip(found, self.model.raffles, strict=True):
            entrants = row.entries.order_by("offset").values_list("user__name", flat=True)
            assert [name.lower() for name in entrants] == one.entrants
            assert (row.state, [each["name"].lower() for each in row.winners]) == (one.state, one.winners)

    @invariant()
    def a_stranger_finds_everything_in_order(self) -> None:
        checker = fairness.check(self.room.facts())
        assert checker.found == []
        assert [len(one.entrants) for one in checker.giveaways.values()] == [
            len(one.entrants) for one in self.model.raffles
        ]

    @invariant()
    def a_newcomer_is_shown_all_of_them(self) -> None:
        shown = show(self.room.id).giveaways
        assert [(one.state, one.entrants, len(one.winners)) for one in shown] == [
            (one.state, len(one.entrants), len(one.winners)) for one in self.model.raffles
        ]

    def _act(self, choice: Choice) -> Act:
        """The act that was chosen; an opening instead, while there is nothing else to act on."""
        kind, who, model, now = choice.kind, choice.who, self.model, self.room.now
        people: dict[str, Callable[[], Act]] = {
            "ban": lambda: Act(
                "hana", BanMember(user_id=model.ids[who], reason="why"), lambda: model.ban(who)
            ),
            "unban": lambda: Act("hana", UnbanMember(user_id=model.ids[who]), lambda: model.unban(who)),
            "promote": lambda: self._promoted(who),
            "demote": lambda: Act("hana", self._role(who, "buyer"), lambda: model.demote(who)),
        }
        if kind in people:
            return people[kind]()
        if kind == "open" or not self.giveaways:
            frame = OpenGiveaway(
                party_id=self.party,
                prize="A jar",
                variant_id=self.jam.pk if choice.stocked else None,
                places=choice.places,
                seconds=SECONDS,
            )
            return Act("sam", frame, lambda: model.open(choice.places, choice.stocked, now + SECONDS * 1_000))
        return self._of_a_giveaway(choice)

    def _of_a_giveaway(self, choice: Choice) -> Act:
        """Mostly of one that is of interest for such an act."""
        model, now, who, kind = self.model, self.room.now, choice.who, choice.kind
        wanted = "drawn" if kind == "redraw" else "open"
        fitting = [n for n in range(len(self.giveaways)) if model.raffles[n].state == wanted]
        numbers = fitting if fitting and choice.back else range(len(self.giveaways))
        number = numbers[choice.back % len(numbers)]
        giveaway = self.giveaways[number]
        if kind == "redraw":
            won = model.raffles[number].winners
            loser = won[0] if won and choice.back else who
            frame = RedrawGiveaway(giveaway_id=giveaway, winner_id=model.ids[loser], reason="no answer")
            return Act("sam", frame, lambda: model.redraw(number, loser))
        acts = {
            "enter": Act(who, EnterGiveaway(giveaway_id=giveaway), lambda: model.enter(who, number, now)),
            "close": Act("clock", CloseGiveaway(giveaway_id=giveaway), lambda: model.close(number, now)),
            "cancel": Act(
                "sam", CancelGiveaway(giveaway_id=giveaway, reason="why"), lambda: model.cancel(number)
            ),
        }
        return acts[kind]

    def _promoted(self, who: str) -> Act:
        """She is offered a role, or accepts the one that she was offered."""
        if who in self.model.offered:
            return Act(who, AcceptRole(role="moderator"), lambda: self.model.accept(who))
        return Act("hana", self._role(who, "moderator"), lambda: self.model.offer(who))

    def _role(self, who: str, role: str) -> SetRole:
        return SetRole.model_validate({"user_id": self.model.ids[who], "role": role})


@pytest.mark.django_db
def test_giveaways_do_what_the_model_says_whatever_happens(users: dict[str, User]) -> None:
    machine = type("GivingHere", (Giving,), {"users": users})
    unhurried = settings(
        max_examples=EXAMPLES,
        stateful_step_count=25,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
