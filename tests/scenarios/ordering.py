"""Stories of orders, as far as the room can see them."""

from livesell.wire.codes import Code
from rooms.desk.newcomers import NOTICE, NoticeNewcomers
from rooms.frames.orders import (
    AppealStep,
    CancelOrder,
    ConfirmOrder,
    FinishOrder,
    LiftStep,
    MarkPaid,
    ShipOrder,
)
from rooms.frames.rooms import EditRoom
from rooms.models.items import Variant
from tests.support.buying import confirmed, lapsed, order_of, paid, settle
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room


def first_paid(room: Room, stock: int = 1) -> Variant:
    return room.live(stock=stock, first_paid=True)


@story("claim.wanted")
def somebody_wants_what_goes_to_who_pays_first(room: Room) -> Scenario:
    jam = first_paid(room)
    with verify(room, "ben") as scenario:
        room.place("ben", jam)
    return scenario


@story("claim.wanted-of-another")
def somebody_else_wants_it_too(room: Room) -> Scenario:
    """And Ben changes his mind."""
    jam = first_paid(room, stock=2)
    claim = room.place("ben", jam).claim
    with verify(room, "ben") as scenario:
        room.place("bea", jam)
        room.release("ben", claim)
    return scenario


@story("claim.ordered-paid-first")
def who_pays_first_is_served(room: Room) -> Scenario:
    """Ben wanted it first; Bea pays first, and when Ben's money comes he is late."""
    jam = first_paid(room)
    orders = {who: order_of(room.place(who, jam).claim) for who in ("ben", "bea")}
    for who, order in orders.items():
        room.must(who, ConfirmOrder(order_id=order.pk))
    with verify(room, "ben") as scenario:
        settle(room, orders["bea"])
        settle(room, orders["ben"])
    return scenario


@story("claim.released-not-paid")
def what_was_not_paid_goes_to_who_waits(room: Room) -> Scenario:
    """Ben did not pay; Bea, who waits, is served. What stood on his order is free again."""
    jam = room.live(stock=2)
    order = confirmed(room, "ben", jam, 2)
    room.place("bea", jam)
    room.later(24 * 60)
    with verify(room, "bea") as scenario:
        room.must("sam", CancelOrder(order_id=order.pk, reason="Not paid."))
    return scenario


@story("claim.ordered-paid-late")
def money_that_came_late_finds_its_jar_still_there(room: Room) -> Scenario:
    order = lapsed(room, "ben", room.live(stock=1))
    with verify(room, "ben") as scenario:
        settle(room, order)
    return scenario


@story("order.changed")
def an_order_is_confirmed_and_paid(room: Room) -> Scenario:
    """Nothing can be seen of it but that it changed."""
    order = confirmed(room, "ben", room.live())
    with verify(room, "ben") as scenario:
        room.must("sam", MarkPaid(order_id=order.pk))
        room.must("sam", ShipOrder(order_id=order.pk))
        room.must("ben", FinishOrder(order_id=order.pk))
    return scenario


@story("desk-buyer.stepped")
def somebody_did_not_pay_and_it_is_lifted(room: Room) -> Scenario:
    jam = room.live(stock=2)
    paid(room, "bea", jam)
    with verify_desk(room) as scenario:
        lapsed(room, "ben", jam)
        room.must("hana", LiftStep(user_id=room.cast["ben"].user_id, reason="Was ill."))
    return scenario


@story("desk-command.refused")
def somebody_asks_for_what_she_may_not(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        assert room.why_not("ben", EditRoom(title="Ben's attic")) == Code.FORBIDDEN
    return scenario


@story("desk-newcomers.noticed")
def many_new_accounts_of_one_address_claim(room: Room) -> Scenario:
    item = room.live(stock=9).item_id
    with verify_desk(room) as scenario:
        notice = NoticeNewcomers(what="claims", wanted=item, accounts=5)
        assert room.batch(room.ask("clock", notice, handler=NOTICE))[0].ok
    return scenario


@story("desk-buyer.appealed")
def somebody_appeals(room: Room) -> Scenario:
    lapsed(room, "ben", room.live())
    with verify_desk(room) as scenario:
        room.must("ben", AppealStep(text="I was ill."))
    return scenario
