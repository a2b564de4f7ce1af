"""The draw, byte for byte, and who may do what when."""

import hashlib
import hmac
from collections import Counter
from typing import Any

import pytest

from livesell.wire.codes import Code
from livesell.wire.ids import derived_id
from rooms.rules import giveaways as rules
from rooms.rules.claims import Offer, Shelf

SEED = "00" * 31 + "01"
LIST = ["ben", "bea", "otto"]


def test_the_commitment_is_the_hash_of_the_seed_s_bytes() -> None:
    """The figure is what `sha256sum` says of these 32 bytes."""
    assert rules.commitment(SEED) == "ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5"


def test_the_list_is_ids_with_a_line_feed_after_each() -> None:
    assert rules.list_hash(LIST) == hashlib.sha256(b"ben\nbea\notto\n").hexdigest()
    assert rules.list_hash([]) == hashlib.sha256(b"").hexdigest()


def test_the_order_is_that_of_the_tickets() -> None:
    listed = rules.list_hash(LIST)
    tickets = {
        one: hmac.new(bytes.fromhex(SEED), f"{listed}\n{one}".encode(), hashlib.sha256).digest()
        for one in LIST
    }

    assert rules.order(SEED, LIST) == sorted(LIST, key=lambda one: tickets[one])
    assert rules.order(SEED, LIST) == ["otto", "bea", "ben"]


def test_one_more_entry_shuffles_everybody() -> None:
    """Nobody knows her ticket before the last entry is made, not even with the seed."""
    many = [derived_id(str(number)) for number in range(100)]
    before, after = rules.order(SEED, many), rules.order(SEED, [*many, "otto"])

    assert [one for one in after if one != "otto"] != before


def test_everybody_wins_as_often_as_anybody() -> None:
    """Four entrants, 4,000 seeds, always the same: each wins 1,000 times give or take 4 standard deviations (110),
    at each place, and so does the first who came and the last."""
    four = [derived_id(name) for name in ("ben", "bea", "otto", "mona")]
    draws = [rules.order(hashlib.sha256(str(n).encode()).hexdigest(), four) for n in range(4_000)]

    for place in range(4):
        wins = Counter(order[place] for order in draws)
        assert set(wins) == set(four)
        assert all(abs(count - 1_000) < 110 for count in wins.values()), (place, wins)


@pytest.mark.parametrize(
    ("reached", "out", "passed_over", "winner"),
    [
        (1, "", "", "b"),
        (1, "b", "b", "c"),
        (1, "bc", "bc", "d"),
        (1, "c", "", "b"),
        (1, "bcd", "bcd", None),
        (4, "", "", None),
        (0, "a", "a", "b"),
    ],
)
def test_who_is_next(reached: int, out: str, passed_over: str, winner: str | None) -> None:
    found = rules.next_in("abcd", reached, lambda one: one in out)

    assert found == (list(passed_over), winner)


ENTERS = {"open_now": True, "own": False, "entered": False, "entrants": 5, "eligible": True}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"open_now": False, "own": True}, Code.WRONG_STATE),
        ({"own": True, "entered": True}, Code.OWN_ITEM),
        ({"entered": True, "eligible": False}, Code.LIMIT),
        ({"entrants": rules.MAX_ENTRANTS}, Code.LIMIT),
        ({"entrants": rules.MAX_ENTRANTS - 1}, None),
        ({"eligible": False}, Code.NOT_ELIGIBLE),
    ],
)
def test_who_may_enter(change: dict[str, Any], code: Code | None) -> None:
    assert rules.why_not_enter(**(ENTERS | change)) == code


@pytest.mark.parametrize(
    ("state", "opened", "running", "code"),
    [
        ("live", 0, 0, None),
        ("live", 99, 2, None),
        ("live", 3, 3, Code.LIMIT),
        ("live", 100, 0, Code.LIMIT),
        ("paused", 0, 0, Code.PAUSED),
        ("scheduled", 0, 0, Code.NOT_LIVE),
        ("ended", 0, 0, Code.OVER),
    ],
)
def test_when_a_party_may_open_one(state: str, opened: int, running: int, code: Code | None) -> None:
    assert rules.why_not_open(state, opened, running) == code


@pytest.mark.parametrize(
    ("free", "before", "withdrawn", "places", "code"),
    [
        (2, False, False, 2, None),
        (2, False, False, 3, Code.STOCK_TAKEN),
        (2, True, False, 1, Code.STOCK_TAKEN),
        (2, False, True, 1, Code.WITHDRAWN),
    ],
)
def test_what_may_be_kept(free: int, before: bool, withdrawn: bool, places: int, code: Code | None) -> None:
    shelf, offer = Shelf(free + 3, 2, 1, int(before)), Offer("live", 1, 0, withdrawn, None, 15)

    assert rules.why_not_keep(shelf, offer, places, before=before) == code


@pytest.mark.parametrize(
    ("state", "now", "taken"), [("open", 99, True), ("open", 100, False), ("drawn", 99, False)]
)
def test_until_when_entries_are_taken(state: str, now: int, taken: bool) -> None:
    assert rules.is_open(state, 100, now) == taken
