"""What is wrong before a party goes live."""

from dataclasses import replace

import pytest

from rooms.rules.preflight import Finding, Offered, Plan, findings

JAM = Offered("jam", "sam", price=500, stock=3, pictures=1)
PLAN = Plan(hold_minutes=15, items=(JAM,), lineup=(), moderators=1, unshipped=frozenset())


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (PLAN, []),
        (replace(PLAN, items=()), [Finding("nothing_to_sell")]),
        (replace(PLAN, moderators=0), [Finding("no_moderator")]),
        (replace(PLAN, hold_minutes=4), [Finding("hold_short")]),
        (replace(PLAN, hold_minutes=5), []),
        (replace(PLAN, hold_minutes=30), []),
        (replace(PLAN, hold_minutes=31), [Finding("hold_long")]),
        (replace(PLAN, items=(replace(JAM, price=0),)), [Finding("no_price", "jam", "sam")]),
        (replace(PLAN, items=(replace(JAM, stock=0),)), [Finding("no_stock", "jam", "sam")]),
        (replace(PLAN, items=(replace(JAM, pictures=0),)), [Finding("no_picture", "jam", "sam")]),
        (replace(PLAN, unshipped=frozenset({"sam"})), [Finding("no_shipping", seller_id="sam")]),
        (replace(PLAN, unshipped=frozenset({"ina"})), []),
        (replace(PLAN, other_terms=frozenset({"sam"})), [Finding("terms_other_currency", seller_id="sam")]),
        (replace(PLAN, other_codes=frozenset({"sam"})), [Finding("code_other_currency", seller_id="sam")]),
        (replace(PLAN, lineup=("sam", "ina")), [Finding("seller_without_items", seller_id="ina")]),
    ],
)
def test_what_is_wrong_is_named(plan: Plan, found: list[Finding]) -> None:
    assert findings(plan) == found


def test_everything_is_told_at_once_and_nothing_to_sell_alone_stops() -> None:
    bare = Offered("mug", "ina", price=0, stock=0, pictures=0)
    found = findings(Plan(60, (bare,), (), 0, frozenset({"ina"})))

    assert [one.what for one in found] == [
        "no_moderator",
        "hold_long",
        "no_shipping",
        "no_price",
        "no_stock",
        "no_picture",
    ]
    assert not any(one.stops for one in found)
    assert findings(replace(PLAN, items=()))[0].stops
