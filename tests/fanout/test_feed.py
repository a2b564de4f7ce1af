"""A feed: what is offered to it, and who is sent what. The loop is real, time is not asserted."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from livesell.commanding.rooms import Traits
from livesell.fanout import feed as feeds
from livesell.fanout.feed import Feed
from livesell.fanout.ring import Ring
from livesell.ledger.position import Position, Step
from livesell.ledger.read import Tip
from livesell.ledger.turn import News, Told

TRAITS = {
    "said": Traits(urgent=False, redacts=None, concerns=None),
    "sold": Traits(urgent=True, redacts=None, concerns=None),
    "removed": Traits(urgent=True, redacts="target", concerns=None),
    "banned": Traits(urgent=True, redacts=None, concerns="user_id"),
}


@dataclass(eq=False)
class Viewer:
    """Somebody who watches, with what she was sent."""

    user_id: str = ""
    cursor: int = 0
    held: bool = False
    ready: bool = True
    frames: list[str] = field(default_factory=list)
    full_after: int = 0
    behind: int = 0
    checks: int = 0

    def push(self, frame: str, upto: int) -> None:
        self.frames.append(frame)
        self.cursor = upto
        if self.full_after and len(self.frames) % self.full_after == 0:
            self.ready = False

    def fell_behind(self) -> None:
        self.behind += 1

    def check_again(self) -> None:
        self.checks += 1

    @property
    def seen(self) -> list[int]:
        return [fact["offset"] for frame in self.frames for fact in json.loads(frame)["facts"]]


def fact(offset: int, kind: str = "said", **more: object) -> Told:
    wire = json.dumps({"offset": offset, "at": 1, "event": {"type": kind, **more}, "text": "hello"})
    return Told(kind, wire, f"h{offset}")


def news(first: int, *facts: Told, epoch: str = "e", previous: str = "", digest: str = "") -> News:
    previous = previous or f"h{first - 1}"
    return News("room.r", epoch, first, previous, digest or f"h{first + len(facts) - 1}", list(facts))


def said(first: int, count: int = 1, **more: str) -> News:
    return news(first, *(fact(offset) for offset in range(first, first + count)), **more)


@pytest.fixture
def feed() -> Feed:
    return Feed("room.r", Tip("e", 5, "h5"), TRAITS)


@pytest.fixture
def watch(feed: Feed) -> Callable[..., Viewer]:
    def make(cursor: int = 5, **more: object) -> Viewer:
        viewer = Viewer(cursor=cursor, **more)  # type: ignore[arg-type]
        feed.viewers.add(viewer)
        return viewer

    return make


async def settled(feed: Feed) -> None:
    """Until the planned flush has happened."""
    for _ in range(5_000):
        if feed._flush_at is None:
            return
        await asyncio.sleep(0.001)
    raise TimeoutError


async def test_the_next_fact_is_taken(feed: Feed) -> None:
    assert feed.offer(said(6)) is Step.DELIVER
    assert (feed.ring.tip, feed.hash) == (6, "h6")


async def test_what_is_known_is_skipped(feed: Feed) -> None:
    feed.offer(said(6, 2))

    assert feed.offer(said(6, 2)) is Step.SKIP
    assert feed.offer(said(4)) is Step.SKIP
    assert feed.ring.tip == 7


async def test_what_overlaps_is_taken_from_where_it_goes_on(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben = watch()
    feed.offer(said(6, 2))

    assert feed.offer(said(7, 3)) is Step.DELIVER

    await settled(feed)
    assert ben.seen == [6, 7, 8, 9]


async def test_a_gap_is_not_taken(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben = watch()

    assert feed.offer(said(8)) is Step.FILL

    await asyncio.sleep(0.01)
    assert feed.ring.tip == 5
    assert ben.frames == []


async def test_news_of_another_life_are_not_taken(feed: Feed) -> None:
    assert feed.offer(said(6, epoch="another")) is Step.RESET
    assert feed.ring.tip == 5


async def test_news_that_do_not_follow_by_their_hash_are_not_taken(feed: Feed) -> None:
    assert feed.offer(said(6, previous="forged")) is Step.FILL
    assert feed.ring.tip == 5


async def test_everybody_gets_each_fact_once_and_in_order(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben, bea, late = watch(), watch(), watch(cursor=5)
    feed.offer(said(6))
    await settled(feed)
    late.ready = False
    feed.offer(said(7))
    await settled(feed)
    feed.offer(said(8))
    late.ready = True
    await settled(feed)

    assert ben.seen == bea.seen == late.seen == [6, 7, 8]


async def test_those_at_the_same_place_share_one_frame(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben, bea = watch(), watch()

    feed.offer(said(6))
    await settled(feed)

    assert ben.frames[0] is bea.frames[0]
    assert (feed.counters.frames, feed.counters.deliveries) == (2, 2)


async def test_talk_that_comes_together_travels_together(
    feed: Feed, watch: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "CALM", 3600)
    ben = watch()
    feed.flush()

    for offset in range(6, 26):
        feed.offer(said(offset))
    await asyncio.sleep(0.02)

    assert ben.frames == [], "a room that has just been written to is collected"
    feed.flush()
    assert ben.seen == list(range(6, 26))
    assert len(ben.frames) == 1


async def test_a_sale_leaves_at_once_and_takes_along_what_waits(
    feed: Feed, watch: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "CALM", 3600)
    ben = watch()
    feed.flush()
    feed.offer(said(6))

    feed.offer(news(7, fact(7, "sold")))

    await settled(feed)
    assert ben.seen == [6, 7]


async def test_talk_does_not_put_a_sale_off(
    feed: Feed, watch: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "CALM", 3600)
    ben = watch()
    feed.flush()

    feed.offer(news(6, fact(6, "sold")))
    feed.offer(said(7))

    await settled(feed)
    assert ben.seen == [6, 7]


async def test_a_full_line_costs_a_cursor_and_catches_up_in_one_frame(
    feed: Feed, watch: Callable[..., Viewer]
) -> None:
    slow = watch(ready=False)
    for offset in range(6, 56):
        feed.offer(said(offset))
        feed.flush()

    slow.ready = True
    feed.catch_up(slow)

    assert slow.seen == list(range(6, 56))
    assert len(slow.frames) == 1


async def test_who_is_far_behind_catches_up_in_pieces_as_her_line_takes_them(
    feed: Feed, watch: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "LARGEST", 5 * len(fact(6)[1]))
    slow, swift = watch(ready=False), watch(ready=False)
    for offset in range(6, 56):
        feed.offer(said(offset))
    feed.close()

    swift.ready = True
    feed.flush()
    slow.full_after = 3
    slow.ready = True
    while slow.cursor < 55:
        feed.catch_up(slow)
        assert len(slow.frames) % 3 == 0 or slow.cursor == 55
        slow.ready = True

    assert swift.seen == slow.seen == list(range(6, 56))
    assert len(swift.frames) > 5
    assert max(map(len, slow.frames)) < 7 * len(fact(6)[1])


async def test_who_fell_out_of_the_ring_is_told_and_sent_nothing(
    feed: Feed, watch: Callable[..., Viewer]
) -> None:
    feed.ring = Ring(5, most_facts=3)
    slow, ben = watch(ready=False), watch()
    for offset in range(6, 16):
        feed.offer(said(offset))
        feed.flush()

    slow.ready = True
    feed.catch_up(slow)
    feed.flush()

    assert slow.behind == 2
    assert slow.frames == []
    assert ben.seen == list(range(6, 16))


async def test_nobody_held_is_sent_anything(feed: Feed, watch: Callable[..., Viewer]) -> None:
    held = watch(held=True)

    feed.offer(said(6))
    await settled(feed)
    feed.catch_up(held)

    assert held.frames == []


async def test_a_ban_stops_every_socket_of_the_banned_at_its_offset(
    feed: Feed, watch: Callable[..., Viewer]
) -> None:
    tab, phone, bea = watch(user_id="ben"), watch(user_id="ben"), watch(user_id="bea")
    feed.offer(said(6))

    feed.offer(news(7, fact(7, "banned", user_id="ben"), fact(8)))
    feed.offer(said(9))
    await settled(feed)

    assert tab.seen == phone.seen == [6, 7]
    assert (tab.held, tab.checks) == (True, 1)
    assert bea.seen == [6, 7, 8, 9]
    assert feed.standing_changed == {"ben": 7}


async def test_a_feed_cannot_say_what_changed_before_it_began(feed: Feed) -> None:
    assert feed.is_unjudged("ben", Position("e", 4))
    assert not feed.is_unjudged("ben", Position("e", 5))
    assert feed.is_unjudged("ben", Position("another life", 9))
    assert feed.redacted_at == 5, "nor what was removed: an older snapshot may still have it"


async def test_a_standing_is_judged_by_the_offset_at_which_it_was_read(feed: Feed) -> None:
    feed.take([fact(6), fact(7, "banned", user_id="ben"), fact(8)])

    assert feed.is_unjudged("ben", Position("e", 6))
    assert not feed.is_unjudged("ben", Position("e", 7))
    assert not feed.is_unjudged("bea", Position("e", 6))


async def test_a_ban_found_by_reading_the_ledger_holds_too(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben = watch(user_id="ben")

    feed.take([fact(6), fact(7, "banned", user_id="ben"), fact(8)])
    await settled(feed)

    assert ben.seen == [6, 7]


async def test_a_ban_holds_a_line_that_is_full(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben = watch(user_id="ben", ready=False)

    feed.offer(news(6, fact(6, "banned", user_id="ben"), fact(7)))
    ben.ready = True
    feed.catch_up(ben)

    assert ben.frames == []
    assert ben.checks == 1


async def test_a_removed_text_is_not_sent_to_those_who_come_later(
    feed: Feed, watch: Callable[..., Viewer]
) -> None:
    slow = watch(ready=False)
    feed.offer(said(6))
    feed.offer(news(7, fact(7, "removed", target=6)))

    slow.ready = True
    feed.catch_up(slow)

    facts = json.loads(slow.frames[0])["facts"]
    assert facts[0]["text"] is None
    assert feed.redacted_at == 7


async def test_a_text_stays_removed_when_older_facts_are_read_again(
    feed: Feed, watch: Callable[..., Viewer]
) -> None:
    feed.offer(news(6, fact(6, "removed", target=4)))

    feed.reach_back([(wire, after) for _, wire, after in (fact(3), fact(4), fact(5))], "h2")

    back = watch(cursor=2)
    feed.catch_up(back)
    facts = json.loads(back.frames[0])["facts"]
    assert [one["text"] for one in facts if one["offset"] == 4] == [None]
    assert back.seen == [3, 4, 5, 6]


async def test_a_push_names_its_room_and_ledger() -> None:
    desk = Feed("room.r.desk", Tip("e", 0, "h0"), TRAITS)
    desk.offer(News("room.r.desk", "e", 1, "h0", "h1", [fact(1)]))

    push = json.loads(desk.frame(0, 1))

    assert (push["kind"], push["room"], push["ledger"]) == ("push", "r", "desk")
    desk.close()


async def test_a_closed_feed_sends_nothing_more(feed: Feed, watch: Callable[..., Viewer]) -> None:
    ben = watch()
    feed.offer(said(6))

    feed.close()
    await asyncio.sleep(0.1)

    assert ben.frames == []
