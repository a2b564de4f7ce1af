"""Money, moments and numbers as people write them, in each language."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from rooms import formats
from rooms.rules.money import CURRENCIES, MAX_TOTAL

NBSP = "\N{NO-BREAK SPACE}"
NOON = datetime(2026, 11, 3, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "currency", "english", "german", "arabic"),
    [
        (123_456, "EUR", "€1,234.56", "1.234,56_€", "\u200f1,234.56_€"),
        (-5, "EUR", "-€0.05", "-0,05_€", "\u200f\u200e-0.05_€"),
        (1_250, "JPY", "¥1,250", "1.250_¥", "\u200f1,250_JP¥"),
        (1_234, "KWD", "KWD_1.234", "1,234_KWD", "\u200f1.234_د.ك.\u200f"),
        (125_000, "HUF", "HUF_1,250.00", "1.250,00_HUF", "\u200f1,250.00_HUF"),
        (1_000, "IQD", "IQD_1.000", "1,000_IQD", "\u200f1.000_د.ع.\u200f"),
    ],
)
def test_money_has_the_marks_of_the_language_and_our_decimals(
    minor: int, currency: str, english: str, german: str, arabic: str
) -> None:
    for language, shown in (("en", english), ("de", german), ("ar", arabic)):
        with translation.override(language):
            assert formats.money(minor, currency) == shown.replace("_", NBSP)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_currency_and_sum_can_be_written(language: str) -> None:
    with translation.override(language):
        for currency in CURRENCIES:
            digits = "".join(filter(str.isdigit, formats.money(MAX_TOTAL, currency)))
            assert digits == str(MAX_TOTAL)


@pytest.mark.parametrize(
    ("language", "moment", "day", "share", "number"),
    [
        ("en", "Nov 3, 2026, 2:30_PM UTC", "Nov 3, 2026", "7.5%", "12,000"),
        ("de", "03.11.2026, 14:30 UTC", "03.11.2026", "7,5_%", "12.000"),
        ("ar", "03\u200f/11\u200f/2026، 2:30 م UTC", "03\u200f/11\u200f/2026", "7.5\u200e%\u200e", "12,000"),
    ],
)
def test_moments_shares_and_numbers(language: str, moment: str, day: str, share: str, number: str) -> None:
    with translation.override(language):
        narrow = "\N{NARROW NO-BREAK SPACE}"
        assert formats.moment(NOON).replace(narrow, "_") == moment
        assert formats.day(NOON) == day
        assert formats.share(750) == share.replace("_", NBSP)
        assert formats.number(12_000) == number


def test_a_language_that_babel_does_not_know_is_written_as_english() -> None:
    with translation.override("xx"):
        assert formats.number(12_000) == "12,000"
