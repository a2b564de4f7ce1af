"""What a unit costs, and when a flash sale begins and ends."""

import pytest

from rooms.rules.prices import Flash, due, price_now, was

NOON = 1_750_000_000_000


@pytest.mark.parametrize(
    ("item", "own", "off", "now"),
    [
        (500, None, 0, 500),
        (500, 700, 0, 700),
        (500, 0, 0, 0),
        (500, None, 20, 400),
        (500, 700, 20, 560),
        (999, None, 10, 899),  # 899.1: rounded down, for the buyer
        (1, None, 10, 0),
        (0, None, 90, 0),
        (100_000_000, None, 90, 10_000_000),
    ],
)
def test_a_unit_costs_its_own_price_or_the_item_s_less_the_flash_sale(
    item: int, own: int | None, off: int, now: int
) -> None:
    assert price_now(item, own, off) == now


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (500, 400, None, 500),
        (400, 300, 500, 400),
        (400, 450, 500, None),
        (400, 500, 500, None),
        (400, 400, 500, 500),
        (500, 500, None, None),
    ],
)
def test_the_last_higher_price_is_struck_through_until_it_rises(
    old: int, new: int, before: int | None, after: int | None
) -> None:
    assert was(old, new, before) == after


@pytest.mark.parametrize(
    ("on", "seconds", "on_air", "what"),
    [
        (False, -1, True, None),
        (False, 0, True, "begin"),
        (False, 59, True, "begin"),
        (False, 0, False, "end"),
        (False, 60, True, "end"),  # nobody was there to begin it: it is over
        (True, 59, True, None),
        (True, 59, False, None),
        (True, 60, True, "end"),
        (True, 3600, False, "end"),
    ],
)
def test_a_flash_sale_begins_once_and_ends_in_any_case(
    on: bool, seconds: int, on_air: bool, what: str | None
) -> None:
    """It is to be on from NOON for a minute."""
    flash = Flash(20, NOON, NOON + 60_000, on)

    assert due(flash, NOON + seconds * 1000, on_air=on_air) == what
