"""What was confirmed stands: no later change of terms, codes, items or titles alters an order, its bill, its mails."""

from typing import Any

import pytest

from livesell.ledger.telling import Fact
from livesell.wire.codes import Code
from rooms.checkout import news, views
from rooms.events.orders import OrderChanged
from rooms.frames.items import EditItem
from rooms.frames.orders import ConfirmOrder, DeliverOrder, RedeemCode
from rooms.frames.parties import EditParty, EndParty
from rooms.frames.terms import DropDiscount, SetDiscount, SetTerms
from rooms.models.orders import Order
from rooms.models.terms import Terms
from tests.support.buying import DAY, buy, confirmed, fresh, lapsed, settle, wake
from tests.support.rehearsing import rehearse
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db
HOME = {"name": "Ben Miller", "address": "12 Mill Lane, Leipzig", "country": "DE"}


def terms(room: Room, first: int = 490, **more: Any) -> None:
    rule = {"everywhere": {"by": "pieces", "first": first}, "regions": more.pop("regions", [])}
    answer = room.do("sam", SetTerms.model_validate({"shipping": rule} | more))
    assert answer.ok, answer.text


def code(room: Room, **more: Any) -> None:
    answer = room.do("sam", SetDiscount.model_validate({"code": "SPRING"} | more))
    assert answer.ok, answer.text


def redeem(order: Order) -> RedeemCode:
    return RedeemCode(order_id=order.pk, code="spring")


def deliver(room: Room, order: Order, **more: Any) -> None:
    room.must("ben", DeliverOrder.model_validate({"order_id": order.pk} | HOME | more))


def seen(order: Order) -> dict[str, Any]:
    """All that its buyer reads of an order."""
    found = views.of(Order.objects.filter(pk=order.pk)).get()
    return views.view(found, private=True).model_dump()


def end_show(room: Room, order: Order) -> None:
    """The party is over, so that the seller may change her terms."""
    room.must("hana", EndParty(party_id=order.party_id))


@pytest.fixture
def order(room: Room) -> Order:
    """Confirmed at 13.90: two jars at 5.00, less 1.00 by a code, shipping of 4.90 to Germany."""
    terms(room, regions=[{"countries": ["DE"], "rate": {"by": "pieces", "first": 490}}], tax_rate=1_900)
    code(room, amount=100)
    jam = room.live(stock=5)
    order = buy(room, "ben", jam, 2)
    room.must("ben", redeem(order))
    deliver(room, order)
    room.must("ben", ConfirmOrder(order_id=order.pk))
    assert fresh(order).bill.total == 1_390
    return order


def everything_changes(room: Room, order: Order) -> None:
    """The seller sets other terms, codes, titles and prices; the host another title."""
    item = order.lines.get().item
    room.must("sam", EditItem(item_id=item.pk, title="Plum jam, the last", price=1_900))
    room.must("hana", EditParty(party_id=order.party_id, title="Another evening"))
    end_show(room, order)
    terms(
        room, 2_289, tax_rate=700, tax_included=False, imprint="Other Ltd", how_to_pay="IBAN 2", pay_hours=1
    )
    code(room, points=5_000, goods_from=9_000)
    room.do("sam", DropDiscount(code="SPRING"))


def test_nothing_that_changes_later_alters_what_was_confirmed(room: Room, order: Order) -> None:
    before = seen(order)

    everything_changes(room, order)

    assert seen(order) == before
    assert before["lines"][0]["title"] == "A jar of plum jam"


def test_the_same_address_again_changes_no_sum_and_another_note_is_kept(room: Room, order: Order) -> None:
    everything_changes(room, order)

    deliver(room, order, note="Ring twice.")

    assert fresh(order).bill.total == 1_390
    assert seen(order)["delivery"]["note"] == "Ring twice."


@pytest.mark.parametrize(("country", "total"), [("DE", 1_390), ("FR", 1_390)])
def test_another_place_costs_what_was_agreed_for_it(
    room: Room, order: Order, country: str, total: int
) -> None:
    everything_changes(room, order)

    deliver(room, order, address="1 Other Street", country=country)

    assert fresh(order).bill.total == total
    assert seen(order)["code"] == "SPRING"


def test_what_is_paid_late_is_the_sum_that_was_confirmed(room: Room) -> None:
    order = lapsed(room, "ben", room.live(stock=2))
    end_show(room, order)
    terms(room, 2_289)

    assert settle(room, order).ok

    assert (fresh(order).state, fresh(order).bill.total) == ("paid", 500)


def changes(room: Room) -> list[Fact]:
    """The facts by which orders changed."""
    told = [one for one in room.facts() if one["event"]["type"] == "order.changed"]
    return [
        Fact(room.id, room.ledger(), one["offset"], one["at"], OrderChanged(mark=one["event"]["mark"]))
        for one in told
    ]


def test_mails_call_an_order_as_it_was_confirmed(room: Room, order: Order) -> None:
    everything_changes(room, order)

    said = [one.words for fact in changes(room) for rule in news.ALERTS for one in rule.whom(fact, "", 10)]

    assert said == [{"kind": "confirmed", "party": "Friday finds"}]


def test_the_time_to_pay_is_that_of_the_moment_of_confirming(room: Room, order: Order) -> None:
    everything_changes(room, order)

    assert fresh(order).pay_until == NOON + DAY * MINUTE


# What comes to nothing


def test_a_code_that_takes_all_off_a_confirmed_order_pays_it_at_once(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    code(room, points=10_000)
    room.later(1)

    room.must("ben", redeem(order))

    assert fresh(order).wake_at == room.now
    assert wake(room, order).ok
    assert fresh(order).state == "paid"


def test_a_place_that_nothing_is_sent_to_for_money_pays_it_at_once(room: Room) -> None:
    terms(room, regions=[{"countries": ["DE"], "rate": {"by": "pieces", "first": 0}}])
    code(room, points=10_000)
    order = buy(room, "ben", room.live())
    room.must("ben", redeem(order))
    room.must("ben", ConfirmOrder(order_id=order.pk))
    assert fresh(order).bill.total == 490

    deliver(room, order)

    assert (fresh(order).bill.total, fresh(order).wake_at) == (0, room.now)


# Currencies


def test_terms_in_another_currency_say_nothing_of_money_here(room: Room) -> None:
    terms(room, 490, currency="EUR", tax_rate=1_900, how_to_pay="IBAN 1")

    order = confirmed(room, "ben", room.live(currency="HUF", price=150_000))

    assert (order.bill.shipping, order.bill.tax_rate) == (0, 1_900)
    assert order.bill.agreed["terms"]["how_to_pay"] == "IBAN 1"


def test_terms_of_a_party_are_in_its_currency(room: Room) -> None:
    party = room.draft(currency="HUF")
    rule = {"everywhere": {"by": "pieces", "first": 150_000}}
    plain = {"party_id": party, "shipping": rule}

    wrong = SetTerms.model_validate(plain | {"currency": "EUR"})
    assert room.why_not("sam", wrong) == Code.BAD_FRAME
    assert room.do("sam", SetTerms.model_validate(plain)).ok
    assert Terms.objects.get().currency == "HUF"


def test_terms_without_a_currency_are_in_that_of_the_latest_party(room: Room) -> None:
    room.draft(currency="EUR")
    room.draft(currency="KWD")

    terms(room)

    assert Terms.objects.get().currency == "KWD"


def test_a_code_with_money_is_good_in_its_own_currency_and_a_percentage_in_all(room: Room) -> None:
    order = buy(room, "ben", room.live(currency="HUF", price=150_000))
    for more in ({"amount": 100}, {"points": 1_000, "goods_from": 100}):
        code(room, currency="EUR", **more)
        assert room.why_not("ben", redeem(order)) == Code.OTHER_CURRENCY

    code(room, currency="EUR", points=1_000)

    assert room.do("ben", redeem(order)).ok
    assert seen(order)["totals"]["discount"] == 15_000


def test_a_code_that_was_made_one_of_another_currency_takes_nothing_off_an_open_order(room: Room) -> None:
    code(room, currency="EUR", amount=100)
    order = buy(room, "ben", room.live())
    room.must("ben", redeem(order))

    code(room, currency="HUF", amount=100)

    assert (seen(order)["code"], seen(order)["totals"]["discount"]) == ("", 0)


@pytest.mark.parametrize("currency", ["EUR", "JPY"])
def test_terms_and_codes_have_the_bounds_of_their_currency(room: Room, currency: str) -> None:
    over = 100_000_001
    rule = {"everywhere": {"by": "weight", "bands": [{"up_to": 9, "price": over}], "above": 0}}

    for frame in (
        SetTerms.model_validate({"currency": currency, "shipping": rule}),
        SetDiscount(code="SPRING", currency=currency, amount=over),
    ):
        assert room.why_not("sam", frame) == Code.BAD_FRAME


# Words for what is missing


def test_an_order_says_how_much_its_code_still_asks_for(room: Room) -> None:
    jam = room.live(stock=3)
    code(room, amount=100, goods_from=1_000)
    order = buy(room, "ben", jam, 2)
    room.must("ben", redeem(order))
    assert seen(order)["code_missing"] == 0

    code(room, amount=100, goods_from=1_250)

    assert (seen(order)["code_missing"], seen(order)["totals"]["discount"]) == (250, 0)


# In a rehearsal


def test_a_rehearsal_has_the_terms_and_codes_of_its_sellers(room: Room) -> None:
    terms(room, 490)
    code(room, amount=100)
    party = room.draft()
    room.item(party, stock=2)
    rule = {"everywhere": {"by": "pieces", "first": 700}}
    room.do("sam", SetTerms.model_validate({"party_id": party, "shipping": rule}))

    other = rehearse(room, party)

    own = Terms.objects.filter(room_id=other.id)
    assert {(one.party and one.party.room_id, one.shipping["everywhere"]["first"]) for one in own} == {
        (None, 490),
        (other.id, 700),
    }
    assert Terms.objects.filter(room_id=room.id).count() == 2
