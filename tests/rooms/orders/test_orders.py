"""Orders on the real database: what is sold is owed, on one order for each buyer, seller and party."""

import pytest

from rooms.frames.claims import ConfirmClaim
from rooms.frames.items import EditItem
from rooms.frames.parties import EndParty
from rooms.models.orders import Order, OrderLine
from tests.support.turns import Room, place

pytestmark = pytest.mark.django_db


def orders(room: Room) -> list[Order]:
    return list(Order.objects.filter(party__room_id=room.id).order_by("pk"))


# One order for each buyer, seller and party


def test_a_confirmed_claim_is_owed_at_the_price_that_was_promised(room: Room) -> None:
    jam = room.live(stock=3, price=450)
    claim = room.place("ben", jam, 2).claim
    room.must("sam", EditItem(item_id=jam.item_id, price=900))
    room.later(3)

    room.confirm("sam", claim)

    (order,) = orders(room)
    assert (order.buyer_id, order.seller_id) == (room.cast["ben"].user_id, room.cast["sam"].user_id)
    assert (order.party_id, order.state, order.opened_at) == (jam.item.party_id, "open", room.now)
    (line,) = order.lines.all()
    assert (line.variant_id, line.quantity, line.price) == (jam.pk, 2, 450)
    assert (line.source, line.source_id, line.at) == ("claim", claim, room.now)


def test_what_she_buys_later_of_the_same_seller_joins_the_same_order(room: Room) -> None:
    jam = room.live(stock=9)
    jelly = room.item(jam.item.party_id, stock=9).variants.get()
    for variant in (jam, jelly, jam):
        room.confirm("sam", room.place("ben", variant).claim)

    (order,) = orders(room)
    assert [line.variant_id for line in order.lines.order_by("pk")] == [jam.pk, jelly.pk, jam.pk]


def test_each_buyer_and_each_seller_has_an_order_of_its_own(room: Room) -> None:
    room.give("otto", "seller")
    jam = room.live(stock=9, seller="sam")
    scarf = room.item(jam.item.party_id, seller="otto", stock=9).variants.get()
    for who, variant in (("ben", jam), ("bea", jam), ("ben", scarf)):
        room.confirm("hana", room.place(who, variant).claim)

    names = {actor.user_id: name for name, actor in room.cast.items()}
    assert {(names[one.buyer_id], names[one.seller_id]) for one in orders(room)} == {
        ("ben", "sam"),
        ("bea", "sam"),
        ("ben", "otto"),
    }


def test_an_order_belongs_to_one_party(room: Room) -> None:
    first = room.live(stock=2)
    room.confirm("sam", room.place("ben", first).claim)
    room.must("hana", EndParty(party_id=first.item.party_id))
    room.confirm("sam", room.place("ben", room.live(stock=2)).claim)

    assert len({one.party_id for one in orders(room)}) == 2


def test_many_claims_confirmed_in_one_batch_stand_on_one_order_a_buyer(room: Room) -> None:
    jam = room.live(stock=50)
    claims = [
        one.claim for one in room.batch(*[room.ask(who, place(jam)) for who in ("ben", "bea", "otto") * 5])
    ]

    answers = room.batch(*[room.ask("sam", ConfirmClaim(claim_id=claim)) for claim in claims])

    assert all(answer.ok for answer in answers)
    assert len(orders(room)) == 3
    assert {line.source_id for line in OrderLine.objects.all()} == set(claims)


def test_a_batch_knows_orders_that_were_opened_before(room: Room) -> None:
    jam = room.live(stock=50)
    first = room.batch(*[room.ask(who, place(jam)) for who in ("ben", "bea")])
    room.batch(*[room.ask("sam", ConfirmClaim(claim_id=one.claim)) for one in first])
    again = room.batch(*[room.ask(who, place(jam)) for who in ("bea", "ben", "mona")])

    room.batch(*[room.ask("sam", ConfirmClaim(claim_id=one.claim)) for one in again])

    assert sorted(one.lines.count() for one in orders(room)) == [1, 2, 2]


def test_a_claim_that_is_refused_is_not_owed(room: Room) -> None:
    jam = room.live(stock=1)
    claim = room.place("ben", jam).claim
    room.confirm("sam", claim)

    assert not room.confirm("sam", claim).ok
    assert OrderLine.objects.count() == 1


def test_the_ledger_does_not_say_whose_order_it_is(room: Room) -> None:
    claim = room.place("ben", room.live()).claim
    start = room.offset()

    room.confirm("sam", claim)

    assert room.types(after=start) == ["claim.ordered"]
