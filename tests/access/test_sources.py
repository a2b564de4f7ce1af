"""Where a command came from: the same for the same, and nothing that can be read."""

import pytest

from livesell.access import sources
from livesell.access.sources import sources_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_one_address_or_another(one: str, other: str, same: bool) -> None:
    assert (sources_of(one) == sources_of(other)) is same


def test_what_is_no_address_is_no_source() -> None:
    assert sources_of("") == sources_of("localhost") == ()


def test_a_browser_is_a_source_of_its_own() -> None:
    assert len(sources_of("203.0.113.9", "mark")) == 2
    assert sources_of("203.0.113.9", "mark")[1:] == sources_of("", "mark")


def test_processes_with_one_secret_mean_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for secret in ("ours", "ours", "another"):
        monkeypatch.setattr(sources, "_key", [b"a key of its own"])
        sources.share(secret)
        found.add(sources_of("203.0.113.9"))

    assert len(found) == 2
