"""Addresses in a text: found however they are written, known by the host that they lead to, never fetched."""

import time

import pytest

from chat.rules.links import host_of, is_disguised, links, strange


def hosts(text: str) -> list[str]:
    return [link.host for link in links(text)]


@pytest.mark.attack("A77")
@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://p\u0430ypal.com/login", "xn--pypal-4ve.com"),
        ("https://user:pass@evil.example.com/", "evil.example.com"),
        ("http://169.254.169.254/latest", "169.254.169.254"),
        ("https://www.bücher.de", "xn--bcher-kva.de"),
        ("HTTPS://EVIL.EXAMPLE.COM", "evil.example.com"),
        ("see evil.example.com, really", "evil.example.com"),
        ("evil[.]com", "evil.com"),
        ("evil (dot) com", "evil.com"),
        ("evil dot com", "evil.com"),
        ("hxxps://evil.com", "evil.com"),
        ("t.me/cheap", "t.me"),
        ("ｅｖｉｌ．ｃｏｍ", "evil.com"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_an_address_is_known_by_its_true_host(text: str, host: str) -> None:
    assert hosts(text) == [host]


@pytest.mark.parametrize(
    "text",
    [
        "14.99",
        "1.5 cm",
        "e.g. this",
        "thanks.so nice",
        "Yes.It is",
        "size M.In stock",
        "...",
        "a.b",
        "v1.2.3",
    ],
)
def test_a_full_stop_makes_no_address(text: str) -> None:
    assert hosts(text) == []


def test_a_listed_site_and_its_parts_are_let_through_and_its_look_alikes_are_not() -> None:
    allowed = {"hana.example.com"}

    assert strange("hana.example.com/jam and www.hana.example.com and a.hana.example.com", allowed) == []
    for text in (
        "nothana.example.com",
        "hana.example.com.evil.com",
        "h\u0430na.example.com",
        "hana.example.com@evil.com",
    ):
        assert strange(text, allowed), text


def test_a_host_of_an_address() -> None:
    assert host_of(" https://www.Hana.example.com/jam?x=1 ") == "hana.example.com"
    assert host_of("jam") is None
    assert host_of("a.com b.com") is None


def test_a_disguise_is_seen() -> None:
    assert is_disguised("p\u0430ypal.com")
    assert not is_disguised("bücher.de")
    assert not is_disguised("paypal.com")


@pytest.mark.parametrize(
    "text", ["a." * 1_000, "http://" + "a" * 2_000, "a@" * 1_000, "www." * 500, "a " * 1_000]
)
def test_looking_for_addresses_takes_linear_time(text: str) -> None:
    began = time.process_time()
    links(text)
    assert time.process_time() - began < 0.5
