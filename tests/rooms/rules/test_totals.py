"""What an order comes to: tables of cases, and what is true of every order."""

import pytest
from hypothesis import given, strategies as st

from rooms.rules.totals import (
    WHOLE,
    Discount,
    Line,
    Parcel,
    Pieces,
    Rate,
    Shipping,
    Tax,
    Weights,
    half_up,
    reckon,
    ship,
    ship_with,
)

JAM = Line(price=500, quantity=1, weight=400)
POST = Weights(((500, 300), (1_000, 450), (5_000, 700)), above=1_800)
NOTHING = Discount()


def goods_and_post(**more: int) -> Shipping:
    return Shipping(Pieces(490, 100), **more)


@pytest.mark.parametrize(
    ("above", "below", "rounded"),
    [(0, 7, 0), (1, 2, 1), (3, 2, 2), (5, 2, 3), (1, 3, 0), (2, 3, 1), (149, 100, 1), (150, 100, 2)],
)
def test_a_half_goes_up(above: int, below: int, rounded: int) -> None:
    assert half_up(above, below) == rounded


@pytest.mark.parametrize(
    ("rate", "lines", "cost"),
    [
        (Pieces(490), [JAM], 490),
        (Pieces(490), [JAM, JAM, JAM], 490),  # flat
        (Pieces(490, 100), [JAM], 490),
        (Pieces(490, 100), [Line(500, 3)], 690),
        (Pieces(490, 100), [Line(500, 1), Line(500, 2)], 690),
        (Pieces(0), [JAM], 0),
        (POST, [JAM], 300),
        (POST, [Line(500, 1, weight=500)], 300),  # up to is with the last gram
        (POST, [Line(500, 1, weight=501)], 450),
        (POST, [Line(500, 2, weight=400)], 450),
        (POST, [Line(500, 1, weight=9_000)], 1_800),
        (POST, [Line(500, 4, weight=1_500)], 1_800),  # six kilos: one heavy parcel, not four of 700
        (
            Weights(((1_000, 200),), above=5_000),
            [Line(1, 3, weight=900)],
            600,
        ),  # three parcels, not a heavy one
        (POST, [Line(500, 1, weight=0)], 300),
    ],
)
def test_shipping_by_its_rate(rate: Rate, lines: list[Line], cost: int) -> None:
    assert ship(lines, Shipping(rate), "DE") == cost


@pytest.mark.parametrize(
    ("country", "cost"), [("DE", 300), ("AT", 900), ("FR", 900), ("NZ", 2_000), ("", 2_000)]
)
def test_shipping_by_region(country: str, cost: int) -> None:
    rule = Shipping(
        Pieces(2_000), regions=((frozenset({"DE"}), Pieces(300)), (frozenset({"AT", "FR"}), Pieces(900)))
    )

    assert ship([JAM], rule, country) == cost


@pytest.mark.parametrize(("quantity", "cost"), [(9, 490), (10, 0), (11, 0)])
def test_shipping_is_free_from_a_sum_of_goods(quantity: int, cost: int) -> None:
    assert ship([Line(500, quantity)], Shipping(Pieces(490), free_from=5_000), "DE") == cost


@pytest.mark.parametrize("rate", [Pieces(490, 100), POST])
def test_what_was_won_is_sent_for_nothing_alone_or_with_the_rest(rate: Rate) -> None:
    won = Line(price=0, quantity=1, weight=9_000, gift=True)

    assert ship([won], Shipping(rate), "DE") == 0
    assert ship([JAM, won], Shipping(rate), "DE") == ship([JAM], Shipping(rate), "DE") > 0


def test_what_is_free_looks_at_the_price_before_the_discount() -> None:
    totals = reckon(
        [Line(500, 10)], Shipping(Pieces(490), free_from=5_000), Tax(), Discount(points=5_000), "DE"
    )

    assert (totals.shipping, totals.total) == (0, 2_500)


def test_nothing_costs_nothing_to_send() -> None:
    assert ship([], Shipping(Pieces(490)), "DE") == 0
    assert reckon([], Shipping(Pieces(490)), Tax(1_900), Discount(amount=500), "DE").total == 0


@pytest.mark.parametrize(
    ("discount", "off"),
    [
        (NOTHING, 0),
        (Discount(points=1_000), 150),
        (Discount(points=333), 50),  # 49.95
        (Discount(points=WHOLE), 1_500),
        (Discount(amount=200), 200),
        (Discount(amount=9_999), 1_500),
    ],
)
def test_a_discount_comes_off_the_goods_and_never_below_nothing(discount: Discount, off: int) -> None:
    totals = reckon([Line(500, 3)], Shipping(Pieces(490)), Tax(), discount, "DE")

    assert (totals.discount, totals.shipping, totals.total) == (off, 490, 1_500 - off + 490)


@pytest.mark.parametrize(
    ("tax", "amount", "total"),
    [
        (Tax(), 0, 1_990),
        (Tax(1_900, included=True), 318, 1_990),  # 1990 * 19/119 = 317.73
        (Tax(1_900, included=False), 378, 2_368),  # 378.1
        (Tax(50, included=False), 10, 2_000),  # 9.95
        (Tax(WHOLE, included=True), 995, 1_990),
    ],
)
def test_tax_is_contained_or_added_and_rounded_once(tax: Tax, amount: int, total: int) -> None:
    totals = reckon([Line(500, 3)], Shipping(Pieces(490)), tax, NOTHING, "DE")

    assert (totals.tax, totals.total) == (amount, total)


def test_tax_is_rounded_on_the_sum_and_not_line_by_line() -> None:
    """Ten lines of 5 at ten per cent: half a unit each, five in all; line by line it would be ten."""
    totals = reckon([Line(5, 1)] * 10, Shipping(Pieces(0)), Tax(1_000, included=False), NOTHING, "DE")

    assert totals.tax == 5


def test_an_order_that_got_smaller_is_not_dearer_to_send() -> None:
    rule = Shipping(Pieces(490), free_from=1_000)
    before = reckon([Line(500, 2)], rule, Tax(), NOTHING, "DE")
    after = reckon([Line(500, 1)], rule, Tax(), NOTHING, "DE", most=before.shipping)

    assert (before.shipping, after.shipping, after.total) == (0, 0, 500)


# What is true of every order

money = st.integers(0, 1_000_000)
lines = st.lists(st.builds(Line, money, st.integers(1, 50), st.integers(0, 30_000)), max_size=6)
pieces = st.tuples(money, money).map(lambda two: Pieces(max(two), min(two)))
weights = st.builds(
    lambda ups, prices, above: Weights(tuple(zip(sorted(ups), sorted(prices), strict=False)), above),
    st.lists(st.integers(1, 30_000), min_size=1, max_size=5, unique=True),
    st.lists(money, min_size=5, max_size=5),
    money,
)
rates = st.one_of(pieces, weights)
rules = st.builds(
    Shipping,
    rates,
    st.lists(st.tuples(st.frozensets(st.sampled_from(["DE", "AT", "FR"])), rates), max_size=2).map(tuple),
    st.none() | money,
)
taxes = st.builds(Tax, st.integers(0, WHOLE), st.booleans())
discounts = st.builds(Discount, st.integers(0, WHOLE)) | st.builds(Discount, amount=money)
countries = st.sampled_from(["DE", "AT", "FR", "NZ", ""])


@given(lines, rules, taxes, discounts, countries)
def test_the_total_is_the_sum_of_its_parts_and_never_negative(
    of: list[Line], rule: Shipping, tax: Tax, discount: Discount, country: str
) -> None:
    totals = reckon(of, rule, tax, discount, country)

    assert totals.goods == sum(line.price * line.quantity for line in of)
    assert min(totals.goods, totals.discount, totals.shipping, totals.tax, totals.total) >= 0
    assert totals.discount <= totals.goods
    added = 0 if tax.included else totals.tax
    assert totals.total == totals.goods - totals.discount + totals.shipping + added
    assert not tax.included or totals.tax <= totals.total


@given(lines, rules, countries)
def test_what_is_sent_together_costs_no_more_than_each_unit_alone(
    of: list[Line], rule: Shipping, country: str
) -> None:
    alone = sum(ship([Line(line.price, 1, line.weight)], rule, country) * line.quantity for line in of)

    assert ship(of, rule, country) <= alone


@given(lines, lines, pieces, st.none() | money)
def test_by_pieces_one_order_is_never_dearer_to_send_than_two(
    one: list[Line], other: list[Line], rate: Pieces, free_from: int | None
) -> None:
    rule = Shipping(rate, free_from=free_from)

    assert ship([*one, *other], rule, "DE") <= ship(one, rule, "DE") + ship(other, rule, "DE")


@given(st.integers(0, 10**9), st.integers(0, WHOLE))
def test_included_and_added_tax_agree(net: int, rate: int) -> None:
    """Tax added to a net price is the tax contained in the sum, give or take the one rounding."""
    added = half_up(net * rate, WHOLE)

    assert abs(half_up((net + added) * rate, WHOLE + rate) - added) <= 1


@given(lines, lines, rules, taxes, discounts, countries)
def test_to_take_lines_off_never_makes_an_order_dearer(
    kept: list[Line], gone: list[Line], rule: Shipping, tax: Tax, discount: Discount, country: str
) -> None:
    before = reckon([*kept, *gone], rule, tax, discount, country)
    after = reckon(kept, rule, tax, discount, country, most=before.shipping)

    assert after.total <= before.total


def in_turn(orders: list[list[Line]], rule: Shipping) -> list[int]:
    """What sending costs in each of these orders, one after the other into the same parcel."""
    parcel, costs = Parcel(), list[int]()
    for lines in orders:
        costs.append(ship_with(parcel, lines, rule, "DE"))
        parcel = Parcel((*parcel.lines, *lines), parcel.shipping + costs[-1])
    return costs


@pytest.mark.parametrize(
    ("rule", "orders", "costs"),
    [
        (goods_and_post(), [[JAM], [JAM], [Line(500, 2)]], [490, 100, 200]),
        (Shipping(Pieces(490)), [[JAM], [JAM]], [490, 0]),
        (Shipping(POST), [[JAM], [JAM], [JAM]], [300, 150, 250]),
        (Shipping(POST), [[Line(1, 1, 4_900)], [JAM]], [700, 300]),  # not 1,100 more
        (goods_and_post(free_from=1_000), [[JAM], [JAM], [JAM]], [490, 0, 0]),
    ],
)
def test_what_is_sent_in_one_parcel_costs_what_the_parcel_costs_more(
    rule: Shipping, orders: list[list[Line]], costs: list[int]
) -> None:
    assert in_turn(orders, rule) == costs


@given(
    rule=st.sampled_from([goods_and_post(), Shipping(POST), goods_and_post(free_from=3_000)]),
    orders=st.lists(
        st.lists(st.builds(Line, st.just(500), st.integers(1, 3), st.integers(0, 3_000))), max_size=4
    ),
)
def test_several_orders_never_cost_more_to_send_than_each_alone(
    rule: Shipping, orders: list[list[Line]]
) -> None:
    costs = in_turn(orders, rule)

    assert all(0 <= cost <= ship(lines, rule, "DE") for cost, lines in zip(costs, orders, strict=True))
