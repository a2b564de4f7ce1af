"""The history of a lot over HTTPS: after the close, by pseudonyms, without anybody's most."""

from typing import Any

import pytest
from django.test import Client

from rooms.auctions_api import pseudonym
from tests.support.lots import SECOND, bid, fall, opened, stands, wait
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def history(room: Room, lot: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/rooms/{room.id}/auctions/{lot}/bids")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_before_the_close_there_is_no_history(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)

    assert history(room, lot, 404)["detail"] == "not_found"


def test_afterwards_everybody_sees_each_bid_under_a_stable_pseudonym(room: Room) -> None:
    lot = opened(room, extend_seconds=0)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 200)
    wait(room, 60 * SECOND + 40)
    bid(room, "ben", lot, 900, sent_at=room.now - 50, way=200)
    fall(room, lot)

    told = history(room, lot)

    ben, bea = (pseudonym(stands(lot).salt, room.cast[who].user_id) for who in ("ben", "bea"))
    assert [(one["bidder"], one["price"]) for one in told] == [(ben, 100), (bea, 210), (ben, 210)]
    assert told[-1]["grace_ms"] == 50
    assert ben != bea
    assert room.cast["ben"].user_id not in str(told)
    assert "300" not in str([one["price"] for one in told])


def test_in_another_lot_nobody_is_known_by_it(room: Room) -> None:
    ben = room.cast["ben"].user_id

    assert pseudonym("one salt", ben) != pseudonym("another salt", ben)
    assert pseudonym("one salt", ben) == pseudonym("one salt", ben)


def test_a_lot_is_not_found_in_another_room(room: Room) -> None:
    lot = opened(room)
    fall(room, lot)

    assert Client().get(f"/api/rooms/{lot}/auctions/{lot}/bids").status_code == 404
