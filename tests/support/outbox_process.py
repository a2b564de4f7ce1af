"""An outbox in a process of its own, which dies where its caller says.

Called with the browsers and the points at which it is killed, one after another: it makes the database, people with
a browser each, and a room with a thousand facts, then starts a worker for each of the points, and a last one that works
until nothing is left. Points lie before and after each step, and in the middle of its transactions. Prints how many
workers were killed.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Literal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
EVENTS, BATCH = 1_000, 50
LEASE_MS = 61_000
left = [0]


def point() -> None:
    """Here the process may be killed."""
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def make(browsers: list[dict[str, str]]) -> None:
    """People, their browsers, and a thousand draws that one of them wins each."""
    from django.core.management import call_command

    from livesell.access.actor import SYSTEM
    from livesell.accounts.models import User
    from livesell.ledger.turn import Handler, PendingCommand, Recorded, Turn, decide
    from livesell.outbound import subscriptions
    from livesell.wire.envelope import Command, Person
    from livesell.wire.ids import derived_id
    from rooms.events.giveaways import GiveawayDrawn
    from tests.support.turns import NOON, open_room

    call_command("migrate", verbosity=0)
    users = {}
    for body in browsers:
        name = body["device"].partition("-")[0]
        if name not in users:
            users[name] = User.objects.create_user(
                f"{name}@example.org", name.title(), "a long walk by the sea"
            )
        subscriptions.subscribe(users[name], **{**body, "session": "one"})
    room = open_room(next(iter(users)), users)
    people = [Person(id=user.pk, name=user.name) for user in users.values()]

    class Draw(Command):
        type: Literal["draw"] = "draw"
        number: int

    def draw(turn: Turn, frame: Draw) -> Recorded:
        winner = people[frame.number % len(people)]
        return turn.record(
            GiveawayDrawn(giveaway_id=derived_id(f"draw {frame.number}"), seed="5e" * 32, winners=[winner])
        )

    handler = Handler(lambda _turn, _frame: None, draw, bulk=True)
    for first in range(0, EVENTS, BATCH):
        asks = [
            PendingCommand(SYSTEM, f"draw-{number:06}", Draw(number=number), handler)
            for number in range(first, first + BATCH)
        ]
        decide(room.ledger(), asks, now=NOON)


def run(now: int) -> None:
    """Work, with points on the way."""
    from livesell.app import outbox
    from livesell.outbound import cursor, deciding, sending
    from livesell.outbound.models import Cursor, Delivery, Notification
    from livesell.outbound.push import posting

    posting.PATIENCE_SECONDS = 0.3
    Cursor.save = _before(Cursor.save)  # type: ignore[method-assign]
    Delivery.objects.bulk_create = _before(Delivery.objects.bulk_create)  # type: ignore[method-assign]
    with ThreadPoolExecutor(8) as threads:
        while True:
            for ledger_id in cursor.ahead():
                while _both(partial(cursor.advance, ledger_id)):
                    pass
            while _both(partial(deciding.decide, now, set())):
                pass
            while due := _both(partial(sending.take, now, 20)):
                outcomes = list(threads.map(lambda one: _both(partial(outbox.deliver, one)), due))
                _both(partial(sending.settle, outcomes, now))
            now += 2_000
            waiting = Delivery.objects.filter(state="waiting").exists()
            if not waiting and not Notification.objects.filter(state="waiting").exists():
                return


def _before(act: Callable[..., Any]) -> Callable[..., Any]:
    def acting(*given: Any, **more: Any) -> Any:
        point()
        return act(*given, **more)

    return acting


def _both(act: Callable[[], Any]) -> Any:
    point()
    done = act()
    point()
    return done


def worker(die: int, now: int) -> bool:
    """Whether a worker was killed at that point; it is a process of its own."""
    child = os.fork()
    if child == 0:
        left[0] = die
        run(now)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a worker failed")
    return os.WIFSIGNALED(status)


def main(browsers: list[dict[str, str]], points: list[int]) -> None:
    """Make the room, then start worker after worker until one comes to its end by itself."""
    from django.db import connection, connections

    from tests.support.turns import NOON

    make(browsers)
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads are not forked
    kills, now = 0, NOON
    while worker((points[kills] if kills < len(points) else 0), now):
        kills, now = kills + 1, now + LEASE_MS
    sys.stdout.write(f"{kills}\n")


if __name__ == "__main__":
    django.setup()
    main(json.loads(sys.argv[1]), json.loads(sys.argv[2]))
