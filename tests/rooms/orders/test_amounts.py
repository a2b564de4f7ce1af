"""Amounts have the bounds of their party's currency, wherever a price comes in."""

import pytest
from pydantic import ValidationError

from livesell.wire.codes import Code
from rooms.frames.auctions import AddAuction, PlaceBid
from rooms.frames.items import AddItem, EditItem, NewVariant, SetPrice
from rooms.frames.orders import DeliverOrder, SetLimits
from rooms.frames.parties import CreateParty
from rooms.frames.terms import PieceRate, Region
from rooms.models.parties import Party
from rooms.rules.money import most
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


@pytest.mark.every_case
@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD", "HUF", "VND", "IRR"])
def test_the_highest_price_of_a_currency_is_taken_and_one_more_is_refused(room: Room, currency: str) -> None:
    party, highest = room.draft(currency=currency), most(currency)
    item = room.item(party, price=highest)
    variant = item.variants.get()
    over = highest + 1

    assert room.why_not("sam", EditItem(item_id=item.pk, price=highest)) is None
    assert room.why_not("sam", SetPrice(variant_id=variant.pk, price=highest)) is None
    if over > 10**12:
        return  # refused by the frame already
    add = AddItem(party_id=party, title="Lamp", price=over, variants=[NewVariant(stock=1)])
    kind = AddItem(party_id=party, title="Lamp", price=1, variants=[NewVariant(stock=1, price=over)])
    for frame in (
        add,
        kind,
        EditItem(item_id=item.pk, price=over),
        SetPrice(variant_id=variant.pk, price=over),
    ):
        assert room.why_not("sam", frame) == Code.BAD_FRAME


def test_a_lamp_for_a_hundred_million_dong_is_no_mistake(room: Room) -> None:
    assert room.item(room.draft(currency="VND"), title="đèn", price=100_000_001).price == 100_000_001


def test_a_lot_and_a_bid_have_the_bounds_of_their_currency(room: Room) -> None:
    variant = room.live(currency="JPY")
    over = most("JPY") + 1

    for more in (
        {"start_price": over},
        {"start_price": 1, "reserve": over},
        {"start_price": 1, "buy_now": over},
    ):
        assert room.why_not("sam", AddAuction(variant_id=variant.pk, **more)) == Code.BAD_FRAME
    lot = room.must("sam", AddAuction(variant_id=variant.pk, start_price=100))["auction"]["id"]

    assert room.why_not("ben", PlaceBid(auction_id=lot, amount=over)) == Code.BAD_FRAME
    assert room.do("ben", PlaceBid(auction_id=lot, amount=most("JPY"))).ok


@pytest.mark.parametrize("currency", ["ZZZ", "XXX", "XTS", "EUX", "XAU", "XDR", "CLF", "eur", "EURO", "€"])
def test_what_nobody_pays_with_is_no_currency_of_a_party_or_a_limit(currency: str) -> None:
    for frame in (
        lambda: CreateParty(title="Finds", currency=currency),
        lambda: SetLimits(currency=currency, day=1),
    ):
        with pytest.raises(ValidationError):
            frame()


@pytest.mark.parametrize("currency", ["KWD", "AED", "SAR", "ARS", "NGN", "XCG", "ZWG"])
def test_a_party_is_held_in_any_currency_that_people_pay_with(room: Room, currency: str) -> None:
    assert Party.objects.get(pk=room.draft(currency=currency)).currency == currency


@pytest.mark.parametrize(("typed", "kept"), [("GB", "GB"), ("gb", "GB"), ("gR", "GR"), ("xk", "XK")])
def test_a_country_is_taken_in_any_case(typed: str, kept: str) -> None:
    order = {"order_id": "0" * 26, "name": "Ben", "address": "1 Lane"}

    assert DeliverOrder(**order, country=typed).country == kept
    assert Region(countries=[typed], rate=PieceRate(first=1)).countries == [kept]


@pytest.mark.parametrize("typed", ["UK", "EL", "uk", "ZZ", "XX", "EU", "XI", "D", "DEU", ""])
def test_what_is_on_no_map_is_refused_of_buyers_and_sellers_alike(typed: str) -> None:
    order = {"order_id": "0" * 26, "name": "Ben", "address": "1 Lane"}

    with pytest.raises(ValidationError):
        DeliverOrder(**order, country=typed)
    with pytest.raises(ValidationError):
        Region(countries=[typed], rate=PieceRate(first=1))
