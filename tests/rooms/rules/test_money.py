"""Amounts as people write them."""

import pytest

from rooms.rules.money import shown


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
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
def test_an_amount_with_as_many_digits_as_its_currency_has(minor: int, currency: str, text: str) -> None:
    assert shown(minor, currency) == text
