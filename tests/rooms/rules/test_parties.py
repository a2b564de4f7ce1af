"""The life of a party."""

import itertools

import pytest

from livesell.wire.codes import Code
from rooms.rules.parties import ANNOUNCED, MOVES, ON_AIR, OVER, may_move, why_no_claims

STATES = ("draft", "scheduled", "live", "paused", "ended", "cancelled")
ALLOWED = {
    ("draft", "scheduled"), ("draft", "live"), ("draft", "cancelled"),
    ("scheduled", "scheduled"), ("scheduled", "live"), ("scheduled", "cancelled"),
    ("live", "paused"), ("live", "ended"),
    ("paused", "resumed"), ("paused", "ended"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "move"), list(itertools.product(STATES, MOVES)))
def test_a_party_makes_only_the_moves_of_its_state(state: str, move: str) -> None:
    assert may_move(state, move) is ((state, move) in ALLOWED)


@pytest.mark.parametrize("state", sorted(OVER))
def test_what_is_over_stays_over(state: str) -> None:
    assert not any(may_move(state, move) for move in MOVES)


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
