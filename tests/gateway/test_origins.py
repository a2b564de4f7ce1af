"""Which pages may open a socket. (Attacks A1, A2, A3, A5.)"""

import pytest

from livesell.gateway.origins import may_connect

OURS = frozenset({"https://shop.example", "http://127.0.0.1:8000"})
COOKIE = (b"cookie", b"sessionid=abc")


def origin(value: bytes) -> tuple[bytes, bytes]:
    return b"origin", value


@pytest.mark.parametrize("value", [b"https://shop.example", b"http://127.0.0.1:8000"])
def test_our_own_pages_may_connect(value: bytes) -> None:
    assert may_connect([origin(value), COOKIE], OURS)


def test_an_app_sends_no_origin_and_no_cookie() -> None:
    assert may_connect([(b"host", b"shop.example")], OURS)


@pytest.mark.parametrize(
    "value",
    [
        b"https://evil.example",
        b"null",
        b"",
        b"http://shop.example",
        b"https://shop.example:444",
        b"https://shop.example.evil.example",
        b"https://shop.example/",
        b"https://SHOP.example",
        b"https://shop.example https://evil.example",
        b"http://[::1",
        b"https://shop.example:99999",
        b"https://shop.example\x00",
        b"\xff\xfe",
        b"https://shop.example" + b"x" * 8192,
    ],
)
def test_any_other_origin_is_refused(value: bytes) -> None:
    assert not may_connect([origin(value)], OURS)
    assert not may_connect([origin(value), COOKIE], OURS)


def test_a_cookie_without_an_origin_is_refused() -> None:
    assert not may_connect([COOKIE], OURS)


def test_two_origins_are_refused_even_if_both_are_ours() -> None:
    assert not may_connect([origin(b"https://shop.example"), origin(b"https://shop.example")], OURS)


def test_with_no_origins_allowed_no_page_may_connect() -> None:
    assert not may_connect([origin(b"https://shop.example")], frozenset())
