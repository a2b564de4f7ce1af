"""Two hundred bids in the last 100 ms of a lot, through three processes, one of which is killed as the lot closes.

One winner by the rule, said once more here from the rows alone; and everybody is told the same.
"""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from tests.races.test_three_processes import open_lines
from tests.support import checkers, evidence, rush, shows, watching
from tests.support.client import Client
from tests.support.doors import Line
from tests.support.history import Attempt, History, Outcome, Wish
from tests.support.people import Person
from tests.support.server import Server

BIDDERS = 200
LAST_MS = 100
GRACE_MS = 400
STEP = 10


@dataclass(frozen=True)
class Placed:
    """A bid as its table has it."""

    bidder_id: str
    maximum: int
    since: int


def now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture
def lot(hana: Person) -> tuple[shows.Show, str]:
    """A show of Hana's with a lot that is put up: sudden death, steps of ten."""
    show = shows.live(hana, stock=1)
    bands = [{"from_price": 0, "step": STEP}]
    added = show.do(
        "auction.add", variant_id=show.variant, start_price=100, seconds=8, extend_seconds=0, bands=bands
    )
    return show, added["fact"]["event"]["auction"]["id"]


async def test_one_wins_by_the_rule_and_everybody_is_told_the_same(
    three: Server, lot: tuple[shows.Show, str]
) -> None:
    show, auction = lot
    bidders = await asyncio.to_thread(rush.crowd, three, BIDDERS, "Bidder")
    lines = await open_lines(three, bidders)
    viewers = await watching.one_in_each_process(three, show.room)
    before = viewers[0].position[f"{show.room}.show"]["offset"]
    opened = await asyncio.to_thread(show.do, "auction.open", auction_id=auction)
    ends_at = opened["fact"]["event"]["auction"]["ends_at"]
    history = History()
    hurry = rush.Rush(three, show.room, history)

    attempts, _ = await asyncio.gather(
        asyncio.gather(*(at_last(hurry, line, auction, ends_at, n) for n, line in enumerate(lines))),
        kill_one(three, ends_at),
    )

    await come_back(viewers, show.room)
    closed = await viewers[0].expect("auction.closed", show.room)
    found = evidence.of(three, show.room)
    assert_the_rule(closed["event"]["auction"], bids_of(three, auction))
    assert_each_was_told_what_stands(attempts, bids_of(three, auction), found)
    for name in ("broken", "lost", "changed", "unanswered"):
        judge = getattr(checkers, name)
        told = {"broken": (found,), "lost": (history, found)}.get(name, (history,))
        assert judge(*told) == [], name
    for viewer in viewers:
        await viewer.reach(show.room, found.offset)
        assert checkers.seen_otherwise(viewer.facts[f"{show.room}.show"], found, before) == []
        await viewer.leave()
    assert [json.loads(line.fact)["event"]["type"] for line in found.lines].count("auction.closed") == 1
    shelf = found.shelves[show.variant]
    assert (shelf.stock, shelf.held, shelf.sold) == (1, 0, 1)
    for line in lines:
        line.close()


async def at_last(hurry: rush.Rush, line: Line, auction: str, ends_at: int, number: int) -> Attempt:
    """One bid, sent at its moment of the last hundred; repeated under its id until its outcome is known."""
    dice = random.Random(number)
    moment = ends_at - dice.randrange(LAST_MS)
    await asyncio.sleep(max(0, moment - now()) / 1000)
    body = {"auction_id": auction, "amount": 100 + STEP * dice.randrange(60), "sent_at": now()}
    return await hurry.insist(line, Wish(line.person.id, line.person.token, "bid.place", body))


async def kill_one(server: Server, ends_at: int) -> None:
    """kill -9 of one web process while the last bids come in and the lot is about to close."""
    await asyncio.sleep(max(0, ends_at + GRACE_MS // 8 - now()) / 1000)
    server.kill_worker()
    await asyncio.to_thread(server.await_health)


async def come_back(viewers: Sequence[Client], room: str) -> None:
    """The viewer of the process that was killed returns, from where she was."""
    for viewer in viewers:
        if viewer.close_code is not None:
            await viewer.come()
            await viewer.join(room)
    assert all(viewer.close_code is None for viewer in viewers)


def bids_of(server: Server, auction: str) -> list[Placed]:
    """The bids that count, in the order in which they were decided."""
    with psycopg.connect(server.env["DATABASE_URL"]) as link:
        rows = link.execute(
            "SELECT bidder_id, maximum, since FROM rooms_bid WHERE auction_id = %s ORDER BY since", [auction]
        ).fetchall()
    return [Placed(*row) for row in rows]


def assert_the_rule(auction: dict[str, Any], bids: Sequence[Placed]) -> None:
    """The most wins, of two the lower offset; the price is a step above the next most, and no more than hers."""
    assert len(bids) >= 2
    first, second = sorted(bids, key=lambda bid: (-bid.maximum, bid.since))[:2]
    assert auction["outcome"] == "sold"
    assert auction["leader"]["id"] == first.bidder_id
    assert auction["price"] == min(first.maximum, second.maximum + STEP)
    assert auction["bids"] == len(bids)


def assert_each_was_told_what_stands(
    attempts: Sequence[Attempt], bids: Sequence[Placed], found: evidence.Evidence
) -> None:
    """Who was told that her bid counts has one at that offset, and who was refused has none."""
    assert len(attempts) == BIDDERS
    placed = {bid.bidder_id: bid.since for bid in bids}
    for attempt in attempts:
        assert attempt.outcome is not Outcome.UNKNOWN
        assert attempt.reply is not None
        told = attempt.reply["fact"]["offset"] if attempt.outcome is Outcome.ANSWERED else None
        assert placed.get(attempt.wish.actor_id) == told
        if attempt.outcome is Outcome.REFUSED:
            assert attempt.reply["error"]["code"] in ("too_low", "too_late")
    assert found.offset >= len(bids)


def test_a_second_winner_would_be_noticed() -> None:
    """The control: a judge that cannot find fault is none."""
    bids = [Placed("ben", 300, 1), Placed("bea", 500, 2), Placed("otto", 500, 3)]
    right = {"outcome": "sold", "leader": {"id": "bea"}, "price": 500, "bids": 3}

    assert_the_rule(right, bids)
    for wrong in ({"leader": {"id": "otto"}}, {"price": 310}, {"bids": 2}, {"outcome": "passed"}):
        with pytest.raises(AssertionError):
            assert_the_rule(right | wrong, bids)
