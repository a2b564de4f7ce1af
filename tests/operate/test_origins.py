"""Which addresses are ours."""

import pytest

from livesell.access import origins


def test_loopback_is_ours_by_both_names() -> None:
    assert origins.default_origins("127.0.0.1", 8000) == ("http://127.0.0.1:8000", "http://localhost:8000")


def test_a_particular_address_is_ours_too() -> None:
    assert "http://192.0.2.7:8000" in origins.default_origins("192.0.2.7", 8000)
    assert "http://[2001:db8::7]" in origins.default_origins("2001:db8::7", 80)
    assert len(origins.default_origins("0.0.0.0", 8000)) == 2


def test_where_every_address_is_served_the_one_of_the_network_at_home_is_ours() -> None:
    assert origins.default_origins("0.0.0.0", 8000, "192.168.1.7")[-1] == "http://192.168.1.7:8000"
    assert "192.168.1.7" not in str(origins.default_origins("127.0.0.1", 8000, "192.168.1.7"))
    assert "192.168.1.7" not in str(origins.default_origins("192.0.2.7", 8000, "192.168.1.7"))


@pytest.mark.parametrize(
    ("origin", "at_home"),
    [
        ("http://192.168.1.7:8000", True),
        ("http://[fd00::7]:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://shop.example", False),
        ("http://8.8.8.8", False),
    ],
)
def test_what_a_phone_in_the_same_network_opens(origin: str, at_home: bool) -> None:
    assert origins.is_at_home(origin) is at_home


def test_hosts_have_no_port() -> None:
    assert origins.host_names(("https://shop.example:8443", "http://[::1]:80")) == ["shop.example", "[::1]"]


@pytest.mark.parametrize("origin", ["https://shop.example", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_an_exact_origin(origin: str) -> None:
    assert origins.is_exact(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "*",
        "null",
        "shop.example",
        "https://shop.example/",
        "https://shop.example/path",
        "https://*.shop.example",
        "ftp://shop.example",
        "http://[::1",
        "http://shop.example:99999",
        "https://user@shop.example",
    ],
)
def test_anything_else_is_refused(origin: str) -> None:
    assert not origins.is_exact(origin)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "shop.example"])
def test_what_others_can_reach(host: str) -> None:
    assert origins.is_public(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"])
def test_what_only_this_machine_can_reach(host: str) -> None:
    assert not origins.is_public(host)
