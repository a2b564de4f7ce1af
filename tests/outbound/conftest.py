"""An outbox that a test moves on by hand, and a push service on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytest_django.fixtures import Settings

from livesell.accounts.models import User
from livesell.app.outbox import deliver
from livesell.outbound import cursor, deciding, sending, subscriptions
from livesell.outbound.models import Notification
from livesell.outbound.push.keys import vapid
from livesell.outbound.push.posting import Poster
from tests.support.pushes import Browser, PushService
from tests.support.turns import Room


@dataclass
class Outbox:
    """The outbox of a room's test. `run` does all its steps at the room's own time."""

    room: Room
    service: PushService
    in_sight: set[tuple[str, str]] = field(default_factory=set)

    def make(self) -> None:
        """Notifications of what the ledgers tell, and of what the time does."""
        for ledger_id in cursor.ahead():
            while cursor.advance(ledger_id):
                pass
        cursor.tell_due(self.room.now - 600_000, self.room.now)

    def decide(self) -> None:
        while deciding.decide(self.room.now, self.in_sight):
            pass

    def send(self) -> None:
        while due := sending.take(self.room.now):
            sending.settle([deliver(one) for one in due], self.room.now)

    def run(self) -> None:
        self.make()
        self.decide()
        self.send()

    def told(self, who: str) -> list[str]:
        """The kinds of what somebody was told, oldest first."""
        own = Notification.objects.filter(user_id=self.room.actor(who).user_id, state="told")
        return list(own.order_by("pk").values_list("kind", flat=True))

    def browser(self, who: str) -> Browser:
        """A browser of somebody's that may be told."""
        made = self.service.browser(who)
        user = User.objects.get(pk=self.room.actor(who).user_id)
        body = made.body
        subscriptions.subscribe(
            user, body["endpoint"], body["p256dh"], body["auth"], device=who, session=f"session of {who}"
        )
        return made


@pytest.fixture
def service() -> Iterator[PushService]:
    made = PushService()
    yield made
    made.close()
    assert made.wrong == []


@pytest.fixture
def outbox(room: Room, service: PushService, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Outbox:
    settings.LIVESELL_PUSH_LOOPBACK = True
    monkeypatch.setattr("livesell.app.outbox.poster", lambda: Poster(vapid(), loopback=True))
    return Outbox(room, service)
