"""How far away a client is."""

from livesell.access.arrivals import KEPT, RoundTrips


def trips(*milliseconds: float) -> RoundTrips:
    found = RoundTrips()
    for one in milliseconds:
        found.note(one / 1000)
    return found


def test_nothing_was_measured_yet() -> None:
    assert trips().shortest_ms == 0


def test_the_shortest_counts() -> None:
    assert trips(80, 35.9, 120).shortest_ms == 35


def test_one_late_pong_makes_nobody_seem_farther_away() -> None:
    assert trips(20, *[900] * (KEPT - 1)).shortest_ms == 20


def test_what_was_long_ago_is_forgotten() -> None:
    assert trips(20, *[90] * KEPT).shortest_ms == 90
