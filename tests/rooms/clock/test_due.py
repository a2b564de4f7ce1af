"""What the clock has to do, found in the tables whenever one looks."""

import pytest
from pydantic import TypeAdapter

from livesell.ledger.turn import PendingCommand, decide
from livesell.wire.codes import Code
from livesell.wire.envelope import CommandId
from rooms.auctions.closing import CloseAuction, LapseOffer
from rooms.clock import due
from rooms.clock.due import Due
from rooms.frames.auctions import PauseAuction, ResumeAuction
from tests.support.lots import bid, fails_to_pay, opened, run_out
from tests.support.turns import MINUTE, NOON, SYSTEM, Answer, Room, answer_of, state

pytestmark = pytest.mark.django_db


def act(room: Room, one: Due) -> Answer:
    """Do what is due, as the keeper of time does."""
    outcome = decide(
        room.ledger(), [PendingCommand(SYSTEM, one.command_id, one.frame, one.handler)], now=room.now
    )
    return answer_of(outcome.answers[0])


def test_a_hold_is_due_from_its_moment_on(room: Room) -> None:
    claim = room.place("ben", room.live(hold_minutes=15)).claim

    assert due.find(NOON + 15 * MINUTE - 1) == []
    (one,) = due.find(NOON + 15 * MINUTE)
    assert (one.room_id, one.frame.claim_id) == (room.id, claim)


def test_what_ran_out_first_comes_first(room: Room) -> None:
    jam = room.live(stock=3)
    claims = []
    for _ in range(3):
        claims.append(room.place("ben", jam).claim)
        room.later(1)
    room.later(60)

    assert [one.frame.claim_id for one in due.find(room.now)] == claims


def test_what_is_over_or_in_line_is_not_due(room: Room) -> None:
    jam = room.live(stock=3)
    sold, released, held = (room.place("ben", jam).claim for _ in range(3))
    room.place("bea", jam)
    room.confirm("sam", sold)
    room.later(60)
    room.release("ben", released)  # and Bea is served, from now on

    assert [one.frame.claim_id for one in due.find(room.now)] == [held]


def test_two_processes_that_find_the_same_have_one_effect_and_one_answer(room: Room) -> None:
    claim = room.place("ben", room.live()).claim
    room.later(15)
    (one,), (other,) = due.find(room.now), due.find(room.now)

    assert act(room, one) == act(room, other)
    assert state(claim) == "expired"
    assert room.types().count("claim.expired") == 1


def test_a_clock_that_was_set_back_does_not_keep_a_hold_for_ever(room: Room) -> None:
    """Between looking and doing it was set right: the act is refused, and done when it is time."""
    claim = room.place("ben", room.live(hold_minutes=15)).claim
    (early,) = due.find(NOON + 20 * MINUTE)
    assert act(room, early).code == Code.WRONG_STATE
    room.later(15)

    (again,) = due.find(room.now)

    assert act(room, again).ok
    assert state(claim) == "expired"


def test_the_ids_of_the_clock_are_ids_of_commands(room: Room) -> None:
    room.place("ben", room.live())

    (one,) = due.find(NOON + 60 * MINUTE)
    assert TypeAdapter(CommandId).validate_python(one.command_id)


def test_due_is_found_in_every_room_and_at_most_so_much_at_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    jam = room.live(stock=5)
    for _ in range(5):
        room.place("ben", jam)
    monkeypatch.setattr(due, "MOST", 2)

    assert len(due.find(NOON + 60 * MINUTE)) == 2


# Lots


def test_a_lot_is_due_when_it_closes_to_the_moment(room: Room) -> None:
    lot = opened(room, seconds=60, grace_ms=300)
    closes_at = NOON + 60_300

    assert [one for one in due.find(closes_at - 1_001) if isinstance(one.frame, CloseAuction)] == []
    (one,) = (one for one in due.find(closes_at - 1_000) if isinstance(one.frame, CloseAuction))
    assert (one.room_id, one.frame.auction_id, one.at) == (room.id, lot, closes_at)
    TypeAdapter(CommandId).validate_python(one.command_id)


def test_a_paused_and_a_closed_lot_are_not_due(room: Room) -> None:
    lot = opened(room)
    room.must("sam", PauseAuction(auction_id=lot))

    assert not [one for one in due.find(NOON + 60 * MINUTE) if isinstance(one.frame, CloseAuction)]
    room.must("sam", ResumeAuction(auction_id=lot))
    run_out(room, lot)
    assert not [one for one in due.find(NOON + 60 * MINUTE) if isinstance(one.frame, CloseAuction)]


def test_an_offer_that_nobody_answered_is_due(room: Room) -> None:
    lot = opened(room, offer_minutes=30)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    fails_to_pay(room, lot)

    assert not [one for one in due.find(room.now + 30 * MINUTE - 1) if isinstance(one.frame, LapseOffer)]
    (one,) = (one for one in due.find(room.now + 30 * MINUTE) if isinstance(one.frame, LapseOffer))
    assert one.frame.auction_id == lot
