"""Who has vanished: a table of cases."""

import pytest

from rooms.rules.outages import BIDDER_GONE, HOST_GONE, KNOWN_AFTER, Bidder, Cause, cause_now, has_stake

NOW = 10_000_000
START = NOW - 600_000
BACK = NOW - 60_000
HOSTS = {"hana", "hugo"}
BIDDERS = {"ben", "bea", "otto", "mia", "max"}


def gone(*people: str, ago: int = BIDDER_GONE + 1) -> dict[str, int]:
    return dict.fromkeys(people, NOW - ago)


def here(*people: str) -> dict[str, int]:
    return dict.fromkeys(people, NOW)


@pytest.mark.parametrize(
    ("seen", "percent", "since", "cause"),
    [
        ({}, 50, START, None),
        (here("hana", *BIDDERS), 50, START, None),
        # The host: all who may run the stage, for half a minute, and only if one was ever seen.
        (gone("hana", ago=HOST_GONE), 50, START, None),
        (gone("hana", ago=HOST_GONE + 1), 50, START, "host"),
        (gone("hana", ago=HOST_GONE + 1) | here("hugo"), 50, START, None),
        (gone("hana", ago=HOST_GONE + 1) | here("otto"), 50, START, "host"),
        (here(*BIDDERS), 50, START, None),
        # Gone before the last outage was over: that absence has had its interruption.
        (gone("hana", ago=NOW - BACK), 50, BACK, None),
        (gone("hana", ago=NOW - BACK - 1), 50, BACK, "host"),
        # The bidders: more than the share, of at least four.
        (here("hana", "ben", "bea") | gone("otto", "mia"), 50, START, None),
        (here("hana", "ben", "bea") | gone("otto", "mia", "max"), 50, START, "bidders"),
        (here("hana", "ben", "bea") | gone("otto", "mia", "max"), 60, START, None),
        (here("hana") | gone("otto", "mia", "max"), 50, START, None),
        (here("hana") | gone(*BIDDERS), 100, START, None),
        (here("hana", *BIDDERS) | gone("otto", "mia", "max", ago=BIDDER_GONE), 50, START, None),
        # The host's absence is told first.
        (gone("hana", *BIDDERS, ago=HOST_GONE + 1), 50, START, "host"),
    ],
)
def test_who_has_vanished(seen: dict[str, int], percent: int, since: int, cause: Cause | None) -> None:
    assert cause_now(seen, HOSTS, BIDDERS, percent, since, NOW) == cause


@pytest.mark.parametrize(
    ("maximum", "price", "paid", "known_for", "stake"),
    [
        # Known: she paid here before, or had her account for a week when the party began.
        (5_000, 5_000, False, KNOWN_AFTER, True),
        (5_000, 5_000, False, KNOWN_AFTER - 1, False),
        (5_000, 5_000, False, -60_000, False),
        (5_000, 5_000, True, -60_000, True),
        # Near the price: three quarters of it.
        (3_750, 5_000, True, KNOWN_AFTER, True),
        (3_749, 5_000, True, KNOWN_AFTER, False),
        (100, 5_000, True, KNOWN_AFTER, False),
        # The first bid stands at the start price, and the leader's most may be far above.
        (100, 100, True, 0, True),
        (90_000, 100, True, 0, True),
        # New accounts that bid the least are not missed, however low the price is.
        (100, 100, False, 0, False),
    ],
)
def test_who_is_missed_has_a_stake(maximum: int, price: int, paid: bool, known_for: int, stake: bool) -> None:
    assert has_stake(Bidder(maximum, price, paid, known_for)) is stake
