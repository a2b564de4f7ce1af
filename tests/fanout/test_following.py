"""Two ledgers of one room, followed by one process: who was put out in the show is told nothing of the desk."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from asgiref.sync import sync_to_async

from livesell.app.features import DESK_EVENTS, SHOW_EVENTS
from livesell.commanding.database import Database
from livesell.commanding.rooms import traits_of
from livesell.fanout.hub import Hub
from livesell.ledger.head import create_ledgers, forget
from livesell.wire.ids import new_id
from rooms.frames.rooms import SetRole
from tests.support.turns import Room

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(eq=False)
class Viewer:
    """Somebody who watches, and how far she was sent what there is."""

    user_id: str
    cursor: int
    held: bool = False
    ready: bool = True
    checks: int = 0
    told: list[int] = field(default_factory=list)

    def push(self, _frame: str, upto: int) -> None:
        self.cursor = upto
        self.told.append(upto)

    def fell_behind(self) -> None:
        raise AssertionError

    def check_again(self) -> None:
        self.checks += 1


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    """A hub that hears of nothing but what it is offered."""
    database = Database()
    yield Hub(database, traits_of((*SHOW_EVENTS, *DESK_EVENTS)))
    await database.close()


async def watching(hub: Hub, room: Room, user_id: str) -> Viewer:
    desk, show = room.ledger("desk"), room.ledger()
    feed = await hub.follow(desk)
    assert feed is not None
    assert await hub.follow(show) is not None
    await hub.fill(feed)
    viewer = Viewer(user_id, feed.ring.tip)
    hub.watch(desk, viewer)
    hub.heed(show, viewer)
    return viewer


def put_out_and_noted(room: Room, user_id: str) -> None:
    """Mona loses her role, and then something is noted on the desk; `room.last` holds the news of that alone."""
    room.must("hana", SetRole.model_validate({"user_id": user_id, "role": "buyer"}))
    room.draft()


async def test_news_of_the_desk_wait_for_the_show(hub: Hub, room: Room) -> None:
    mona = await watching(hub, room, room.cast["mona"].user_id)
    hana = await watching(hub, room, room.cast["hana"].user_id)
    await sync_to_async(put_out_and_noted)(room, mona.user_id)
    (news,) = [one for one in room.last.news if one.name == room.ledger("desk")]

    hub.offer(news)  # that of the show was lost on the way
    feed = hub.feeds[news.name]
    await hub.fill(feed)
    feed.flush()

    assert (mona.held, mona.checks, mona.told) == (True, 1, [])
    assert hana.told == [news.first]


async def test_what_the_poll_finds_on_the_desk_waits_for_the_show(hub: Hub, room: Room) -> None:
    mona = await watching(hub, room, room.cast["mona"].user_id)
    await sync_to_async(put_out_and_noted)(room, mona.user_id)

    feed = hub.feeds[room.ledger("desk")]
    await hub.fill(feed)
    feed.flush()

    assert (mona.held, mona.checks, mona.told) == (True, 1, [])


async def test_who_watches_a_room_that_is_gone_is_asked_about(hub: Hub) -> None:
    gone = f"room.{new_id()}"
    await sync_to_async(create_ledgers)(gone)
    await hub.follow(gone)
    mona = Viewer("mona", 0)
    hub.watch(gone, mona)
    await sync_to_async(forget)(gone)

    await hub._compare()

    assert (mona.held, mona.checks) == (True, 1)
