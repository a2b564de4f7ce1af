"""What a claim means, as tables of cases."""

from dataclasses import replace

import pytest

from livesell.wire.codes import Code
from rooms.rules.claims import Denied, Held, Offer, Shelf, Waitlisted, decide, held_until, is_hopeless, served

NOW = 1_000_000
OFFER = Offer(
    party_state="live",
    price_version=3,
    priced_at=NOW - 60_000,
    withdrawn=False,
    per_buyer_limit=10_000,
    hold_minutes=15,
)
LIMITED = replace(OFFER, per_buyer_limit=2)


def shelf(stock: int = 5, held: int = 0, sold: int = 0, waiting: int = 0) -> Shelf:
    return Shelf(stock, held, sold, waiting)


def decided(
    on: Shelf,
    offer: Offer = OFFER,
    *,
    own: bool = False,
    quantity: int = 1,
    price_version: int = 3,
    already: int = 0,
    before: bool = False,
) -> Held | Waitlisted | Denied:
    return decide(
        on,
        offer,
        own=own,
        quantity=quantity,
        price_version=price_version,
        already=already,
        before=before,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("on", "quantity", "outcome"),
    [
        pytest.param(shelf(5), 1, Held(NOW + 900_000), id="one of many"),
        pytest.param(shelf(5), 5, Held(NOW + 900_000), id="all there is"),
        pytest.param(shelf(5, held=2, sold=2), 1, Held(NOW + 900_000), id="the last one"),
        pytest.param(shelf(5, held=2, sold=3), 1, Waitlisted(), id="none is free"),
        pytest.param(shelf(5, held=4), 2, Waitlisted(), id="stands in line whole"),
    ],
)
def test_a_claim_is_held_whole_while_there_is_stock_and_no_line(
    on: Shelf, quantity: int, outcome: Held | Waitlisted
) -> None:
    assert decided(on, quantity=quantity) == outcome


def test_what_is_free_is_kept_for_who_waits_for_it() -> None:
    assert decided(shelf(5, waiting=1), before=True) == Waitlisted()


def test_who_is_passed_over_in_line_keeps_nothing_from_anybody() -> None:
    assert decided(shelf(5, sold=4, waiting=1), before=False) == Held(NOW + 900_000)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("draft", Code.NOT_LIVE),
        ("scheduled", Code.NOT_LIVE),
        ("paused", Code.PAUSED),
        ("ended", Code.OVER),
        ("cancelled", Code.OVER),
    ],
)
def test_only_a_live_party_takes_claims(state: str, code: Code) -> None:
    assert decided(shelf(), replace(OFFER, party_state=state)) == Denied(code)


@pytest.mark.parametrize(
    ("already", "quantity", "refused"),
    [(0, 1, False), (0, 2, False), (1, 1, False), (0, 3, True), (1, 2, True), (2, 1, True)],
)
def test_what_one_buyer_has_claimed_counts_towards_her_limit(
    already: int, quantity: int, refused: bool
) -> None:
    outcome = decided(shelf(), LIMITED, already=already, quantity=quantity)

    assert (outcome == Denied(Code.BUYER_LIMIT)) is refused


def test_without_a_limit_one_buyer_may_have_everything() -> None:
    assert isinstance(decided(shelf(10_000, held=9_000), quantity=1_000, already=9_000), Held)


@pytest.mark.parametrize("version", [1, 2, 4])
def test_another_price_than_the_one_seen_is_refused_older_or_newer(version: int) -> None:
    assert decided(shelf(), price_version=version) == Denied(Code.PRICE_CHANGED)


def test_more_than_there_ever_was_does_not_stand_in_line_for_ever() -> None:
    assert decided(shelf(3), quantity=4) == Denied(Code.TOO_MANY)
    assert decided(shelf(0), quantity=1) == Denied(Code.TOO_MANY)


def test_the_first_reason_is_the_one_that_is_told() -> None:
    """All that can be wrong is, and is put right one after the other."""
    worst = replace(LIMITED, party_state="paused", withdrawn=True)
    withdrawn = replace(worst, party_state="live")
    outcomes = [
        decided(shelf(1), worst, own=True, quantity=4, price_version=1, already=2),
        decided(shelf(1), withdrawn, own=True, quantity=4, price_version=1, already=2),
        decided(shelf(1), LIMITED, own=True, quantity=4, price_version=1, already=2),
        decided(shelf(1), LIMITED, quantity=4, price_version=1, already=2),
        decided(shelf(1), LIMITED, quantity=4, already=2),
        decided(shelf(1), OFFER, quantity=4, already=2),
    ]

    assert outcomes == [
        Denied(Code.PAUSED),
        Denied(Code.WITHDRAWN),
        Denied(Code.OWN_ITEM),
        Denied(Code.PRICE_CHANGED),
        Denied(Code.BUYER_LIMIT),
        Denied(Code.TOO_MANY),
    ]


@pytest.mark.parametrize(
    ("minutes", "until"), [(1, NOW + 60_000), (15, NOW + 900_000), (60, NOW + 3_600_000)]
)
def test_a_hold_runs_for_the_party_s_minutes(minutes: int, until: int) -> None:
    assert held_until(replace(OFFER, hold_minutes=minutes), NOW) == until


@pytest.mark.parametrize(
    ("free", "waiting", "count"),
    [
        (0, [], 0),
        (3, [], 0),
        (0, [1], 0),
        (1, [1], 1),
        (3, [1, 1], 2),
        (3, [1, 2, 1], 2),
        (3, [4, 1], 0),
        (3, [2, 2, 1], 1),
    ],
)
def test_the_line_is_served_from_its_front_and_stops_at_the_first_who_wants_too_much(
    free: int, waiting: list[int], count: int
) -> None:
    assert served(shelf(5, held=5 - free), waiting) == count


@pytest.mark.parametrize(
    ("state", "withdrawn", "held", "hopeless"),
    [
        ("live", False, 0, False),
        ("live", False, 2, False),
        ("paused", False, 0, False),
        ("ended", False, 2, False),
        ("ended", False, 0, True),
        ("live", True, 2, True),
        ("ended", True, 2, True),
    ],
)
def test_a_line_hopes_while_a_hold_may_still_run_out(
    state: str, withdrawn: bool, held: int, hopeless: bool
) -> None:
    offer = replace(OFFER, party_state=state, withdrawn=withdrawn)

    assert is_hopeless(shelf(5, held=held), offer) is hopeless
