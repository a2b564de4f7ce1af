"""Moderation as a machine: whatever is said, removed, undone, in whatever order. Nothing of who has no voice after the
offset; words that were removed in no history, resume, snapshot or export, also after they came back and went again.

LIVESELL_TEST_EXAMPLES=500 runs for longer, and takes its time to shorten what fails.
"""

import os
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import (
    AcknowledgeWarning,
    BanMember,
    MuteMember,
    RemoveAllOf,
    UnbanMember,
    UndoAct,
    UnmuteMember,
    WarnMember,
)
from chat.messages import messages
from chat.models.moderation import ModerationAction
from livesell.accounts.models import User
from livesell.ledger import proof
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from tests.ledger.test_texts import readings
from tests.support import auditor
from tests.support.turns import MINUTE, open_room, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
EXAMPLES = int(LONG or 8)
WHO = st.sampled_from(("ben", "bea"))
PLACE = st.integers(0, 20)
DAY = 24 * 60 * MINUTE


@dataclass
class Line:
    """What was said; `hidden_by` is the place of the act that took it away, -1 where its author did."""

    offset: int
    who: str
    text: str
    hidden_by: int | None = None


@dataclass
class Done:
    """An act: its id, its kind and whom it was done to."""

    pk: str
    kind: str
    who: str
    undone: bool = False


@dataclass
class Voice:
    """What keeps somebody from speaking."""

    banned_until: int = 0
    muted_until: int = 0
    warned: bool = False
    acts: list[int] = field(default_factory=list)

    def why_silent(self, now: int) -> Code | None:
        if now < self.banned_until:
            return Code.BANNED
        if now < self.muted_until:
            return Code.MUTED
        return Code.ACKNOWLEDGE_FIRST if self.warned else None


class Keeping(RuleBasedStateMachine):
    """Ben and Bea talk, Mona and Hana keep it kind."""

    users: dict[str, User]

    @initialize()
    def open(self) -> None:
        self.room = with_roles(open_room("hana", self.users))
        self.lines: list[Line] = []
        self.done: list[Done] = []
        self.voices = {"ben": Voice(), "bea": Voice()}

    @rule(who=WHO)
    def post(self, who: str) -> None:
        text = f"{who} says {len(self.lines)}."
        answer = self.room.do(who, PostMessage(text=text))
        assert answer.code == self.voices[who].why_silent(self.room.now)
        if answer.ok and answer.fact:
            self.lines.append(Line(answer.fact["offset"], who, text))

    @rule(place=PLACE, own=st.booleans())
    def remove(self, place: int, own: bool) -> None:
        if not self.lines:
            return
        line = self.lines[place % len(self.lines)]
        if own and self.room.now < self.voices[line.who].banned_until:
            return
        frame = RemoveMessage(message_offset=line.offset, reason_code=None if own else "spam")
        code = self.room.why_not(line.who if own else "mona", frame)
        assert code == (None if line.hidden_by is None else Code.WRONG_STATE)
        if code is None:
            line.hidden_by = -1 if own else self._noted("remove", line.who)

    @rule(who=WHO, kind=st.sampled_from(("all", "mute", "ban", "warn")), minutes=st.integers(1, 5))
    def act(self, who: str, kind: str, minutes: int) -> None:
        user, until = self.room.cast[who].user_id, self.room.now + minutes * MINUTE
        frames: dict[str, Command] = {
            "all": RemoveAllOf(user_id=user, reason_code="spam"),
            "mute": MuteMember(user_id=user, seconds=minutes * 60, reason_code="insult"),
            "ban": BanMember(user_id=user, until=until, reason="enough"),
            "warn": WarnMember(user_id=user, reason_code="other"),
        }
        heard = [line for line in self.lines if line.who == who and line.hidden_by is None]
        code = self.room.why_not("mona", frames[kind])
        assert code == (Code.WRONG_STATE if kind == "all" and not heard else None)
        if code:
            return
        place, voice = self._noted(kind, who), self.voices[who]
        if kind == "all":
            for line in heard:
                line.hidden_by = place
        voice.muted_until = until if kind == "mute" else voice.muted_until
        voice.banned_until = until if kind == "ban" else voice.banned_until
        voice.warned = voice.warned or kind == "warn"

    @rule(who=WHO, kind=st.sampled_from(("unmute", "unban", "acknowledge")))
    def relieve(self, who: str, kind: str) -> None:
        user, voice, now = self.room.cast[who].user_id, self.voices[who], self.room.now
        if kind == "unmute":
            fails = now >= voice.muted_until
            code = self.room.why_not("hana", UnmuteMember(user_id=user))
            voice.muted_until = 0 if not fails else voice.muted_until
        elif kind == "unban":
            fails = not voice.banned_until
            code = self.room.why_not("hana", UnbanMember(user_id=user))
            voice.banned_until = 0
        elif now < voice.banned_until:
            return
        else:
            fails = not voice.warned
            code = self.room.why_not(who, AcknowledgeWarning())
            voice.warned = False
        assert code == (Code.WRONG_STATE if fails else None)

    @rule(place=PLACE)
    def undo(self, place: int) -> None:
        if not self.done:
            return
        place %= len(self.done)
        act = self.done[place]
        code = self.room.why_not("hana", UndoAct(act_id=act.pk))
        assert code == (Code.WRONG_STATE if act.undone else None)
        if act.undone:
            return
        act.undone = True
        for line in self.lines:
            line.hidden_by = None if line.hidden_by == place else line.hidden_by
        later = [
            one for one in self.done[place:] if (one.kind, one.who) == (act.kind, act.who) and not one.undone
        ]
        voice = self.voices[act.who]
        if not later:
            voice.muted_until = 0 if act.kind == "mute" else voice.muted_until
            voice.banned_until = 0 if act.kind == "ban" else voice.banned_until
            voice.warned = voice.warned and act.kind != "warn"

    @rule(minutes=st.integers(1, 3))
    def later(self, minutes: int) -> None:
        self.room.later(minutes)

    @invariant()
    def the_books_are_right(self) -> None:
        auditor.check(self.room)

    @invariant()
    def what_was_removed_is_nowhere_and_what_was_not_is_heard(self) -> None:
        everything = "".join([*readings(self.room), *proof.lines(self.room.ledger())])
        heard = {one.offset: one.text for one in messages.history(self.room.id)}
        for line in self.lines:
            assert (line.text in everything) == (line.hidden_by is None)
            assert heard[line.offset] == (line.text if line.hidden_by is None else None)

    def _noted(self, kind: str, who: str) -> int:
        pk = ModerationAction.objects.filter(room_id=self.room.id).latest("offset").pk
        self.done.append(Done(pk, kind, who))
        return len(self.done) - 1


@pytest.mark.django_db
def test_nothing_is_heard_of_who_has_no_voice_and_what_was_removed_is_served_nowhere(
    users: dict[str, User],
) -> None:
    machine = type("KeepingHere", (Keeping,), {"users": users})
    unhurried = settings(
        max_examples=EXAMPLES,
        stateful_step_count=30,
        deadline=None,
        print_blob=True,
        phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(machine, settings=unhurried)
