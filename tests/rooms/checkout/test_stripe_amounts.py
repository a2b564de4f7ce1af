"""What Stripe counts otherwise than ISO 4217 does is known to its adapter alone."""

import pytest

from rooms.checkout.payments import NotGenuine, Unpayable
from rooms.checkout.payments.stripe import charged, taken
from rooms.rules.money import CURRENCIES


@pytest.mark.parametrize(
    ("amount", "currency", "counted"),
    [
        (1250, "EUR", 1250),
        (1250, "HUF", 1250),
        (1250, "JPY", 1250),
        (5, "ISK", 500),
        (7_000, "UGX", 700_000),
        (1250, "KWD", 1250),
        (1250, "LYD", 125),
        (1500, "MGA", 15),
        (0, "TND", 0),
    ],
)
def test_an_amount_as_stripe_counts_it_and_back(amount: int, currency: str, counted: int) -> None:
    assert charged(amount, currency) == counted
    assert taken(counted, currency) == amount


@pytest.mark.parametrize(("amount", "currency"), [(1251, "KWD"), (1, "BHD"), (1550, "MGA"), (1255, "IQD")])
def test_what_stripe_cannot_charge_is_refused_and_never_rounded(amount: int, currency: str) -> None:
    with pytest.raises(Unpayable, match=currency):
        charged(amount, currency)


def test_half_a_krona_never_came() -> None:
    with pytest.raises(NotGenuine):
        taken(550, "ISK")


@pytest.mark.parametrize("code", CURRENCIES)
def test_whole_tens_of_units_can_be_charged_in_every_currency(code: str) -> None:
    amount = 10 * 10 ** CURRENCIES[code].digits

    assert taken(charged(amount, code), code) == amount
