"""Notifications as a machine: whoever follows, leaves, is banned, comes back, switches off, wants quiet, reads, in
whatever order. Nobody is told what she may not read or has switched off, nothing comes twice, and who changed nothing
meanwhile is told.

LIVESELL_TEST_EXAMPLES=500 runs for longer, and takes its time to shorten what fails.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chat.frames.moderation import UnbanMember
from livesell.accounts.models import User
from livesell.ledger.models import Ledger
from livesell.outbound import bell, choices, cursor, deciding, sending, subscriptions
from livesell.outbound.hours import Day, after_quiet
from livesell.outbound.models import Cursor, Delivery, Notification, PushSubscription
from livesell.outbound.push.messages import Message
from livesell.outbound.sending import Outcome
from rooms.frames.parties import ScheduleParty
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from tests.support.pushes import Browser
from tests.support.turns import MINUTE, open_room, with_roles

LONG = os.environ.get("LIVESELL_TEST_EXAMPLES")
EXAMPLES = int(LONG or 8)
NAMES = ("ben", "bea", "otto")
WHO = st.sampled_from(NAMES)
KIND = "show_announced"
HOUR = 60 * MINUTE


class Telling(RuleBasedStateMachine):
    """A room with people who may follow it. `owed`: who must be told of what by the next run."""

    users: dict[str, User]

    @initialize()
    def begin(self) -> None:
        for table in (Delivery, Notification, Cursor, PushSubscription):
            table.objects.all().delete()
        Cursor.objects.bulk_create(Cursor(ledger=one, offset=one.offset) for one in Ledger.objects.all())
        self.room = with_roles(open_room("hana", self.users))
        self.follows: set[str] = set()
        self.banned: set[str] = set()
        self.off: set[str] = set()
        self.day = dict.fromkeys(NAMES, Day())
        self.owed: set[tuple[str, str]] = set()
        self.sent: list[tuple[str, str]] = []
        for name in NAMES:
            phone = Browser(name, f"http://127.0.0.1:1/{name}")
            body = phone.body | {"session": name}
            subscriptions.subscribe(self.users[name], **body)
            for channel, how in (("push", "now"), ("mail", "off"), ("bell", "now")):
                choices.choose(self.users[name].pk, KIND, channel, how)
            choices.set_hours(self.users[name].pk, Day())

    @rule(who=WHO)
    def follow_or_leave(self, who: str) -> None:
        if who in self.banned:
            return
        self.room.must(who, UnfollowRoom() if who in self.follows else FollowRoom())
        self.follows ^= {who}
        self._changed(who)

    @rule(who=WHO)
    def ban_or_let_back(self, who: str) -> None:
        if who in self.banned:
            self.room.must("hana", UnbanMember(user_id=self.users[who].pk, reason="a second chance"))
        else:
            self.room.shut_out(who)
        self.banned ^= {who}
        self._changed(who)

    @rule(who=WHO)
    def switch(self, who: str) -> None:
        self.off ^= {who}
        choices.choose(self.users[who].pk, KIND, "push", "off" if who in self.off else "now")
        self._changed(who)

    @rule(who=WHO, minutes=st.sampled_from((0, 30, 90)))
    def want_quiet(self, who: str, minutes: int) -> None:
        """From now on for so long, each day; 0: no more."""
        now = self.room.now // MINUTE % (24 * 60)
        self.day[who] = Day(quiet_from=now, quiet_until=(now + minutes) % (24 * 60)) if minutes else Day()
        choices.set_hours(self.users[who].pk, self.day[who])
        self._changed(who)

    @rule(minutes=st.sampled_from((1, 20, 60)))
    def time_passes(self, minutes: int) -> None:
        self.room.later(minutes)
        self.owed.clear()  # quiet hours may have begun or ended

    @rule()
    def announce(self) -> None:
        party = self.room.draft()
        self.room.must("hana", ScheduleParty(party_id=party, starts_at=self.room.now + 48 * HOUR))
        awake = {who for who in NAMES if after_quiet(self.room.now, self.day[who]) == self.room.now}
        self.owed |= {(who, party) for who in self.follows & awake - self.banned - self.off}

    @rule(who=WHO)
    def read_all(self, who: str) -> None:
        bell.mark(self.users[who].pk, self.room.now)
        assert bell.unread(self.users[who].pk, self.room.now) == 0

    @rule(crash=st.booleans())
    def run(self, crash: bool) -> None:
        """All steps of the outbox; or it dies before it writes down what it sent, and begins again."""
        for ledger_id in cursor.ahead():
            while cursor.advance(ledger_id):
                pass
        while deciding.decide(self.room.now, set()):
            pass
        while due := sending.take(self.room.now):
            self._deliver(due)
            if not crash:
                sending.settle([Outcome(one, ok=True) for one in due], self.room.now)
                continue
            Delivery.objects.update(leased_until=0)
            sending.settle([Outcome(one, ok=True) for one in sending.take(self.room.now)], self.room.now)
        assert self.owed <= set(self.sent)
        self.owed.clear()

    @invariant()
    def a_bell_holds_nothing_of_a_room_that_is_closed_to_her(self) -> None:
        for who in self.banned if hasattr(self, "banned") else ():
            assert bell.listed(self.users[who].pk, self.room.now) == []

    def _deliver(self, due: list[sending.Sending]) -> None:
        by_endpoint = dict(PushSubscription.objects.values_list("pk", "device"))
        for one in due:
            assert isinstance(one.job, Message)
            who = by_endpoint[one.job.subscription_id]
            assert who in self.follows
            assert who not in self.banned | self.off
            told = Notification.objects.get(deliveries__pk=one.ids[0])
            assert (who, told.about) not in self.sent
            self.sent.append((who, told.about))

    def _changed(self, who: str) -> None:
        self.owed = {one for one in self.owed if one[0] != who}


@pytest.mark.django_db
def test_nobody_is_told_what_she_may_not_read_or_has_switched_off(users: dict[str, User]) -> None:
    machine = type("TellingHere", (Telling,), {"users": users})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.conf.settings.LIVESELL_PUSH_LOOPBACK", True)
        unhurried = settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            print_blob=True,
            phases=[phase for phase in Phase if LONG or phase != Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=unhurried)
