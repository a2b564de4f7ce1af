"""Currencies: the one table of what they are called, how many decimals they have and what a price in them looks like.

The codes and their decimals are those of ISO 4217, list one, as published on 2026-01-01: all that people pay with. Left
out are funds and units of account (BOV, CHE, CHW, CLF, COU, MXV, USN, UYI, UYW, XAD, XDR, XSU, XUA, XBA to XBD), metals
(XAG, XAU, XPD, XPT), XTS for tests and XXX for none. The browser has this table in a generated file. What a payment
provider counts in is known to its adapter alone.
"""

import re
from typing import NamedTuple

BY_MAGNITUDE = {
    0: "AUD AWG AZN BAM BBD BHD BMD BND BSD BZD CAD CHF EUR FJD FKP GBP GEL GIP JOD KWD KYD NZD OMR PAB SGD SHP TOP"
    " USD XCD XCG",
    1: "AED BOB BRL BWP BYN CNY CUP CZK DKK ERN GHS GTQ HKD HNL ILS LSL LYD MAD MDL MOP MVR MXN MYR NAD NOK PEN PGK"
    " PLN QAR RON SAR SBD SCR SEK SLE STN SVC SZL TJS TMT TND TTD WST ZAR ZMW ZWG",
    2: "AFN ALL BDT BTN CVE DJF DOP DZD EGP ETB GMD GYD HTG INR ISK JMD JPY KES KGS LRD MKD MRU MUR MZN NIO NPR PHP"
    " PKR RSD RUB SRD THB TRY TWD UAH UYU VUV XPF YER",
    3: "AMD AOA ARS CDF CLP CRC HUF IQD KMF KPW KRW KZT LKR MMK MWK NGN RWF SDG SOS TZS VED VES XAF XOF",
    4: "BIF COP GNF IDR KHR LAK MGA MNT PYG SSP SYP UGX UZS VND",
    5: "LBP",
    6: "IRR",
}
"""The power of ten nearest to what one euro was worth in 2025. Rough on purpose: bounds and examples follow it."""
BY_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
USUAL_DIGITS = 2
"""What every other currency has."""
MOST_MAJOR = 1_000_000
"""No price is above so many units of a currency of magnitude 0: more is a mistake in typing."""
MAX_PRICE = 10**12
"""Minor units: no price in any currency is above that, so that sums of lines stay exact in a browser (below 2**53)."""
MAX_TOTAL = 2**53 - 1
TYPED = re.compile(r"([0-9]{1,15})(?:([.,])([0-9]{1,3}))?")


WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\N{ARABIC DECIMAL SEPARATOR}", "01234567890123456789.")
"""Digits and the decimal mark of Arabic and Persian keyboards, as we read them."""


class Currency(NamedTuple):
    """One currency: its ISO code, how many decimals it has, and the power of ten that an everyday price has in it."""

    code: str
    digits: int
    magnitude: int

    @property
    def most(self) -> int:
        """The highest price, in minor units."""
        return int(min(MAX_PRICE, MOST_MAJOR * 10 ** (self.magnitude + self.digits)))

    @property
    def example(self) -> int:
        """An everyday price in minor units, for hints: 12.50 EUR, 1250 JPY, 125000 VND."""
        return int(1250 * 10 ** (self.magnitude + self.digits) // 100)


DIGITS = {code: digits for digits, codes in BY_DIGITS.items() for code in codes.split()}
MAGNITUDES = {code: magnitude for magnitude, codes in BY_MAGNITUDE.items() for code in codes.split()}
CURRENCIES = {
    code: Currency(code, DIGITS.get(code, USUAL_DIGITS), MAGNITUDES[code]) for code in sorted(MAGNITUDES)
}


def digits(currency: str) -> int:
    """How many digits follow the point."""
    return CURRENCIES[currency].digits


def most(currency: str) -> int:
    """The highest price in a currency, in minor units."""
    return CURRENCIES[currency].most


def minor(text: str, currency: str) -> int | None:
    """What somebody typed, in minor units; None where it is no amount or could be read in two ways.

    Point and comma both begin the decimals. Three digits after a mark are thousands to many people, so they are only
    taken after a point in a currency that has three. Digits may be those of an Arabic or Persian keyboard. Zeros that a
    currency does not have are taken as a shop writes them: 1250.00 in yen.
    """
    found = TYPED.fullmatch(text.strip().translate(WESTERN))
    if found is None:
        return None
    places, mark, fraction = digits(currency), found[2], found[3] or ""
    if len(fraction) == 3 and (mark, places) != (".", 3):
        return None
    if fraction[places:].strip("0"):
        return None
    return int(found[1] + fraction[:places].ljust(places, "0"))


def typed(amount: int, currency: str) -> str:
    """`1234` and EUR as `12.34`, which reads as the same amount."""
    after = digits(currency)
    sign, whole = "-" if amount < 0 else "", str(abs(amount)).rjust(after + 1, "0")
    return f"{sign}{whole[:-after]}.{whole[-after:]}" if after else f"{sign}{whole}"


def shown(amount: int, currency: str) -> str:
    """`1234` and EUR as `12.34 EUR`."""
    return f"{typed(amount, currency)} {currency}"


def example(currency: str) -> str:
    """An everyday price as it is typed into a field."""
    return typed(CURRENCIES[currency].example, currency)
