"""Money, moments and numbers as people write them, in the language of what is being answered.

By the data that browsers have too (CLDR), so that a page of the server's and the live room say the same. How many
decimals an amount has is told by our own table. Digits are 0 to 9 in Arabic too, as CLDR has it for the language as a
whole; its signs keep their side of the number by marks of direction, which Babel leaves out.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, dates, numbers
from babel.core import UnknownLocaleError
from django.utils.translation import get_language

from rooms.rules.money import digits

SPACE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Between a number and a currency in letters (CLDR, currencySpacing), which Babel leaves out."""


def money(minor: int, currency: str) -> str:
    """`1234` and EUR as `€12.34`, in German as `12,34 €`."""
    after, locale = digits(currency), _locale()
    pattern = numbers.parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (after, after)
    exact = Decimal(minor).scaleb(-after)
    written: str = pattern.apply(exact, locale, currency, currency_digits=False)
    return SPACE.sub("\N{NO-BREAK SPACE}", written).replace("-", locale.number_symbols["latn"]["minusSign"])


def number(value: int) -> str:
    """`2000` as `2,000`, in German as `2.000`."""
    return numbers.format_decimal(value, locale=_locale())


def share(hundredths: int) -> str:
    """`750` hundredths of a percent as `7.5%`, in German as `7,5 %`."""
    locale = _locale()
    pattern = numbers.parse_pattern(locale.percent_formats[None].pattern)
    pattern.frac_prec = (0, 2)
    written: str = pattern.apply(Decimal(hundredths).scaleb(-4), locale)
    return written.replace("%", locale.number_symbols["latn"]["percentSign"])


def day(when: datetime) -> str:
    """The day: `Nov 3, 2026`."""
    return dates.format_date(when, "medium", _locale())


def moment(when: datetime) -> str:
    """Day and time, to the minute: `Nov 3, 2026, 2:30 PM UTC`."""
    locale = _locale()
    time = dates.format_time(when, "short", UTC, locale)
    joint = str(locale.datetime_formats["medium"]).replace("'", "")
    return f"{joint.format(time, day(when))} UTC"


def utc(at: int) -> datetime:
    """A moment in milliseconds, which is how all of ours are kept."""
    return datetime.fromtimestamp(at / 1000, UTC)


def _locale() -> Locale:
    return _locale_of(get_language() or "en")


@lru_cache
def _locale_of(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except UnknownLocaleError:
        return Locale("en")
