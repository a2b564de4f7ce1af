"""How far away a client is."""

import pytest

from livesell.access.arrivals import ENOUGH, KEPT, UNPROVEN_SECONDS, RoundTrips, is_direct


def trips(*milliseconds: float) -> RoundTrips:
    found = RoundTrips()
    for one in milliseconds:
        found.note(one / 1000)
    return found


def test_nothing_was_measured_yet() -> None:
    assert trips().shortest_ms == 0


def test_a_fresh_connection_is_given_nothing_until_enough_pongs_agree() -> None:
    assert trips(900).shortest_ms == 0
    assert trips(*[80] * (ENOUGH - 1)).shortest_ms == 0
    assert trips(*[80] * ENOUGH).shortest_ms == 80


def test_the_shortest_counts() -> None:
    assert trips(80, 35.9, 40, 41, 43, 36, 120).shortest_ms == 35


def test_pongs_that_contradict_each_other_give_nothing() -> None:
    assert trips(400, 900, 700, 1_300, 2_000, 1_000).shortest_ms == 0
    assert trips(1, 900, 900, 900, 900, 900).shortest_ms == 0


def test_one_late_pong_makes_nobody_seem_farther_away() -> None:
    assert trips(*[20] * ENOUGH, 900).shortest_ms == 20


def test_nobody_is_farther_away_than_her_first_word() -> None:
    held_back = trips(*[900] * KEPT)
    held_back.greeted(0.012)

    assert held_back.shortest_ms == 12


def test_what_was_long_ago_is_forgotten() -> None:
    assert trips(20, *[90] * KEPT).shortest_ms == 90


def test_pongs_held_back_from_the_first_on_gain_no_more_than_an_ordinary_way() -> None:
    held_back = trips(*[790] * KEPT)
    held_back.greeted(0.79)

    assert held_back.shortest_ms == int(UNPROVEN_SECONDS * 1000)


def test_a_longer_way_counts_where_the_kernel_has_seen_it_too() -> None:
    far = RoundTrips()
    for _ in range(KEPT):
        far.note(0.64, of_kernel=0.61)

    assert far.shortest_ms == 610


def test_what_the_kernel_sees_of_a_proxy_makes_nobody_nearer() -> None:
    behind_a_proxy = RoundTrips()
    for _ in range(KEPT):
        behind_a_proxy.note(0.2, of_kernel=0.0001)

    assert behind_a_proxy.shortest_ms == 200


@pytest.mark.parametrize("way", [4, 40, 240])
def test_who_is_seen_by_the_kernel_gains_next_to_nothing_by_her_pongs(way: int) -> None:
    honest, forger = RoundTrips(is_direct=True), RoundTrips(is_direct=True)
    for _ in range(KEPT):
        honest.note(way / 1000, of_kernel=way / 1000)
        forger.note(0.9, of_kernel=way / 1000)

    assert honest.shortest_ms == way
    assert forger.shortest_ms - honest.shortest_ms <= 30 + way / 4


def test_where_the_kernel_tells_nothing_the_ordinary_bound_holds() -> None:
    untold = RoundTrips(is_direct=True)
    for _ in range(KEPT):
        untold.note(0.9)

    assert untold.shortest_ms == int(UNPROVEN_SECONDS * 1000)


@pytest.mark.parametrize(
    ("peer", "direct"),
    [
        ("198.51.101.7", True),
        ("2a00:1450::7", True),
        ("::ffff:198.51.101.7", True),
        ("127.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("10.0.0.7", False),
        ("fd00::7", False),
        ("203.0.114.9", False),
        ("2606:4700::9", False),
        ("", False),
        ("/run/livesell.sock", False),
    ],
)
def test_only_a_public_address_that_is_no_proxy_is_the_clients_own(peer: str, direct: bool) -> None:
    assert is_direct(peer, ["203.0.114.0/24", "2606:4700::/32", "127.0.0.1"]) is direct
