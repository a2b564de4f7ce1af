"""Lots over HTTPS: the history after the close, which names nobody, and the sum of an offer, for her alone."""

from typing import Any

import pytest
from django.test import Client

from livesell.accounts.models import User
from tests.support.lots import SECOND, bid, fails_to_pay, opened, run_out, wait
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def history(room: Room, lot: str, status: int = 200, *, who: str = "", what: str = "bids") -> Any:
    client = Client()
    if who:
        client.force_login(User.objects.get(pk=room.cast[who].user_id))
    answer = client.get(f"/api/rooms/{room.id}/auctions/{lot}/{what}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_before_the_close_there_is_no_history(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)

    assert history(room, lot, 404)["detail"] == "not_found"


def test_afterwards_everybody_sees_what_each_bid_made_of_the_price(room: Room) -> None:
    lot = opened(room, extend_seconds=0)
    bid(room, "ben", lot, 300)
    wait(room, 60 * SECOND + 40)
    bid(room, "bea", lot, 200, sent_at=room.now - 50, way=200)
    run_out(room, lot)

    told = history(room, lot)

    assert [(one["price"], one["grace_ms"], one["mine"]) for one in told] == [
        (100, 0, False),
        (210, 50, False),
    ]


def test_nothing_in_it_says_which_bids_are_of_one_person(room: Room) -> None:
    """Beside `bid.placed`, which names who leads, a pseudonym would be a name."""
    lot = opened(room)
    for who, amount in (("ben", 300), ("bea", 200), ("otto", 250), ("bea", 280)):
        bid(room, who, lot, amount)
    run_out(room, lot)

    rows = history(room, lot)

    facts = {fact["offset"]: fact["event"] for fact in room.facts()}
    assert all(set(row) == {"price", "offset", "counted_at", "grace_ms", "mine"} for row in rows)
    assert [facts[row["offset"]]["price"] for row in rows] == [row["price"] for row in rows]


def test_that_the_leader_raised_her_own_most_is_told_to_her_alone(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "ben", lot, 900)
    run_out(room, lot)

    assert [one["mine"] for one in history(room, lot)] == [False]
    assert [one["mine"] for one in history(room, lot, who="bea")] == [False]
    assert [one["mine"] for one in history(room, lot, who="ben")] == [True, True]


def test_what_an_offer_costs_is_read_by_whom_it_was_made_to_and_by_nobody_else(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 800)
    run_out(room, lot)
    assert history(room, lot, 404, who="ben", what="offer")["detail"] == "not_found"
    fails_to_pay(room, lot)

    assert history(room, lot, who="ben", what="offer")["amount"] == 300
    for who in ("", "bea", "otto", "sam", "hana", "mona"):
        assert history(room, lot, 404, who=who, what="offer")["detail"] == "not_found"


def test_a_lot_is_not_found_in_another_room(room: Room) -> None:
    lot = opened(room)
    run_out(room, lot)

    assert Client().get(f"/api/rooms/{lot}/auctions/{lot}/bids").status_code == 404
