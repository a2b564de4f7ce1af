"""What a turn reads does not grow with what has happened before, here or elsewhere: counted in SQLite's own steps."""

import itertools
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from chat.frames.messages import PostMessage
from livesell.accounts.models import User
from livesell.wire.envelope import Command
from rooms.frames.auctions import OpenAuction
from rooms.frames.claims import ReleaseClaim
from rooms.frames.rooms import FollowRoom
from rooms.models.items import Variant
from tests.support import lots
from tests.support.turns import Room, open_room, place, with_roles

BEFORE = 400
"""So much has happened of each kind. Read one by one, it would be thousands of steps."""
MAY_GROW = 1.25


@pytest.fixture
def steps(db: None) -> Callable[[Callable[[], object]], int]:
    """Counts the steps of SQLite's machine while something is done."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite counts its steps")

    def count(work: Callable[[], object]) -> int:
        taken = 0

        def step() -> int:
            nonlocal taken
            taken += 1
            return 0

        connection.connection.set_progress_handler(step, 1)
        work()
        connection.connection.set_progress_handler(None, 0)
        return taken

    return count


def on_stage(room: Room) -> tuple[Variant, str]:
    """Something to claim, and a lot."""
    jam = room.live(stock=150, per_buyer_limit=10_000)
    lot = lots.put_up(room, room.item(jam.item.party_id).variants.get())
    room.must("sam", OpenAuction(auction_id=lot))
    return jam, lot


def busy(room: Room, jam: Variant, lot: str) -> None:
    """A long evening: talk, claims held and given back, claims that wait, bids."""
    for start in range(0, BEFORE, 100):
        room.batch(*(room.ask("sam", PostMessage(text=f"line {n}")) for n in range(start, start + 100)))
        claims = room.batch(*(room.ask("bea", place(jam)) for _ in range(100)))
        room.batch(*(room.ask("bea", ReleaseClaim(claim_id=one.claim)) for one in claims[:50]))
        room.batch(*(lots.bidding(room, "bea", lot, 1_000 + 10 * n) for n in range(start, start + 100)))


def test_what_a_turn_reads_does_not_grow(
    room: Room, users: dict[str, User], steps: Callable[[Callable[[], object]], int]
) -> None:
    jam, lot = on_stage(room)
    amounts = itertools.count(10_000, 10)

    def taken() -> dict[str, int]:
        frames: dict[str, Command] = {
            "a message": PostMessage(text="hello"),
            "a claim": place(jam),
            "a bid": lots.bid_frame(lot, next(amounts)),
            "a follow": FollowRoom(),
        }
        return {what: steps(partial(room.do, "ben", frame)) for what, frame in frames.items()} | {
            "an entrance": steps(partial(room.entrance, "otto")),
        }

    taken()
    first = taken()
    busy(room, jam, lot)
    elsewhere = with_roles(open_room("hana", users))
    busy(elsewhere, *on_stage(elsewhere))
    then = taken()

    assert {what: (first[what], then[what]) for what in first if then[what] > first[what] * MAY_GROW} == {}
