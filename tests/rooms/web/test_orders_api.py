"""Orders over HTTPS and on pages: each by whom it concerns, and good on paper and in a spreadsheet."""

import csv
import io
import time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from livesell.accounts.models import User
from livesell.wire.cells import safe
from livesell.wire.ids import new_id
from rooms.frames.orders import (
    AppealStep,
    CancelOrder,
    ConfirmOrder,
    DeliverOrder,
    LiftStep,
    MarkPaid,
    SetLimits,
)
from rooms.frames.parties import StartParty
from rooms.frames.rooms import CloseRehearsal, SetRole
from rooms.frames.terms import PieceRate, SetDiscount, SetTerms, ShippingRule
from rooms.models.items import Variant
from rooms.models.orders import Order
from rooms.models.parties import Party
from tests.support.buying import buy, confirmed, lapsed, paid, settle
from tests.support.rehearsing import rehearse
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
HOME = {"name": "Ben Miller", "address": "12 Mill Lane\nLeipzig", "country": "DE", "note": "Ring twice"}


@pytest.fixture
def clients(users: dict[str, User]) -> dict[str, Client]:
    """A browser for everybody of the cast, and one for a guest."""
    made = {name: Client() for name in users}
    for name, client in made.items():
        client.force_login(users[name])
    return made | {"guest": Client()}


def read(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.content
    return answer.json() if path.startswith("/api") and "csv" not in path else answer.content.decode()


def delivered(room: Room, who: str, order: Order, **more: str) -> None:
    room.must(who, DeliverOrder.model_validate({"order_id": order.pk} | HOME | more))


@pytest.fixture
def order(room: Room) -> Order:
    """Ben owes Sam for a jar, and said where it goes."""
    order = confirmed(room, "ben", room.live(stock=5))
    delivered(room, "ben", order)
    return order


# Who reads what


def test_buyer_and_seller_read_all_of_an_order(clients: dict[str, Client], order: Order) -> None:
    for who in ("ben", "sam"):
        shown = read(clients[who], f"/api/orders/{order.pk}")
        assert (shown["state"], shown["totals"]["total"], shown["delivery"]) == ("confirmed", 500, HOME)


def test_a_host_reads_it_without_the_address(clients: dict[str, Client], order: Order) -> None:
    assert read(clients["hana"], f"/api/orders/{order.pk}")["delivery"] is None
    assert "Mill Lane" not in read(clients["hana"], f"/orders/{order.pk}/")


@pytest.mark.parametrize("who", ["bea", "otto", "mona"])
def test_to_others_it_does_not_exist(room: Room, clients: dict[str, Client], order: Order, who: str) -> None:
    for path in (f"/api/orders/{order.pk}", f"/orders/{order.pk}/", f"/orders/{order.pk}/invoice/"):
        read(clients[who], path, 404)
    read(clients[who], f"/rooms/{room.id}/orders/{order.party_id}/packing/", 404)
    assert clients[who].post(f"/api/orders/{order.pk}/pay").status_code == 404


def test_a_guest_reads_nothing(room: Room, clients: dict[str, Client], order: Order) -> None:
    for path in ("/api/orders", f"/api/orders/{order.pk}", f"/api/rooms/{room.id}/orders"):
        read(clients["guest"], path, 401)
    read(clients["guest"], f"/orders/{order.pk}/", 302)


def test_a_buyer_lists_what_she_bought_anywhere(clients: dict[str, Client], order: Order) -> None:
    assert [one["id"] for one in read(clients["ben"], "/api/orders")] == [order.pk]
    assert read(clients["bea"], "/api/orders") == []
    assert read(clients["ben"], f"/api/orders?before={order.pk}") == []


def test_a_seller_lists_hers_and_a_host_all(room: Room, clients: dict[str, Client], order: Order) -> None:
    room.give("otto", "seller")
    path = f"/api/rooms/{room.id}/orders"

    assert [one["delivery"] for one in read(clients["sam"], path)] == [HOME]
    assert [one["delivery"] for one in read(clients["hana"], path)] == [None]
    assert read(clients["otto"], path) == []
    read(clients["bea"], path, 404)
    assert read(clients["sam"], f"{path}?party_id={new_id()}") == []


def test_who_sells_no_more_still_sees_what_she_sold(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert len(read(clients["sam"], f"/api/rooms/{room.id}/orders")) == 1


def test_an_open_order_shows_what_it_would_come_to(room: Room, clients: dict[str, Client]) -> None:
    order = buy(room, "ben", room.live(stock=5), 2)

    assert read(clients["ben"], f"/api/orders/{order.pk}")["totals"]["total"] == 1_000


def test_money_that_is_owed_back_is_shown_to_both(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    settle(room, order, 499)

    for who in ("ben", "sam"):
        assert read(clients[who], f"/api/orders/{order.pk}")["owed_back"] == 499
        assert "€4.99" in read(clients[who], f"/orders/{order.pk}/")


# Terms, codes, limits, steps


def test_everybody_reads_the_terms_and_only_the_seller_her_codes(
    room: Room, clients: dict[str, Client]
) -> None:
    rule = ShippingRule(everywhere=PieceRate(first=490))
    account = "To DE02 1203 0000 0000 2020 51"
    terms_set = SetTerms(shipping=rule, tax_rate=1_900, imprint="Sam, Leipzig", how_to_pay=account)
    assert room.do("sam", terms_set).ok
    assert room.do("sam", SetDiscount(code="SPRING", points=1_000)).ok

    (terms,) = read(clients["guest"], f"/api/rooms/{room.id}/terms")
    assert (terms["shipping"]["everywhere"]["first"], terms["tax_rate"], terms["how_to_pay"]) == (
        490,
        1_900,
        "",
    )
    (own,) = read(clients["sam"], f"/api/rooms/{room.id}/terms")
    assert own["how_to_pay"] == account
    assert [one["code"] for one in read(clients["sam"], f"/api/rooms/{room.id}/discounts")] == ["SPRING"]
    assert read(clients["hana"], f"/api/rooms/{room.id}/discounts") == []
    assert read(clients["guest"], f"/api/rooms/{room.id}/discounts") == []


def test_her_own_limits_and_step_are_read_by_herself(room: Room, clients: dict[str, Client]) -> None:
    lapsed(room, "ben", room.live())
    assert room.do("ben", SetLimits(currency="EUR", day=5_000)).ok

    own = read(clients["ben"], f"/api/rooms/{room.id}/limits")
    assert own["now"]["day"] == 5_000
    assert read(clients["hana"], f"/api/rooms/{room.id}/limits")["now"] is None
    read(clients["guest"], f"/api/rooms/{room.id}/limits", 401)
    read(clients["ben"], f"/api/rooms/{room.id}/steps", 404)
    assert isinstance(read(clients["mona"], f"/api/rooms/{room.id}/steps"), list)


# Pay


def test_without_a_provider_the_seller_says_how_to_pay(room: Room, clients: dict[str, Client]) -> None:
    rule = ShippingRule(everywhere=PieceRate(first=0))
    room.do("sam", SetTerms(shipping=rule, how_to_pay="By bank transfer."))
    order = confirmed(room, "ben", room.live())
    pay = f"/api/orders/{order.pk}/pay"
    assert clients["ben"].post(pay).status_code == 409  # where to?
    delivered(room, "ben", order)

    assert clients["ben"].post(pay).json() == {"url": None, "how_to_pay": "By bank transfer."}
    assert clients["sam"].post(pay).status_code == 403


# On paper


def test_an_invoice_has_seller_buyer_lines_and_sums(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    page = read(clients["ben"], f"/orders/{order.pk}/invoice/")

    for text in ("Invoice", order.pk, "Ben Miller", "A jar of plum jam", "€5.00"):
        assert text in page
    read(clients["hana"], f"/orders/{order.pk}/invoice/", 404)


def test_an_open_order_has_no_invoice(room: Room, clients: dict[str, Client]) -> None:
    order = buy(room, "ben", room.live())

    read(clients["ben"], f"/orders/{order.pk}/invoice/", 404)


def test_a_packing_list_is_the_seller_s_and_says_what_is_not_paid(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    path = f"/rooms/{room.id}/orders/{order.party_id}/packing/"

    page = read(clients["sam"], path)
    assert "NOT PAID" in page
    assert "Ring twice" in page
    room.must("sam", MarkPaid(order_id=order.pk))
    assert "NOT PAID" not in read(clients["sam"], path)
    read(clients["hana"], path, 404)


def test_pages_escape_what_people_wrote(room: Room, clients: dict[str, Client], order: Order) -> None:
    delivered(room, "ben", order, name="<script>alert(1)</script>")

    for path in (f"/orders/{order.pk}/", f"/rooms/{room.id}/orders/{order.party_id}/packing/"):
        page = read(clients["sam"], path)
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("who", ["ben", "sam"])
def test_pages_of_every_state_are_shown(room: Room, clients: dict[str, Client], who: str) -> None:
    jam = room.live(stock=9)
    orders = [buy(room, "ben", jam)]
    room.must("ben", ConfirmOrder(order_id=orders[0].pk))
    orders += [paid(room, "ben", jam), lapsed(room, "ben", jam)]
    for order in orders:
        read(clients[who], f"/orders/{order.pk}/")
    assert "data-order-state" in read(clients["ben"], "/orders/")
    assert "data-order-state" in read(clients["sam"], f"/rooms/{room.id}/orders/")
    assert "bought nothing" in read(clients["bea"], "/orders/")
    read(clients["bea"], f"/rooms/{room.id}/orders/", 404)


# In a spreadsheet


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+49 341", "'+49 341"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("plum = jam", "plum = jam"),
        ("", ""),
        (-5, -5),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: object, kept: object) -> None:
    assert safe(cell) == kept


def test_the_export_has_a_row_a_line_and_only_the_seller_s_own(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    delivered(room, "ben", order, name='=HYPERLINK("x")', address='Mill "Lane", 12\nLeipzig')

    text = read(clients["sam"], f"/api/rooms/{room.id}/orders.csv")

    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert (row["order"], row["name"], row["quantity"]) == (order.pk, '\'=HYPERLINK("x")', "1")
    money = ("unit price", "line sum", "currency", "order goods", "order shipping", "order total", "received")
    assert [row[name] for name in money] == ["5.00", "5.00", "EUR", "5.00", "0.00", "5.00", "0.00"]
    assert row["address"] == 'Mill "Lane", 12\nLeipzig'
    hers = read(clients["hana"], f"/api/rooms/{room.id}/orders.csv")
    assert hers.count("\r\n") == 1
    read(clients["bea"], f"/api/rooms/{room.id}/orders.csv", 404)


# What a buyer sees of herself, and staff of who left orders unpaid


def test_she_reads_her_step_and_the_host_reads_her_appeal(room: Room, clients: dict[str, Client]) -> None:
    room.now = time.time_ns() // 1_000_000  # pages know no other clock
    lapsed(room, "ben", room.live())
    assert "not paid here" in read(clients["ben"], f"/rooms/{room.id}/limits/")
    room.must("ben", AppealStep(text="The bank was closed <b>."))

    assert "The bank was closed &lt;b&gt;." in read(clients["ben"], f"/rooms/{room.id}/limits/")
    page = read(clients["hana"], f"/rooms/{room.id}/unpaid/")
    assert "The bank was closed &lt;b&gt;." in page
    assert "step.lift" in page
    assert "step.lift" not in read(clients["mona"], f"/rooms/{room.id}/unpaid/")
    read(clients["ben"], f"/rooms/{room.id}/unpaid/", 404)

    room.must("hana", LiftStep(user_id=room.cast["ben"].user_id, reason="It was."))
    assert "not paid here" not in read(clients["ben"], f"/rooms/{room.id}/limits/")
    assert "Nobody left an order unpaid" in read(clients["hana"], f"/rooms/{room.id}/unpaid/")


def test_her_limits_stand_in_her_fields_as_she_typed_them(room: Room, clients: dict[str, Client]) -> None:
    assert room.do("ben", SetLimits(currency="JPY", day=5_000, minutes=60)).ok

    page = read(clients["ben"], f"/rooms/{room.id}/limits/")
    assert 'value="5000"' in page
    assert "<option selected>JPY</option>" in page
    assert 'value="5000"' not in read(clients["bea"], f"/rooms/{room.id}/limits/")


def test_terms_are_for_who_sells(room: Room, clients: dict[str, Client]) -> None:
    assert 'id="page"' in read(clients["sam"], f"/rooms/{room.id}/terms/")
    read(clients["ben"], f"/rooms/{room.id}/terms/", 403)


def test_the_room_says_that_there_is_something_to_pay(
    room: Room, clients: dict[str, Client], order: Order
) -> None:
    assert '"owes": true' in read(clients["ben"], f"/rooms/{room.id}/")
    assert '"owes": false' in read(clients["bea"], f"/rooms/{room.id}/")
    room.must("sam", MarkPaid(order_id=order.pk))
    assert '"owes": false' in read(clients["ben"], f"/rooms/{room.id}/")


def test_a_refund_is_typed_in_major_units(room: Room, clients: dict[str, Client], order: Order) -> None:
    room.must("sam", MarkPaid(order_id=order.pk))
    room.must("sam", CancelOrder(order_id=order.pk, reason="Broken"))

    page = read(clients["sam"], f"/orders/{order.pk}/")
    assert 'data-money="EUR"' in page
    assert 'value="5.00"' in page


def test_an_order_of_a_rehearsal_says_so_and_takes_no_money(
    room: Room, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    party = room.draft()
    room.item(party, stock=3)
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id)
    other.must("hana", StartParty(party_id=draft.pk))
    order = confirmed(other, "mona", Variant.objects.get(item__party=draft))
    delivered(other, "mona", order)
    monkeypatch.setattr(settings, "LIVESELL_STRIPE_KEY", "sk_test_1")

    assert [one["rehearsal"] for one in read(clients["mona"], "/api/orders")] == [True]
    for page in ("/orders/", f"/orders/{order.pk}/", f"/rooms/{other.id}/orders/"):
        who = "hana" if page.startswith("/rooms") else "mona"
        assert '<span class="badge badge-info">Rehearsal</span>' in read(clients[who], page)
    answer = clients["mona"].post(f"/api/orders/{order.pk}/pay")
    assert (answer.status_code, answer.json()["url"]) == (200, None)

    assert other.do("hana", CloseRehearsal()).ok
    assert read(clients["mona"], "/api/orders") == []


def test_an_order_of_a_real_party_is_no_rehearsal(clients: dict[str, Client], order: Order) -> None:
    assert read(clients["ben"], f"/api/orders/{order.pk}")["rehearsal"] is False
    assert "Rehearsal" not in read(clients["ben"], "/orders/")
