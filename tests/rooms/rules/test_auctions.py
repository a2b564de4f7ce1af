"""What a bid makes of the price, when a lot closes, and what comes in time. Tables of cases."""

import itertools

import pytest

from livesell.wire.codes import Code
from rooms.rules.auctions import MOVES, clock, may_move
from rooms.rules.auctions.bids import Board, Most, Terms, after, is_reserve_met, least, replay, why_not
from rooms.rules.auctions.increments import bands_of, is_table, step_at
from rooms.rules.money import CURRENCIES, minor

TENS = ((0, 10),)
PLAIN = Terms(start_price=100, bands=TENS)
STATES = ("pending", "open", "paused", "offered", "closed")


def made(*bids: tuple[str, int], terms: Terms = PLAIN) -> tuple[str | None, int | None]:
    """Who leads after these bids, and at which price."""
    board = replay(terms, [Most(*bid) for bid in bids])
    return board.leader, board.price


# Steps


@pytest.mark.parametrize(
    ("price", "step"),
    [
        (0, 10),
        (99, 10),
        (100, 100),
        (2_999, 100),
        (3_000, 200),
        (5_000, 300),
        (10_000, 500),
        (30_000, 1_000),
        (99_999, 1_000),
        (100_000, 2_000),
        (200_000, 5_000),
        (90_000_000, 5_000),
    ],
)
def test_the_step_is_that_of_the_band_in_which_the_price_lies(price: int, step: int) -> None:
    assert step_at(price, bands_of("EUR")) == step


@pytest.mark.parametrize(
    ("currency", "price", "following"),
    [
        ("EUR", "0.00", "0.10"),
        ("EUR", "1.00", "2.00"),
        ("EUR", "30.00", "32.00"),
        ("JPY", "0", "1"),
        ("JPY", "3000", "3050"),
        ("HUF", "3000.00", "3050.00"),
        ("ISK", "500", "510"),
        ("CLP", "5000", "5050"),
        ("KRW", "30", "32"),
        ("KWD", "0.500", "0.600"),
        ("KWD", "1.000", "2.000"),
        ("TND", "99.000", "102.000"),
        ("VND", "50", "60"),
        ("VND", "300000", "305000"),
        ("IDR", "3000.00", "3200.00"),
        ("IDR", "150000.00", "152000.00"),
        ("LBP", "30000.00", "32000.00"),
        ("IRR", "2000000.00", "2050000.00"),
    ],
)
def test_the_next_bid_is_a_step_that_people_count_in_in_their_currency(
    currency: str, price: str, following: str
) -> None:
    at = minor(price, currency)
    assert at is not None
    assert at + step_at(at, bands_of(currency)) == minor(following, currency)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_has_steps_of_whole_units_that_rise(currency: str) -> None:
    bands = bands_of(currency)

    assert is_table(bands)
    assert len(bands) == len(bands_of("EUR"))


@pytest.mark.parametrize(
    ("bands", "fine"),
    [
        (bands_of("EUR"), True),
        (((0, 1),), True),
        (((0, 10), (100, 10)), True),
        ((), False),
        (((1, 10),), False),
        (((0, 0),), False),
        (((0, 10), (100, 5)), False),
        (((0, 10), (0, 20)), False),
        (((0, 10), (100, 20), (50, 30)), False),
    ],
)
def test_bands_begin_at_nothing_and_rise(bands: tuple[tuple[int, int], ...], fine: bool) -> None:
    assert is_table(bands) is fine


# Bids


@pytest.mark.parametrize(
    ("bids", "leader", "price"),
    [
        ([], None, None),
        ([("ben", 500)], "ben", 100),
        ([("ben", 500), ("bea", 200)], "ben", 210),
        ([("ben", 500), ("bea", 495)], "ben", 500),
        ([("ben", 500), ("bea", 500)], "ben", 500),
        ([("ben", 500), ("bea", 505)], "bea", 505),
        ([("ben", 500), ("bea", 800)], "bea", 510),
        ([("ben", 500), ("bea", 800), ("ben", 700)], "bea", 710),
        ([("ben", 500), ("bea", 800), ("ben", 900)], "ben", 810),
        ([("ben", 500), ("ben", 900)], "ben", 100),
        ([("ben", 500), ("ben", 900), ("bea", 600)], "ben", 610),
        ([("ben", 500), ("bea", 500), ("ben", 900)], "ben", 500),
    ],
)
def test_who_would_pay_most_leads_one_step_above_the_next(
    bids: list[tuple[str, int]], leader: str | None, price: int | None
) -> None:
    assert made(*bids) == (leader, price)


@pytest.mark.parametrize(
    ("bids", "leader", "price", "met"),
    [
        ([("ben", 200)], "ben", 100, False),
        ([("ben", 400)], "ben", 300, True),
        ([("ben", 300)], "ben", 300, True),
        ([("ben", 299), ("bea", 250)], "ben", 260, False),
        ([("ben", 200), ("bea", 400)], "bea", 300, True),
        ([("ben", 200), ("ben", 400)], "ben", 300, True),
        ([("ben", 400), ("bea", 200)], "ben", 300, True),
        ([("ben", 400), ("bea", 350)], "ben", 360, True),
    ],
)
def test_the_price_is_the_reserve_as_soon_as_somebody_would_pay_it(
    bids: list[tuple[str, int]], leader: str, price: int, met: bool
) -> None:
    terms = Terms(100, reserve=300, bands=TENS)

    board = replay(terms, [Most(*bid) for bid in bids])

    assert (board.leader, board.price, is_reserve_met(board, terms)) == (leader, price, met)


@pytest.mark.parametrize(
    ("bidder", "maximum", "code"),
    [
        ("bea", 219, Code.TOO_LOW),
        ("bea", 220, None),
        ("ben", 500, Code.TOO_LOW),
        ("ben", 501, None),
        ("otto", 1, Code.TOO_LOW),
    ],
)
def test_a_bid_is_a_step_above_the_price_or_above_ones_own(
    bidder: str, maximum: int, code: Code | None
) -> None:
    board = replay(PLAIN, [Most("ben", 500), Most("bea", 200)])

    assert least(board, PLAIN) == 220
    assert why_not(board, PLAIN, Most(bidder, maximum)) == code


def test_the_first_bid_is_at_least_the_start_price() -> None:
    assert why_not(Board(), PLAIN, Most("ben", 99)) == Code.TOO_LOW
    assert why_not(Board(), PLAIN, Most("ben", 100)) is None


def test_a_raise_of_ones_own_is_not_counted_unless_it_meets_the_reserve() -> None:
    terms = Terms(100, reserve=300, bands=TENS)
    board = after(Board(), terms, Most("ben", 200))

    assert after(board, terms, Most("ben", 250)).bids == 1
    assert after(board, terms, Most("ben", 350)) == Board(300, "ben", 350, 2)


def test_without_the_bids_of_one_the_others_make_the_price() -> None:
    bids = [("ben", 500), ("bea", 800), ("otto", 600)]

    assert made(*bids) == ("bea", 610)
    assert made(*(bid for bid in bids if bid[0] != "bea")) == ("otto", 510)


# The clock


@pytest.mark.parametrize(
    ("round_trip", "most", "grace"),
    [
        (0, 400, 0),
        (81, 400, 40),
        (300, 400, 150),
        (2_000, 400, 400),
        (300, 100, 100),
        (300, 0, 0),
        (9_000, 900, 400),
    ],
)
def test_the_grace_is_half_the_round_trip_and_never_above_what_is_published(
    round_trip: int, most: int, grace: int
) -> None:
    assert clock.grace(round_trip, most) == grace


@pytest.mark.parametrize(
    ("sent_at", "received_at", "round_trip", "counted"),
    [
        (None, 1_000, 200, 1_000),
        (950, 1_000, 200, 950),
        (900, 1_000, 200, 900),
        (500, 1_000, 200, 900),
        (0, 5_000, 60_000, 4_600),
        (1_300, 1_000, 200, 1_000),
        (900, 1_000, 0, 1_000),
    ],
)
def test_a_bid_counts_as_of_when_it_was_sent_within_what_the_way_takes(
    sent_at: int | None, received_at: int, round_trip: int, counted: int
) -> None:
    assert clock.counted_at(sent_at, received_at, round_trip) == counted


@pytest.mark.parametrize(
    ("counted", "now", "extend", "ends_at"),
    [
        (9_999, 10_100, 0, 10_000),
        (4_000, 4_000, 5_000, 10_000),
        (5_000, 5_000, 5_000, 10_000),
        (5_000, 5_100, 5_000, 10_100),
        (5_001, 5_001, 5_000, 10_001),
        (9_999, 10_100, 5_000, 15_100),
        (5_500, 5_600, 5_000, 10_600),
    ],
)
def test_a_late_bid_leaves_everybody_as_many_seconds(
    counted: int, now: int, extend: int, ends_at: int
) -> None:
    assert clock.extended(10_000, counted, now, extend) == ends_at


@pytest.mark.parametrize(("now", "over"), [(29_999, False), (30_000, True), (30_400, True)])
def test_a_lot_has_had_its_time_at_its_end_and_not_only_when_it_closes(now: int, over: bool) -> None:
    assert clock.is_over(30_000, now) is over


@pytest.mark.parametrize(
    ("policy", "since", "left"),
    [("freeze", 20_000, 10_000), ("extend", 20_000, 60_000), ("void", 20_000, None)],
)
def test_the_policy_says_what_a_lot_has_left_when_somebody_was_away(
    policy: str, since: int, left: int | None
) -> None:
    """A lot of sixty seconds that would have ended at 30 s."""
    assert clock.left(policy, 30_000, since, 60) == left


def test_who_looks_away_in_a_pause_has_five_seconds_to_come_back() -> None:
    assert clock.resumed(20_000, now=100_000) == 120_000
    assert clock.resumed(10, now=100_000) == 105_000


# The states


def test_every_state_but_the_last_has_a_way_out() -> None:
    ways = {state: {move for move in MOVES if may_move(state, move)} for state in STATES}

    assert ways == {
        "pending": {"opened", "voided"},
        "open": {"paused", "voided", "closed", "bought"},
        "paused": {"resumed", "voided"},
        "offered": {"voided", "answered"},
        "closed": {"failed"},
    }


# Every interleaving of a few bids, against the rule said otherwise: whoever would pay most, the earlier of two.


def test_in_every_order_of_every_few_bids_the_highest_leads_and_never_pays_more_than_she_would() -> None:
    amounts, people = (100, 110, 125, 150), ("ben", "bea", "otto")
    every = [Most(*one) for one in itertools.product(people, amounts)]
    seen = 0
    for bids in itertools.product(every, repeat=4):
        board = Board()
        counted: list[Most] = []
        for bid in bids:
            if why_not(board, PLAIN, bid) is None:
                before, board = board, after(board, PLAIN, bid)
                counted.append(bid)
                assert (board.price or 0) >= (before.price or 0)
        best = max(bid.maximum for bid in counted)
        first = next(bid.bidder for bid in counted if bid.maximum == best)
        others = [bid.maximum for bid in counted if bid.bidder != board.leader]
        assert board.leader == first
        assert board.price is not None
        assert max(others, default=PLAIN.start_price) <= board.price <= best
        assert board.ceiling == best
        seen += 1
    assert seen == 12**4
