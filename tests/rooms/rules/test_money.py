"""Amounts as people write them."""

import json
from pathlib import Path

import pytest

from rooms.rules.money import CURRENCIES, MAX_PRICE, digits, example, minor, most, shown, typed

TYPED = Path(__file__).parents[2] / "checks" / "money.json"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (0, "EUR", "0.00 EUR"),
        (5, "EUR", "0.05 EUR"),
        (1234, "EUR", "12.34 EUR"),
        (-1234, "USD", "-12.34 USD"),
        (1234, "JPY", "1234 JPY"),
        (1234, "KWD", "1.234 KWD"),
        (1, "KWD", "0.001 KWD"),
    ],
)
def test_an_amount_with_as_many_digits_as_its_currency_has(amount: int, currency: str, text: str) -> None:
    assert shown(amount, currency) == text


@pytest.mark.parametrize(("text", "currency", "amount"), json.loads(TYPED.read_text(encoding="utf-8")))
def test_an_amount_is_read_or_it_is_none_in_the_same_way_as_in_the_browser(
    text: str, currency: str, amount: int | None
) -> None:
    assert minor(text, currency) == amount


@pytest.mark.parametrize("code", CURRENCIES)
def test_a_currency_has_bounds_and_an_example_that_can_be_typed(code: str) -> None:
    held = CURRENCIES[code]

    for amount in (0, 1, held.example, held.most):
        assert minor(typed(amount, code), code) == amount
    assert 1 <= held.example < held.most <= MAX_PRICE


@pytest.mark.parametrize(
    ("code", "places", "highest", "written"),
    [
        ("EUR", 2, 100_000_000, "12.50"),
        ("JPY", 0, 100_000_000, "1250"),
        ("HUF", 2, 100_000_000_000, "12500.00"),
        ("KWD", 3, 1_000_000_000, "12.500"),
        ("VND", 0, 10_000_000_000, "125000"),
        ("IRR", 2, 1_000_000_000_000, "12500000.00"),
    ],
)
def test_a_price_has_another_size_in_another_currency(
    code: str, places: int, highest: int, written: str
) -> None:
    assert (digits(code), most(code), example(code)) == (places, highest, written)


@pytest.mark.parametrize("code", ["ZZZ", "XXX", "XTS", "EUX", "XAU", "XAG", "CLF", "CHE", "BGN", "eur", ""])
def test_what_nobody_pays_with_is_no_currency(code: str) -> None:
    assert code not in CURRENCIES


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1250, "EUR", "12.50"),
        (5, "EUR", "0.05"),
        (1250, "JPY", "1250"),
        (1250, "KWD", "1.250"),
        (0, "EUR", "0.00"),
    ],
)
def test_an_amount_is_written_so_that_it_reads_the_same(amount: int, currency: str, text: str) -> None:
    assert typed(amount, currency) == text
    assert minor(text, currency) == amount
