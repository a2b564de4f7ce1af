"""Where the orders of buyers without an account go: their seller says it, until they take over."""

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.wire.codes import Code
from rooms.frames.claims import ClaimFor, ConfirmClaim, LinkFor, TakeOver
from rooms.frames.orders import DeliverOrder
from rooms.membership import invitations
from rooms.models.orders import Order
from tests.support.buying import buy
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
TOKEN = "w7PaAk3Jq9vXc0TzR5yLmB"


@pytest.fixture
def order(room: Room) -> Order:
    """An open order of しゅん, who asked in another network."""
    jam = room.live(stock=2)
    claim = ClaimFor(variant_id=jam.pk, price_version=1, name="しゅん", network="Instagram")
    room.must("sam", ConfirmClaim(claim_id=room.do("sam", claim).claim))
    return Order.objects.get()


def deliver(order: Order) -> DeliverOrder:
    return DeliverOrder(order_id=order.pk, name="中村 しゅん", address="渋谷区 1-2-3", country="JP")


def test_the_seller_says_where_it_goes(room: Room, order: Order) -> None:
    room.must("sam", deliver(order))

    assert Order.objects.select_related("delivery").get().delivery.name == "中村 しゅん"


def test_nobody_else_does(room: Room, order: Order) -> None:
    assert [room.why_not(who, deliver(order)) for who in ("hana", "mona", "ben")] == [
        Code.FORBIDDEN,
        Code.NOT_FOUND,
        Code.NOT_FOUND,
    ]


def page(room: Room, who: str, order: Order) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=room.cast[who].user_id))
    return client.get(f"/orders/{order.pk}/").content.decode()


def test_the_page_of_the_order_asks_the_seller_and_offers_her_nothing_else_of_the_buyer_s(
    room: Room, order: Order
) -> None:
    shown = page(room, "sam", order)

    assert 'data-command="order.deliver"' in shown
    assert 'data-command="order.redeem"' not in shown
    assert 'data-command="order.deliver"' not in page(room, "hana", order)


def test_once_she_took_over_only_she_does(room: Room, order: Order) -> None:
    frame = LinkFor(buyer_id=order.buyer_id, token_hash=invitations.hash_of(TOKEN))
    assert room.do("sam", frame).ok
    room.must("ben", TakeOver(token=TOKEN))

    assert room.why_not("sam", deliver(order)) == Code.FORBIDDEN
    assert 'data-command="order.deliver"' not in page(room, "sam", order)
    room.must("ben", deliver(order))


def test_of_a_buyer_with_an_account_the_seller_says_nothing(room: Room) -> None:
    assert room.why_not("sam", deliver(buy(room, "ben", room.live()))) == Code.FORBIDDEN
