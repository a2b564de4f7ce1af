"""Amounts in minor units, and how many of those a currency has (ISO 4217)."""

import re

WHOLE = frozenset(
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
        "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    }
)  # fmt: skip
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
TYPED = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,6}))?")


def digits(currency: str) -> int:
    """How many digits follow the point."""
    return 0 if currency in WHOLE else 3 if currency in THOUSANDTHS else 2


def minor(text: str, currency: str) -> int | None:
    """What somebody typed, in minor units; None where it is no amount. Comma and point both begin the decimals."""
    found = TYPED.fullmatch(text.strip())
    if found is None:
        return None
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > digits(currency):
        return None
    return int(found[1] + fraction.ljust(digits(currency), "0"))


def typed(amount: int, currency: str) -> str:
    """`1234` and EUR as `12.34`, which reads as the same amount."""
    after = digits(currency)
    sign, whole = "-" if amount < 0 else "", str(abs(amount)).rjust(after + 1, "0")
    return f"{sign}{whole[:-after]}.{whole[-after:]}" if after else f"{sign}{whole}"


def shown(amount: int, currency: str) -> str:
    """`1234` and EUR as `12.34 EUR`."""
    return f"{typed(amount, currency)} {currency}"
