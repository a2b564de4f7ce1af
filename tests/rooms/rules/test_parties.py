"""The life of a party."""

import itertools

import pytest

from livesell.wire.codes import Code
from rooms.rules.parties import (
    ANNOUNCED,
    MOVES,
    ON_AIR,
    OVER,
    RESTART_WITHIN,
    is_postponed,
    may_move,
    why_no_claims,
    why_no_restart,
    why_no_rsvp,
)

NOW = 10_000_000_000

STATES = ("draft", "scheduled", "live", "paused", "ended", "cancelled")
ALLOWED = {
    ("draft", "scheduled"), ("draft", "live"), ("draft", "cancelled"),
    ("scheduled", "scheduled"), ("scheduled", "live"), ("scheduled", "cancelled"),
    ("live", "paused"), ("live", "ended"),
    ("paused", "resumed"), ("paused", "ended"),
    ("ended", "restarted"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "move"), list(itertools.product(STATES, MOVES)))
def test_a_party_makes_only_the_moves_of_its_state(state: str, move: str) -> None:
    assert may_move(state, move) is ((state, move) in ALLOWED)


@pytest.mark.parametrize("state", sorted(OVER))
def test_what_is_over_stays_over_unless_it_is_restarted(state: str) -> None:
    assert not any(may_move(state, move) for move in MOVES if move != "restarted")


@pytest.mark.parametrize(
    ("state", "ended_at", "code"),
    [
        ("ended", NOW, None),
        ("ended", NOW - RESTART_WITHIN, None),
        ("ended", NOW - RESTART_WITHIN - 1, Code.OVER),
        ("cancelled", None, Code.OVER),
        ("live", None, Code.WRONG_STATE),
        ("live", NOW, Code.WRONG_STATE),  # it was restarted before
    ],
)
def test_a_party_is_restarted_within_two_hours(state: str, ended_at: int | None, code: Code | None) -> None:
    assert why_no_restart(state, ended_at, NOW) == code


@pytest.mark.parametrize(
    ("state", "was_at", "postponed"),
    [
        ("scheduled", NOW - 1, True),
        ("scheduled", NOW, False),
        ("scheduled", NOW + 1, False),
        ("draft", NOW - 1, False),
    ],
)
def test_later_than_was_announced_is_postponed(state: str, was_at: int, postponed: bool) -> None:
    assert is_postponed(state, was_at, NOW) is postponed


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("draft", Code.NOT_FOUND),
        ("scheduled", None),
        ("live", Code.WRONG_STATE),
        ("paused", Code.WRONG_STATE),
        ("ended", Code.OVER),
        ("cancelled", Code.OVER),
    ],
)
def test_one_says_that_one_comes_until_it_begins(state: str, code: Code | None) -> None:
    assert why_no_rsvp(state) == code


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("draft", Code.NOT_LIVE),
        ("scheduled", Code.NOT_LIVE),
        ("live", None),
        ("paused", Code.PAUSED),
        ("ended", Code.OVER),
        ("cancelled", Code.OVER),
    ],
)
def test_claims_are_taken_while_live(state: str, code: Code | None) -> None:
    assert why_no_claims(state) == code


def test_a_party_on_air_is_announced_and_not_over() -> None:
    assert ON_AIR < ANNOUNCED
    assert not ON_AIR & OVER
    assert "draft" not in ANNOUNCED
