"""Amounts in minor units, and how many of those a currency has (ISO 4217)."""

WHOLE = frozenset(
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
        "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    }
)  # fmt: skip
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def digits(currency: str) -> int:
    """How many digits follow the point."""
    return 0 if currency in WHOLE else 3 if currency in THOUSANDTHS else 2


def shown(minor: int, currency: str) -> str:
    """`1234` and EUR as `12.34 EUR`."""
    after = digits(currency)
    sign, whole = "-" if minor < 0 else "", str(abs(minor)).rjust(after + 1, "0")
    number = f"{whole[:-after]}.{whole[-after:]}" if after else whole
    return f"{sign}{number} {currency}"
