"""Amounts as people write them."""

import pytest

from rooms.rules.money import minor, shown, typed


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


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12.50", "EUR", 1250),
        ("12,5", "EUR", 1250),
        (" 12 ", "EUR", 1200),
        ("0", "EUR", 0),
        ("0.05", "EUR", 5),
        ("12.500", "EUR", 1250),
        ("12.505", "EUR", None),
        ("1,234.50", "EUR", None),
        ("1250", "JPY", 1250),
        ("1250.00", "JPY", 1250),
        ("1250.5", "JPY", None),
        ("1.250", "KWD", 1250),
        ("-1", "EUR", None),
        ("€12", "EUR", None),
        ("12.", "EUR", None),
        ("", "EUR", None),
        ("1e3", "EUR", None),
        ("١٢", "EUR", None),
    ],
)
def test_an_amount_is_read_or_it_is_none(text: str, currency: str, amount: int | None) -> None:
    assert minor(text, currency) == amount


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
